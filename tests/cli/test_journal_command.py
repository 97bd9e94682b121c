"""`tsunagari journal …`: what is not in order is named and leaves 1, what cannot be asked leaves 2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from tests.registry.journals import MINUTE, NOW, organisation, write
from tests.registry.test_journal_tampering import change, drop_everything, recompute_everything
from tsunagari.cli import journal_at_work
from tsunagari.cli.main import main
from tsunagari.cli.output import Progress
from tsunagari.registry.actions.journal import erase
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person
from tsunagari.registry.policy.actor import HOUSE, Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def anchors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TSUNAGARI_ANCHORS", str(tmp_path / "anchors"))
    return tmp_path / "anchors"


@pytest.fixture
def home(anchors: Path) -> Organisation:
    home = organisation()
    for number in range(1, 7):
        write(home, subject_id=number)
    return home


def rows_of(capsys: pytest.CaptureFixture[str], *command: str, status: int = 0) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([*command, "--format", "jsonl"]) == status
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# ── verify, anchor ────────────────────────────────────────────────────────────────────────────────
def test_an_untouched_journal_is_in_order(capsys: pytest.CaptureFixture[str], home: Organisation) -> None:
    assert main(["journal", "verify"]) == 0
    out, err = capsys.readouterr()
    assert out == "in order\n"
    assert "6 lines, 1 chain(s), 0 anchor(s), 0 break(s)" in err
    assert "keep anchors elsewhere" in err


def test_a_break_is_named_and_leaves_1(capsys: pytest.CaptureFixture[str], home: Organisation) -> None:
    change(home)
    assert main(["journal", "verify"]) == 1
    assert capsys.readouterr().out == f"organisation {home.pk}, line 3: not as it was sealed\n"
    (row,) = rows_of(capsys, "journal", "verify", status=1)
    assert row["said"] == "line 3: not as it was sealed"
    assert {name: row[name] for name in ("organisation", "kind", "number", "last", "fields")} == {
        "organisation": home.pk,
        "kind": "changed",
        "number": 3,
        "last": 3,
        "fields": [],
    }


def test_only_the_chain_asked_for_is_read(capsys: pytest.CaptureFixture[str], home: Organisation) -> None:
    other = organisation("わかば商工会")
    write(other)
    change(home)
    assert main(["journal", "verify", "--organisation", str(other.pk)]) == 0
    assert main(["journal", "verify", "--organisation", str(home.pk)]) == 1


def test_an_anchor_sees_what_the_chain_alone_does_not(
    capsys: pytest.CaptureFixture[str], home: Organisation, anchors: Path, tmp_path: Path
) -> None:
    (noted,) = rows_of(capsys, "journal", "anchor")
    assert noted["chains"] == 1
    (elsewhere,) = rows_of(capsys, "journal", "anchor", "--out", str(tmp_path / "elsewhere"))
    recompute_everything(home)
    for path in (noted["anchor"], elsewhere["anchor"], str(anchors)):
        (row,) = rows_of(capsys, "journal", "verify", "--anchor", path, status=1)
        assert row["kind"] == "recomputed"
    assert rows_of(capsys, "journal", "verify", status=1)  # the installation's own anchors are used unasked


def test_a_whole_chain_that_vanished_is_missed_by_its_anchor(
    capsys: pytest.CaptureFixture[str], home: Organisation
) -> None:
    rows_of(capsys, "journal", "anchor")
    drop_everything(home)
    (row,) = rows_of(capsys, "journal", "verify", status=1)
    assert (row["kind"], row["number"], row["last"]) == ("tail lost", 1, 6)


def test_an_anchor_that_was_taken_out_is_missed(
    capsys: pytest.CaptureFixture[str], home: Organisation
) -> None:
    paths = []
    for _ in range(3):
        write(home)
        paths.append(Path(rows_of(capsys, "journal", "anchor")[0]["anchor"]))
    assert rows_of(capsys, "journal", "verify") == []
    paths[1].unlink()
    (row,) = rows_of(capsys, "journal", "verify", status=1)
    assert (row["organisation"], row["kind"]) == (None, "anchor")
    assert paths[2].name in row["said"]


# ── breach, show ──────────────────────────────────────────────────────────────────────────────────
def test_a_breach_names_firms_and_fields(capsys: pytest.CaptureFixture[str], home: Organisation) -> None:
    thief = Person.objects.create(email="a@example.jp", name="青葉 花")
    shop = Firm.objects.create(kept_by=home, name="みどり屋", made_at=NOW, changed_at=NOW)
    actor = Actor(person_id=thief.pk, role="officer")
    for minutes in (0, 1):
        seen = {"actor": actor, "firm_id": shop.pk, "subject_id": shop.pk, "values": {"contact": None}}
        write(home, "firm.read", now=NOW + minutes * MINUTE, **seen)
    asked = [
        "journal",
        "breach",
        "--actor",
        "A@example.jp",
        "--from",
        "2009-10-01",
        "--to",
        "平成21年10月1日",
    ]
    (row,) = rows_of(capsys, *asked)
    assert (row["name"], row["fields"], row["times"]) == ("みどり屋", ["contact"], 2)
    assert main(asked) == 0
    out, err = capsys.readouterr()
    assert "みどり屋" in out
    assert "1 firm(s), 1 record(s)" in err
    later = [*asked[:5], "2009-10-01T18:30:30", *asked[6:]]  # in Japan; the second line only
    assert rows_of(capsys, *later)[0]["times"] == 1
    assert rows_of(capsys, *later[:5], "2009-10-01T09:30:30Z", *asked[6:])[0]["times"] == 1


def test_a_record_is_shown_as_it_stood(capsys: pytest.CaptureFixture[str], home: Organisation) -> None:
    write(home, subject_id=9, values={"name": ["", "みどり屋"], "kana": ["", "みどりや"]})
    day_after = NOW + 24 * 60 * MINUTE
    write(home, subject_id=9, now=day_after, values={"name": ["みどり屋", "みどり商店"]})
    assert rows_of(capsys, "journal", "show", "firm:9", "--at", "2009-09-30") == []
    old = rows_of(capsys, "journal", "show", "firm:9", "--at", "2009-10-01")
    assert [(row["field"], row["value"]) for row in old] == [("kana", "みどりや"), ("name", "みどり屋")]
    new = rows_of(capsys, "journal", "show", "firm/9")
    assert {row["field"]: row["value"] for row in new}["name"] == "みどり商店"
    erase(HOUSE, JournalLine.objects.filter(at=day_after), now=day_after)
    erased = {row["field"]: row for row in rows_of(capsys, "journal", "show", "firm:9")}
    assert erased["name"]["value"] is None
    assert erased["name"]["erased_at"]
    assert main(["journal", "show", "firm:9"]) == 0
    assert "（消去）" in capsys.readouterr().out


# ── what cannot be asked ──────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["verify", "--organisation", "999999"], "--organisation"),
        (["verify", "--anchor", "no-such-file.json"], "an anchor file"),
        (["verify", "--anchor", __file__], "an anchor file"),
        (["breach", "--actor", "x@example.jp", "--from", "2009-10-01", "--to", "2009-10-01"], "--actor"),
        (["breach", "--actor", "a@example.jp", "--from", "2009-02-30", "--to", "2009-10-01"], "2009-02-30"),
        (["breach", "--actor", "a@example.jp", "--from", "2009-10-01T25:00", "--to", "2009-10-01"], "--from"),
        (["show", "みどり屋"], "firm:12"),
        (["show", "firm:٣"], "firm:12"),
        (["show", "firm:1", "--at", "soon"], "soon"),
    ],
)
def test_bad_input_is_refused(
    capsys: pytest.CaptureFixture[str], home: Organisation, command: list[str], said: str
) -> None:
    Person.objects.create(email="a@example.jp", name="青葉 花")
    assert main(["journal", *command]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_an_empty_folder_of_anchors_is_refused_when_it_was_named(
    capsys: pytest.CaptureFixture[str], home: Organisation, tmp_path: Path
) -> None:
    assert main(["journal", "verify", "--anchor", str(tmp_path)]) == 2
    assert "--anchor" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_said(
    capsys: pytest.CaptureFixture[str], home: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any) -> None:
        raise OperationalError("no such table: registry_journalline")

    monkeypatch.setattr(journal_at_work, "chains", gone)
    assert main(["journal", "verify"]) == 2
    assert "tsunagari doctor" in capsys.readouterr().err


def test_progress_is_drawn_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn() -> str:
        with Progress("lines", 4_000) as progress:
            assert len(list(progress.watch(range(4_000)))) == 4_000
        return capsys.readouterr().err

    assert drawn() == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "50 %  2,000 lines" in drawn()
