"""A list becomes the directory: foreseen, written whole, taken back whole; what is hostile does no harm."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests.registry.firms import NOW, member, organisation
from tests.registry.test_firm_pages import send, signed_in, text_of
from tsunagari.base.errors import BadInput
from tsunagari.cli.main import main
from tsunagari.kit.published import plan_for
from tsunagari.registry.actions.directory_importing import (
    start_directory_import,
    take_back_directory,
    write_directory,
)
from tsunagari.registry.models.imports import DirectoryRun
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.registry.policy.organisation_fields import HEADS as FIELDS
from tsunagari.registry.policy.roles import ADMINISTRATOR, COORDINATOR, PLANNER
from tsunagari.registry.policy.sheets import as_sheet
from tsunagari.registry.queries.imports import progress_of, refused_rows, rows_that_stayed

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HEADS = [
    "名前",
    "機関の種類",
    "都道府県",
    "市区町村コード",
    "市区町村名",
    "電話番号",
    "担当する地域",
    "相談できること",
]
ROWS = [
    [
        "若葉商工会（架空）",
        "商工会",
        "宮城県",
        "04202",
        "若葉市",
        "（000）0004-1111",
        "04202",
        "経営のことを相談したい、founding",
    ],
    ["青葉の拠点（架空）", "hub", "", "041017", "青葉区", "", "宮城 05", ""],
    ["若葉商工会（架空）", "商工会", "04", "", "", "000-0004-2222", "", ""],
    ["種類のない機関", "銀行", "宮城県", "", "", "", "", ""],
    ["", "商工会", "宮城県", "", "", "でんわ", "", "魔法"],
]


def themes() -> Any:
    return plan_for(2009).vocabulary.facts["need.themes"].values


def begin(
    rows: list[list[str]] = ROWS, heads: list[str] = HEADS, home: Organisation | None = None
) -> DirectoryRun:
    return start_directory_import(HOUSE, home, "list.csv", as_sheet(heads, rows), themes=themes(), now=NOW)


def written(*args: Any, **options: Any) -> DirectoryRun:
    run = begin(*args, **options)
    write_directory(HOUSE, run, themes=themes(), now=NOW)
    run.refresh_from_db()
    return run


def state() -> list[Any]:
    return sorted(Organisation.objects.values_list(*FIELDS, "is_demo"), key=str)


def test_a_dry_run_foresees_what_then_happens_and_records_nothing() -> None:
    run = begin()
    foreseen = ["new", "new", "changed", "refused", "refused"]
    assert list(run.rows.values_list("foreseen", flat=True)) == foreseen
    assert not Organisation.objects.exists()
    write_directory(HOUSE, run, themes=themes(), now=NOW)
    assert list(run.rows.values_list("outcome", flat=True)) == foreseen
    society, hub = Organisation.objects.get(kind="commerce_association"), Organisation.objects.get(kind="hub")
    assert (society.phone, society.town, society.territory) == ("000-0004-2222", "若葉市", ["04202"])
    assert society.themes == ["founding", "management"]
    assert (hub.prefecture, hub.municipality, hub.territory) == ("04", "04101", ["04", "05"])
    assert not hub.is_demo


def test_a_refused_row_says_why_for_each_cell() -> None:
    run = begin()
    faults = {row.number: [fault["where"] for fault in row.faults] for row in refused_rows(run)}
    assert faults == {5: ["機関の種類"], 6: ["電話", "相談できること", "名前"]}


def test_the_same_list_again_changes_nothing_and_empty_cells_leave_things_as_they_are() -> None:
    written(ROWS[:2])
    before = state()
    assert progress_of(written(ROWS[:2])).counts == {"same": 2}
    assert progress_of(written([["若葉商工会（架空）", "商工会", "宮城県"]])).counts == {"same": 1}
    assert state() == before


def test_writing_twice_records_once() -> None:
    run = written()
    before = state()
    write_directory(HOUSE, run, themes=themes(), now=NOW)
    assert state() == before


def test_taking_it_back_leaves_everything_as_it_was() -> None:
    organisation(
        "若葉商工会（架空）", kind="commerce_association", phone="000-1", themes=["it"], is_demo=True
    )
    before = state()
    run = written()
    assert state() != before
    take_back_directory(HOUSE, run, now=NOW)
    assert state() == before
    run.refresh_from_db()
    assert run.state == "undone"
    take_back_directory(HOUSE, run, now=NOW)
    write_directory(HOUSE, run, themes=themes(), now=NOW)
    assert state() == before


def test_what_was_changed_since_or_has_people_is_not_taken_back() -> None:
    run = written(ROWS[:2])
    society, hub = Organisation.objects.get(kind="commerce_association"), Organisation.objects.get(kind="hub")
    member(hub)
    Organisation.objects.filter(pk=society.pk).update(phone="000-0004-9999")
    take_back_directory(HOUSE, run, now=NOW)
    assert Organisation.objects.count() == 2
    assert [row.number for row in rows_that_stayed(run)] == [2, 3]


def test_what_is_written_is_in_the_journal_of_whoever_answers_for_it() -> None:
    home = organisation()
    take_back_directory(HOUSE, written(ROWS[:1], home=home), now=NOW)
    lines = JournalLine.objects.filter(organisation=home).order_by("number")
    verbs = ["organisation.recorded", "directory.imported", "organisation.changed", "directory.unimported"]
    assert list(lines.values_list("verb", flat=True)) == verbs


@pytest.mark.parametrize(
    ("heads", "rows"),
    [(["名前"], [["a"]]), (["機関の種類"], [["hub"]]), (HEADS, []), ([*HEADS, "名称"], ROWS), ([], [])],
)
def test_a_list_that_cannot_be_read_is_refused_whole(heads: list[str], rows: list[list[str]]) -> None:
    with pytest.raises(BadInput):
        begin(rows, heads)
    assert not DirectoryRun.objects.exists()


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("<script>alert(1)</script>", "new"),
        ("=HYPERLINK(1)", "new"),
        ("'=HYPERLINK(1)", "new"),
        ("あ\u202eい\x00う", "new"),
        ("あ" * 10_000, "refused"),
        ("あ\nい", "refused"),
        ("\u202e\x00", "refused"),
    ],
)
def test_a_hostile_name_is_refused_or_harmless(client: Client, name: str, outcome: str) -> None:
    run = written([[name, "hub", "04"]])
    assert run.rows.get().outcome == outcome
    for one in Organisation.objects.all():
        assert "\u202e" not in one.name
        assert "\x00" not in one.name
        assert not one.name.startswith("'")
        html = client.get(f"/directory/{one.pk}/").content.decode()
        assert "<script>alert" not in html
        assert "\r\n=" not in client.get("/directory/organisations.csv").content.decode()


@pytest.mark.parametrize(
    ("head", "value", "where"),
    [
        ("ホームページ", "javascript:alert(1)", "ホームページ"),
        ("電話番号", "+1-555-0100", "電話"),
        ("電話番号", "٠٢٢-١٢٣", "電話"),
        ("メール", "nobody", "メール"),
        ("担当する地域", "宮城県、月", "担当する地域"),
        ("担当する地域", "04999999", "担当する地域"),
        ("市区町村コード", "041018", "市区町村コード"),
        ("市区町村コード", "05201", "市区町村コード"),
        ("開いている時間", "あ" * 201, "開いている時間"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_its_head(head: str, value: str, where: str) -> None:
    run = begin([["若葉商工会", "商工会", "宮城県", value]], ["名前", "機関の種類", "都道府県", head])
    (row,) = refused_rows(run)
    assert [fault["where"] for fault in row.faults] == [where]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "xlsx"])
def test_files_are_read_as_people_send_them(encoding: str) -> None:
    table = [["名前", "機関の種類", "都道府県"], ["若葉商工会（架空）", "商工会", "宮城県"]]
    if encoding == "xlsx":
        book, file = openpyxl.Workbook(), io.BytesIO()
        for row in table:
            book.active.append(row)
        book.save(file)
        content = file.getvalue()
    else:
        content = "\r\n".join(",".join(row) for row in table).encode(encoding)
    run = start_directory_import(HOUSE, None, "list", content, themes=themes(), now=NOW)
    assert progress_of(run).counts == {"new": 1}


def test_what_the_directory_gives_out_it_reads_back(client: Client) -> None:
    written(ROWS[:2])
    organisation("=1+1", kana="あ")
    for kind in ("csv", "xlsx"):
        content = client.get(f"/directory/organisations.{kind}").content
        run = start_directory_import(HOUSE, None, f"list.{kind}", content, themes=themes(), now=NOW)
        assert progress_of(run).counts == {"same": 3}


# ── through the doors ───────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("role", [ADMINISTRATOR, PLANNER])
def test_the_pages_walk_through_it(role: str, tmp_path: Path) -> None:
    home = organisation()
    client = signed_in(home, role)
    assert "一覧を取り込む" in text_of(client, "/directory/")
    assert "notice--error" in send(client, "/directory/import/", 422)
    file = tmp_path / "list.csv"
    file.write_bytes(as_sheet(HEADS, ROWS))
    with file.open("rb") as content:
        where = send(client, "/directory/import/", file=content)
    assert "新しく記録する機関" in text_of(client, where)
    assert Organisation.objects.count() == 1
    assert send(client, f"{where}go/") == where
    assert Organisation.objects.count() == 3
    assert "理由" in client.get(f"{where}rejected.csv").content.decode("utf-8-sig")
    assert send(client, f"{where}undo/") == where
    assert list(Organisation.objects.all()) == [home]
    assert "取り込み" in text_of(client, "/directory/import/")
    assert text_of(signed_in(organisation("わかば商工会（デモ）"), role), where, 404)


def test_who_keeps_no_directory_brings_nothing_in(client: Client) -> None:
    other = signed_in(organisation(), COORDINATOR)
    assert other.get("/directory/import/").status_code == 403
    assert "一覧を取り込む" not in text_of(other, "/directory/")
    assert client.get("/directory/import/").status_code == 302


def test_the_command_brings_in_and_takes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, rejected = tmp_path / "list.csv", tmp_path / "rejected.csv"
    file.write_bytes(as_sheet(HEADS, ROWS))
    command = ["organisation", "import", str(file), "--format", "jsonl", "--rejected", str(rejected)]
    assert main([*command, "--dry-run"]) == 1
    assert not Organisation.objects.exists()
    assert main(command) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["state"] for row in told] == ["read", "done"]
    assert (told[1]["new"], told[1]["changed"], told[1]["refused"]) == (2, 1, 2)
    assert rejected.read_text(encoding="utf-8-sig").count("\n") == 3
    assert main(["organisation", "import", "--undo", str(told[1]["import"])]) == 0
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    "words", [[], ["no-such-file.csv"], ["--undo", "9999"], ["x.csv", "--organisation", "9"]]
)
def test_a_command_that_cannot_be_done_says_what_can(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["organisation", "import", *words]) == 2
    assert "allowed" in capsys.readouterr().err
