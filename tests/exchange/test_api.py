"""The own API: the same answers as the command line, and every refusal said in problem details."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tsunagari.base.years import read_date
from tsunagari.cli.main import main
from tsunagari.exchange.api.document import document
from tsunagari.exchange.queries.plans import asked_edition
from tsunagari.registry.models.organisations import Organisation

API = "/api/v1"
FIRM = {
    "firm.kind": "company",
    "firm.industry": "E",
    "firm.capital_yen": "300万円",
    "firm.employees_regular": 12,
}


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Any:
    """What the command line prints for the same question, as objects."""

    def run(*words: str) -> list[Any]:
        assert main([*words, "--format", "jsonl"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def get(path: str, **headers: str) -> HttpResponse:
    return Client().get(f"{API}{path}", headers=headers)  # type: ignore[return-value]


def post(sent: Any, asked: str = "", kind: str = "application/json") -> HttpResponse:
    body = sent if isinstance(sent, bytes) else json.dumps(sent)
    return Client().post(f"{API}/check{asked}", body, content_type=kind)  # type: ignore[return-value]


def within(whole: Any, part: Any) -> bool:
    return all(whole[name] == value for name, value in part.items())


# ── no second truth ───────────────────────────────────────────────────────────────────────────────
def test_pages_of_programmes_are_what_plan_show_prints(command: Any) -> None:
    shown = command("plan", "show")
    items, path = [], "/programmes?limit=32"
    while path:
        answer = get(path)
        items += answer.json()["items"]
        path = f"/programmes?limit=32&cursor={cursor}" if (cursor := answer.json()["next"]) else ""
    assert len(items) == len(shown) == 70
    assert all(within(item, one) for item, one in zip(items, shown, strict=True))


def test_a_check_says_what_the_command_says(command: Any, tmp_path: Path) -> None:
    path = tmp_path / "firm.json"
    path.write_text(json.dumps(FIRM))
    facts, *judgements = command("check", str(path))
    answer = post(FIRM).json()
    assert answer["facts"] == facts["facts"]
    assert answer["judgements"] == judgements
    assert sum(answer["tally"].values()) == 70


def test_a_search_says_what_the_command_says(command: Any) -> None:
    for words in ("後継者がいない", "仙台で300万円借りたい", "ぬぬぬ"):
        answer = get(f"/search?q={words}&limit=5").json()
        told = {"understood": answer["understood"], "instead": answer["instead"] or ""}
        assert [item | told for item in answer["items"]] == command("search", words, "--limit", "5")
    narrowed = get("/search?q=相談&tier=smrj&limit=100").json()["items"]
    assert narrowed
    assert {hit["tier"] for hit in narrowed} == {"smrj"}


def test_totals_are_those_of_the_command(command: Any) -> None:
    assert get("/plans/2009/totals").json()["items"] == command("plan", "totals")
    assert get("/plans/2009/differences?earlier=2009").json()["items"] == []


# ── what a check leaves open ──────────────────────────────────────────────────────────────────────
def test_a_missing_fact_is_named_and_never_guessed() -> None:
    answer = post({"firm.capital_yen": None}).json()
    assert answer["facts"]["firm.is_sme"] is None
    assert answer["missing"][0]["question"]["ja"]
    counts = [missing["programmes"] for missing in answer["missing"]]
    assert counts == sorted(counts, reverse=True)


def test_a_check_of_one_programme_judges_that_one() -> None:
    answer = post(FIRM, "?programme=n-chiikiryoku&programme=n-chiikiryoku").json()
    assert [judgement["key"] for judgement in answer["judgements"]] == ["n-chiikiryoku"]
    assert post(FIRM, "?programme=n-nothing").status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ([], 422),
        ("text", 422),
        (None, 422),
        (b" ", 422),
        (b"{", 422),
        (b"\xff\xfe", 422),
        (b'{"firm.kind": "company", "firm.kind": "individual"}', 422),
        (b'{"firm.capital_yen": NaN}', 422),
        (b'{"firm.large_shareholder_ratio": 1e999}', 422),
        (b'{"firm.capital_yen": 1' + b"0" * 5_000 + b"}", 422),
        (b'{"firm.kind": "\\ud800"}', 422),
        (b'{"firm.kind": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", 413),
        (b'{"firm.kind": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", 422),
        ({"firm.capital_yen": -1}, 422),
        ({"firm.capital_yen": 10**16}, 422),
        ({"firm.capital_yen": True}, 422),
        ({"firm.capital_yen": "٣"}, 422),
        ({"firm.employees_regular": {"much": 1}}, 422),
        ({"firm.industry": 39}, 422),
        ({"firm.industry": "00"}, 422),
        ({"firm.is_sme": True}, 422),
        ({"firm.nickname": "x"}, 422),
        ({"firm.kind\0": "company"}, 422),
        ({"firm.founded_on": "2009-02-30"}, 422),
        ({"firm.founded_on": "2009-12-31"}, 409),
        ({"firm.founded_on": "昭和64年1月8日"}, 409),
        ({"firm.founded_on": "平成元年1月8日"}, 200),
        ({"firm.capital_yen": "1億5,000万円"}, 200),
        ({}, 200),
    ],
)
def test_what_cannot_be_read_is_refused_in_problem_details(sent: Any, status: int) -> None:
    answer = post(sent)
    assert answer.status_code == status
    if status != 200:
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert answer.json()["detail"]


def test_another_kind_of_body_is_refused() -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert post(FIRM, kind=kind).status_code == 415


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/programmes/n-nothing", 404),
        ("/programmes/%00", 404),
        ("/programmes/%ff%fe", 404),
        ("/programmes/" + "あ" * 500, 404),
        ("/programmes/a/b", 404),
        ("/nothing", 404),
        ("/", 404),
        ("/programmes?year=1999", 404),
        ("/programmes?year=" + "9" * 5_000, 422),
        ("/programmes?year=２００９", 422),
        ("/programmes?limit=0", 422),
        ("/programmes?limit=101", 422),
        ("/programmes?limit=1e1", 422),
        ("/programmes?tier=everywhere", 422),
        ("/programmes?changed_since=yesterday", 422),
        ("/programmes?changed_since=2009-02-30T00:00:00Z", 422),
        ("/programmes?changed_since=2009-02-28T00:00:00", 422),
        ("/programmes?cursor=n-nothing", 409),
        ("/programmes?cursor=%00", 422),
        ("/search", 422),
        ("/search?q=", 422),
        ("/search?q=%00", 422),
        ("/search?q=" + "あ" * 401, 422),
        ("/plans/2009/differences", 422),
        ("/plans/x/totals", 422),
        ("/plans/1999/totals", 404),
        ("/organisations?prefecture=99", 422),
        ("/organisations?cursor=-1", 422),
    ],
)
def test_what_is_not_there_or_not_understood(path: str, status: int, db: None) -> None:
    answer = get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


# ── reading it again, from anywhere ───────────────────────────────────────────────────────────────
def test_what_has_not_changed_is_not_sent_again() -> None:
    first = get("/programmes?limit=1")
    again = get("/programmes?limit=1", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get("/programmes?limit=2", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_changed_since_is_when_a_file_was_last_written() -> None:
    newest = max(item["changed_at"] for item in get("/programmes?limit=100").json()["items"])
    found = Client().get(f"{API}/programmes", {"changed_since": newest}).json()
    assert found["total"] >= 1
    assert {item["changed_at"] for item in found["items"]} == {newest}
    assert get("/programmes?changed_since=2999-01-01T00:00:00Z").json()["total"] == 0


def test_pages_of_any_site_may_read_and_none_may_write() -> None:
    assert get("/terms")["Access-Control-Allow-Origin"] == "*"
    asked = {"Origin": "https://example.jp", "Access-Control-Request-Method": "POST"}
    preflight = Client().options(f"{API}/check", headers=asked)
    assert preflight.status_code == 204
    assert "Content-Type" in preflight["Access-Control-Allow-Headers"]
    assert not Client().options(f"{API}/cases", headers=asked).has_header("Access-Control-Allow-Origin")


def test_a_wrong_method_is_told_the_right_one() -> None:
    answer = Client().delete(f"{API}/programmes")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert Client().head(f"{API}/programmes").status_code == 200


def test_a_page_points_to_the_next(db: None) -> None:
    for number in range(3):
        Organisation.objects.create(kind="hub", name=f"拠点{number}", kana="きょてん", prefecture="04")
    first = get("/organisations?prefecture=04&limit=2")
    assert (
        first["Link"]
        == f'<{API}/organisations?prefecture=04&limit=2&cursor={first.json()["next"]}>; rel="next"'
    )
    second = Client().get(first["Link"].split(">")[0][1:]).json()
    names = [one["name"]["ja"] for one in first.json()["items"] + second["items"]]
    assert (names, second["next"]) == (["拠点0", "拠点1", "拠点2"], None)
    number = second["items"][0]["id"]
    assert get(f"/organisations/{number}").json() == second["items"][0]


# ── the description ───────────────────────────────────────────────────────────────────────────────
def test_the_description_declares_every_status_and_every_fact() -> None:
    catalogue = asked_edition(None).catalogue
    described = document(catalogue)
    assert described["openapi"].startswith("3.1")
    firm = described["components"]["schemas"]["FirmFacts"]
    assert set(firm["properties"]) == {
        f.name for f in catalogue.vocabulary.facts.values() if not f.derived_by
    }
    for path, operations in described["paths"].items():
        for operation in operations.values():
            refused = {s: r for s, r in operation["responses"].items() if int(s) >= 400}
            assert refused, path
            assert all("application/problem+json" in r["content"] for r in refused.values()), path


def test_a_day_in_the_description_is_a_day_that_exists() -> None:
    for year in (1900, 2000, 2004, 2009):
        status = post({}, f"?as_of={year}-02-29").status_code
        try:
            read_date(f"{year}-02-29")
        except ValueError:
            assert status == 422
        else:
            assert status == 200
