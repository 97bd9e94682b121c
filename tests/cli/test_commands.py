"""The command's doors: what goes to stdout, what to stderr, and the exit status of the contract."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tsunagari.cli.main import main

PLANS = Path(__file__).resolve().parents[2] / "plans"
MAKER = {
    "firm.kind": "company",
    "firm.industry": "24",
    "firm.employees_regular": 18,
    "firm.capital_yen": "1,000万円",
    "firm.prefecture": "04",
    "firm.exports": None,
}


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TSUNAGARI_PLANS", str(PLANS))
    monkeypatch.setenv("TSUNAGARI_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("TSUNAGARI_TODAY", raising=False)


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    path = tmp_path / "firm.json"
    path.write_text(json.dumps(MAKER), encoding="utf-8")
    return path


def rows_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def refusal_of(capsys: pytest.CaptureFixture[str]) -> str:
    """What stderr says, stdout being empty."""
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err


def test_the_declared_plan_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "check"]) == 0
    assert "2009" in capsys.readouterr().out


def test_a_broken_plan_is_not_in_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plans = Path(shutil.copytree(PLANS, tmp_path / "plans"))
    monkeypatch.setenv("TSUNAGARI_PLANS", str(plans))
    broken = next((plans / "2009/national").glob("n-shoene.yaml"))
    broken.write_text(broken.read_text("utf-8").replace("owner_words:", "owner_word:"), encoding="utf-8")
    assert main(["plan", "check"]) == 1
    assert "2009/national/n-shoene.yaml:14: owner_word: unknown word" in refusal_of(capsys)


def test_a_wrong_example_is_not_in_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plans = Path(shutil.copytree(PLANS, tmp_path / "plans"))
    monkeypatch.setenv("TSUNAGARI_PLANS", str(plans))
    wrong = plans / "2009/national/n-shoene.examples.yaml"
    wrong.write_text(wrong.read_text("utf-8").replace("verdict: no", "verdict: yes"), encoding="utf-8")
    assert main(["plan", "check", "--format", "jsonl"]) == 1
    (fault,) = [row for row in rows_of(capsys) if "the verdict is no, not yes" in row["message"]]
    assert fault["file"] == "2009/national/n-shoene.examples.yaml"


def test_totals_as_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "totals", "--format", "jsonl"]) == 0
    rows = {(row["tier"], row["pillar"]): row for row in rows_of(capsys)}
    assert rows["national", None]["budget_yen"] == 57_085_000_000
    assert rows["prefecture", None]["budget_yen"] is None


def test_totals_for_people_say_what_is_not_stated(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "totals"]) == 0
    out = capsys.readouterr().out
    assert "570.85億円" in out
    assert "記載なし" in out


def test_show_prints_every_programme_as_the_contract_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "show", "--format", "jsonl"]) == 0
    rows = rows_of(capsys)
    assert [row["seq"] for row in rows] == list(range(1, 71))
    promised = {
        *("seq", "key", "tier", "chapter", "place", "pillar", "group", "group_text", "title", "alt_title"),
        *("budget_yen", "budget_before_yen", "is_new", "of_which", "supplementary", "lines", "follows"),
        *("reported", "text", "footnote", "commentary", "commentary_shared_with"),
    }
    assert all(promised <= set(row) for row in rows)
    shoene = next(row for row in rows if row["key"] == "n-shoene")
    assert (shoene["budget_yen"], shoene["lines"], shoene["text"]) == (1_250_000_000, [1292, 1330], "")


def test_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "show", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 70


def test_a_year_does_not_differ_from_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "diff", "2009", "2009"]) == 0
    assert capsys.readouterr().out == "no difference\n"


def test_search_finds_by_everyday_words_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "電気代が高い", "--limit", "3", "--format", "jsonl"]) == 0
    first, *others = rows_of(capsys)
    assert set(first) == {"rank", "key", "tier", "title", "score", "why", "understood", "instead"}
    assert (first["rank"], first["key"], first["tier"]) == (1, "n-shoene", "national")
    assert set(first["why"][0]) == {"term", "field"}
    assert len(others) <= 2


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("跡継ぎ", "s-shokei"),
        ("不渡り", "p-antei-sodan"),
        ("まねされた", "n-chizai"),
        ("下請いじめ", "n-shitauke-kaizen"),
        ("外国に売る", "n-kaigai-tenkai"),
        ("脱サラ", "n-sogyo-jinzai"),
        ("首が回らない", "p-antei-sodan"),
    ],
)
def test_the_glossary_leads_from_owners_words(
    capsys: pytest.CaptureFixture[str], said: str, key: str
) -> None:
    main(["search", said, "--limit", "3", "--format", "jsonl"])
    assert key in [row["key"] for row in rows_of(capsys)]


def test_a_search_without_hits_says_what_was_searched_instead(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "zzzzqqqq", "--format", "jsonl"]) == 0
    rows = rows_of(capsys)
    assert rows
    assert all(row["instead"] for row in rows)


def test_a_search_within_a_facet(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "相談", "--tier", "smrj", "--format", "jsonl"])
    assert {row["tier"] for row in rows_of(capsys)} == {"smrj"}


def test_check_prints_the_facts_then_every_programme(capsys: pytest.CaptureFixture[str], firm: Path) -> None:
    assert main(["check", str(firm), "--format", "jsonl"]) == 0
    facts, *programmes = rows_of(capsys)
    assert facts == {
        "facts": {
            "firm.sme_category": "manufacturing_other",
            "firm.size": "small",
            "firm.is_sme": True,
            "firm.is_small_enterprise": True,
            "firm.is_deemed_large": None,
        }
    }
    assert len(programmes) == 70
    for row in programmes:
        assert list(row) == ["key", "title", "verdict", "reasons", "ask", "assumed"]
        assert row["verdict"] in ("yes", "no", "unknown")
        assert all(list(r) == ["clause", "fact", "result", "text", "law"] for r in row["reasons"])
        assert isinstance(row["assumed"], bool)


def test_an_empty_firm_is_unknown_not_refused(capsys: pytest.CaptureFixture[str], firm: Path) -> None:
    firm.write_text("{}", encoding="utf-8")
    assert main(["check", str(firm), "--format", "jsonl"]) == 0
    assert rows_of(capsys)[0]["facts"]["firm.size"] == "unknown"


@pytest.fixture
def pulled(tmp_path: Path) -> Path:
    """One call of others beside the plan, for firms in Miyagi."""
    path = tmp_path / "var" / "pulled" / "jgrants.json"
    path.parent.mkdir(parents=True)
    meets = {"fact": "project.meets_call", "is": True, "otherwise": {"ja": "要領に合わない", "en": "No"}}
    entry = {
        "key": "a0W000000000001AAA",
        "name": "見本の陶芸設備補助金",
        "summary": "窯を入れる費用の一部を補助します。",
        "eligibility": {"all": [{"fact": "firm.prefecture", "in": ["04"]}, meets]},
        "offer": {"words": "補助金", "words_en": "Subsidy"},
        "outside": {
            "source": "見本の源",
            "page": "https://portal.example/1",
            "seen_at": "2026-11-25T03:00:00+00:00",
            "closes_at": "2026-12-25T17:00:00+09:00",
        },
        "digest": "0" * 64,
    }
    path.write_text(json.dumps({"programmes": [entry]}), encoding="utf-8")
    return path


OUTSIDE = {
    "source": "見本の源",
    "page": "https://portal.example/1",
    "seen_at": "2026-11-25T03:00:00+00:00",
    "opens_at": None,
    "closes_at": "2026-12-25T17:00:00+09:00",
}


@pytest.mark.parametrize(
    ("only", "keys"),
    [
        ([], ["a0W000000000001AAA"]),
        (["--only", "pulled"], ["a0W000000000001AAA"]),
        (["--only", "plan"], []),
        (["--tier", "other"], ["a0W000000000001AAA"]),
        (["--tier", "national"], []),
    ],
)
def test_a_search_finds_what_was_pulled_unless_told_not_to(
    capsys: pytest.CaptureFixture[str], pulled: Path, only: list[str], keys: list[str]
) -> None:
    assert main(["search", "陶芸の窯", *only, "--format", "jsonl"]) == 0
    rows = rows_of(capsys)
    found = [row for row in rows if row["tier"] == "other"]
    assert [row["key"] for row in found] == keys
    assert all(row["outside"] == OUTSIDE for row in found)
    assert all("outside" not in row for row in rows if row["tier"] != "other")


def test_a_check_tells_what_was_pulled_after_the_plan(
    capsys: pytest.CaptureFixture[str], pulled: Path, firm: Path
) -> None:
    counts = {}
    for only in ((), ("--only", "plan"), ("--only", "pulled")):
        assert main(["check", str(firm), *only, "--format", "jsonl"]) == 0
        counts[only] = rows_of(capsys)[1:]
    assert [len(rows) for rows in counts.values()] == [71, 70, 1]
    last = counts[()][-1]
    assert counts["--only", "pulled"] == [last]
    assert (last["key"], last["verdict"], last["outside"]) == ("a0W000000000001AAA", "unknown", OUTSIDE)
    firm.write_text(json.dumps(MAKER | {"firm.prefecture": "13"}))
    main(["check", str(firm), "--only", "pulled", "--format", "jsonl"])
    assert rows_of(capsys)[1]["verdict"] == "no"
    main(["check", str(firm), "--only", "pulled"])
    assert "見本の陶芸設備補助金 [見本の源]" in capsys.readouterr().out


def test_an_older_plan_has_nothing_pulled_beside_it(
    capsys: pytest.CaptureFixture[str], pulled: Path, firm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tsunagari.cli.options.years_under", lambda folder: (2010, 2009))
    main(["check", str(firm), "--year", "2009", "--format", "jsonl"])
    assert len(rows_of(capsys)) == 71


def test_check_for_people_has_a_line_per_programme(capsys: pytest.CaptureFixture[str], firm: Path) -> None:
    assert main(["check", str(firm)]) == 0
    assert "firm.is_sme: True" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "UTF-8 JSON"),
        (b"[1]", "one flat JSON object"),
        (b'{"firm.kind": "shop"}', "firm.kind"),
        (b'{"firm.capital": 1}', "firm.capital_yen"),
        (b'{"firm.capital_yen": NaN}', "NaN"),
        (b'{"firm.capital_yen": 1e9}', "whole yen"),
        (b'{"firm.capital_yen": -1}', "0 or more"),
        (b'{"firm.employees_regular": true}', "a whole number"),
        (b'{"firm.founded_on": "2009-02-30"}', "firm.founded_on"),
        (b'{"firm.kind": "company", "firm.kind": "other"}', "each name once"),
        (b'{"firm.kind": {"a": 1}}', "company"),
        (b"\xff\xfe\x00", "UTF-8 JSON"),
        (b"[" * 90_000, "UTF-8 JSON"),
        (b" " * 100_001, "at most"),
    ],
    ids=range(14),
)
def test_a_firm_that_cannot_be_read_is_refused(
    capsys: pytest.CaptureFixture[str], firm: Path, content: bytes, said: str
) -> None:
    firm.write_bytes(content)
    assert main(["check", str(firm), "--format", "jsonl"]) == 2
    assert said in refusal_of(capsys)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["check", "no-such-file.json"], "a readable file"),
        (["check", "."], "a readable file"),
        (["plan", "show", "--year", "1999"], "2009"),
        (["plan", "diff", "2009", "1999"], "2009"),
        (["search", "相談", "--tier", "nowhere"], "national, prefecture, smrj"),
        (["search", "相談", "--mechanism", "gift"], "consultation"),
        (["search", "相談", "--limit", "0"], "a whole number from 1"),
        (["plan", "export", "--out", __file__], "a folder to write into"),
        (["plan", "parse", "no-such-file.txt"], "no-such-file.txt"),
    ],
)
def test_bad_input_is_refused_with_what_is_allowed(
    capsys: pytest.CaptureFixture[str], command: list[str], said: str
) -> None:
    assert main(command) == 2
    assert said in refusal_of(capsys)


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["plan"],
        ["fly"],
        ["plan", "show", "--year", "٢٠٠٩"],
        ["plan", "show", "--year", "0"],
        ["search", "a", "--limit", "-1"],
        ["search", "a", "--format", "xml"],
    ],
)
def test_bad_usage_is_2(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(command)
    assert left.value.code == 2
    assert "usage:" in refusal_of(capsys)


@pytest.mark.parametrize("day", ["2009-02-30", "昭和64年1月8日", "tomorrow"])
def test_a_day_that_never_was_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, firm: Path, day: str
) -> None:
    assert main(["check", str(firm), "--as-of", day]) == 2
    assert day in refusal_of(capsys)
    monkeypatch.setenv("TSUNAGARI_TODAY", day)
    assert main(["check", str(firm)]) == 2


def test_a_folder_without_a_plan_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TSUNAGARI_PLANS", str(tmp_path))
    assert main(["plan", "totals"]) == 2
    assert "TSUNAGARI_PLANS" in refusal_of(capsys)
