"""A list becomes cards: nothing lost, nothing doubled, everything said, all of it taken back."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_databases import ROOT, rows, settings_for

from tests.registry.firms import NOW, card, organisation, staff
from tests.registry.killed_import import ROWS as MANY
from tests.registry.test_firm_pages import send, signed_in, text_of
from tsunagari.base.errors import BadInput
from tsunagari.kit.published import plan_for
from tsunagari.registry.actions import importing
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.actions.firms import change_card
from tsunagari.registry.actions.importing import go_on, start_import, take_back
from tsunagari.registry.models.firms import Firm, FirmTerm
from tsunagari.registry.models.imports import ImportRow, ImportRun
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE, Actor
from tsunagari.registry.policy.firm_fields import CARD_FIELDS
from tsunagari.registry.policy.sheets import as_sheet
from tsunagari.registry.queries.imports import progress_of

HEADS = ["名前", "よみ", "電話番号", "市区町村コード", "資本金", "備考"]
ROWS = [
    ["青葉金属（デモ）", "アオバキンゾク", "000-0004-0001", "04101", "1,000万円", "x"],
    ["若葉商店（デモ）", "", "000-0004-0002", "", "", ""],
    ["㈱青葉金属（デモ）", "", "000（0004）0001", "", "2000万円", ""],
    ["", "なまえなし", "", "", "", ""],
    ["こわれた電話", "", "でんわ", "", "-1", ""],
]
counter = itertools.count()


def begin(home: Organisation, rows: list[list[str]] = ROWS, heads: list[str] = HEADS) -> ImportRun:
    content = as_sheet(heads, rows)
    return start_import(HOUSE, home, "list.csv", content, vocabulary=plan_for(2009).vocabulary, now=NOW)


def finish(run: ImportRun, actor: Actor = HOUSE) -> ImportRun:
    while go_on(actor, run, vocabulary=plan_for(2009).vocabulary, now=NOW):
        pass
    run.refresh_from_db()
    return run


def state(home: Organisation) -> list[Any]:
    fields = (*CARD_FIELDS, "facts")
    firms = Firm.objects.filter(kept_by=home)
    terms = FirmTerm.objects.filter(kept_by=home).order_by("term", "firm__name")
    return [
        sorted(firms.values_list(*fields), key=str),
        list(terms.values_list("term", "firm__name", "is_contact")),
    ]


@pytest.mark.django_db
class TestImporting:
    def test_a_dry_run_foresees_what_then_happens_and_touches_nothing(self) -> None:
        home = organisation()
        run = begin(home)
        assert not Firm.objects.exists()
        assert list(run.rows.values_list("foreseen", flat=True)) == [
            "new",
            "new",
            "changed",
            "refused",
            "refused",
        ]
        finish(run)
        assert all(row.outcome == row.foreseen for row in run.rows.all())
        firm = Firm.objects.get(phone="000-0004-0001")
        assert (firm.name, firm.kana, firm.prefecture) == ("㈱青葉金属（デモ）", "あおばきんぞく", "04")
        assert firm.facts == {"firm.capital_yen": 20_000_000}
        assert run.state == "done"
        verbs = list(JournalLine.objects.order_by("number").values_list("verb", flat=True))
        assert verbs == ["firm.opened", "firm.opened", "firm.changed", "firm.imported"]

    def test_a_refused_row_says_why_and_can_be_mended_and_sent_again(self) -> None:
        home = organisation()
        run = finish(begin(home))
        row = run.rows.get(number=6)
        assert [fault["where"] for fault in row.faults] == ["電話", "資本金"]
        client = signed_in(home)
        content = client.get(f"/firms/import/{run.pk}/rejected.csv").content
        mended = content.decode("utf-8-sig").replace("でんわ", "000-0004-0003").replace("-1", "100万円")
        again = finish(
            start_import(HOUSE, home, "m.csv", mended.encode(), vocabulary=plan_for(2009).vocabulary, now=NOW)
        )
        assert progress_of(again).counts == {"new": 1, "refused": 1}

    def test_the_same_list_again_changes_nothing(self) -> None:
        home = organisation()
        finish(begin(home, ROWS[:2]))
        before = state(home)
        again = finish(begin(home, ROWS[:2]))
        assert progress_of(again).counts == {"same": 2}
        assert state(home) == before

    def test_empty_cells_leave_a_card_as_it_is(self) -> None:
        home = organisation()
        card(staff(home), home, "青葉金属（デモ）", phone="000-0004-0001", address="青葉1-1")
        finish(begin(home, [["青葉金属（デモ）", "あおば", "000-0004-0001"]]))
        firm = Firm.objects.get()
        assert (firm.kana, firm.address, firm.version) == ("あおば", "青葉1-1", 2)

    @pytest.mark.parametrize(
        ("heads", "rows"), [(["電話"], [["1"]]), (["名前"], []), (["名前", "会社名"], [["a", "b"]])]
    )
    def test_a_list_without_names_or_rows_is_refused_whole(
        self, heads: list[str], rows: list[list[str]]
    ) -> None:
        with pytest.raises(BadInput):
            begin(organisation(), rows, heads)
        assert not ImportRun.objects.exists()

    def test_taking_it_back_leaves_everything_as_it_was(self) -> None:
        home = organisation()
        card(staff(home), home, "若葉商店（デモ）", phone="000-0004-0002", address="若葉1-1")
        before = state(home)
        run = finish(begin(home, [*ROWS, ["若葉の店（デモ）", "わかば", "000-0004-0002", "", "", ""]]))
        assert state(home) != before
        while take_back(HOUSE, run, now=NOW):
            pass
        assert state(home) == before
        run.refresh_from_db()
        assert run.state == "undone"
        assert not take_back(HOUSE, run, now=NOW)
        assert not go_on(HOUSE, run, vocabulary=plan_for(2009).vocabulary, now=NOW)

    def test_what_was_used_or_changed_since_is_not_taken_back(self) -> None:
        home, other = organisation(), organisation("わかば商工会（デモ）")
        run = finish(begin(home, ROWS[:2]))
        first, second = Firm.objects.order_by("pk")
        give_consent(HOUSE, first, other, [], "紹介", "phone", now=NOW)
        change_card(HOUSE, second, {"address": "若葉2-2", "phone": "000-0004-0009"}, 1, now=NOW)
        while take_back(HOUSE, run, now=NOW):
            pass
        assert list(Firm.objects.order_by("pk")) == [first, second]
        assert ImportRow.objects.exclude(faults=[]).count() == 2

    def test_the_pages_walk_through_it(self, tmp_path: Path) -> None:
        home = organisation()
        client = signed_in(home)
        assert "取り込み" in text_of(client, "/firms/import/")
        assert "notice--error" in send(client, "/firms/import/", 422)
        file = tmp_path / "list.csv"
        file.write_bytes(as_sheet(HEADS, ROWS))
        with file.open("rb") as content:
            where = send(client, "/firms/import/", file=content)
        html = text_of(client, where)
        assert "新しくできるカード" in html
        assert "数字とハイフン" in html
        assert send(client, f"{where}go/") == where
        assert Firm.objects.count() == 2
        assert send(client, f"{where}undo/") == where
        assert not Firm.objects.exists()
        assert text_of(signed_in(organisation("わかば商工会（デモ）")), where, 404)

    def test_stretches_cost_the_same_however_many_firms_there_are(
        self, django_assert_max_num_queries: Any
    ) -> None:
        home = organisation()
        rows = [[f"店{number}（デモ）", "", f"000-0004-{number:04d}"] for number in range(60)]
        run = begin(home, rows)
        with django_assert_max_num_queries(60 + 25):
            finish(run)


# ── stretches ───────────────────────────────────────────────────────────────────────────────────
LISTS = st.lists(
    st.tuples(
        st.sampled_from(["青葉", "㈱青葉", "若葉", "", "森"]),
        st.sampled_from(["", "あおば", "わかば"]),
        st.sampled_from(["", "000-0004-0001", "000-0004-0002", "でんわ"]),
        st.sampled_from(["", "04101", "04202"]),
        st.sampled_from(["", "100万円", "200万円"]),
    ).map(list),
    min_size=1,
    max_size=12,
).filter(lambda rows: any(any(row) for row in rows))


@pytest.mark.django_db
@settings(max_examples=30)
@given(rows=LISTS, stretch=st.integers(1, 5))
def test_in_stretches_it_comes_to_the_same_as_in_one(rows: list[list[str]], stretch: int) -> None:
    found = []
    for size in (stretch, 100):
        home = organisation(f"組織{next(counter)}")
        before = importing.STRETCH
        importing.STRETCH = size
        try:
            run = finish(begin(home, rows))
        finally:
            importing.STRETCH = before
        assert all(row.outcome == row.foreseen for row in run.rows.all())
        found.append([state(home), list(run.rows.values_list("number", "outcome", "changed"))])
    assert found[0] == found[1]


# ── killed in the middle ────────────────────────────────────────────────────────────────────────
def script(address: str, folder: Path, step: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.registry.killed_import", step]
    return subprocess.Popen(
        command, cwd=ROOT, env=settings_for(address, folder), stdout=subprocess.PIPE, text=True
    )


def let_end(step: str, address: str, folder: Path) -> None:
    with script(address, folder, step) as other:
        other.communicate(timeout=60)
    assert other.returncode == 0


def killed_after(stretches: int, address: str, folder: Path) -> int:
    """Let it go on, kill -9 it after so many stretches; the number of rows that were written."""
    with script(address, folder, "go") as other:
        assert other.stdout is not None
        for _stretch in range(stretches):
            assert other.stdout.readline() == "stretch\n"
        other.send_signal(signal.SIGKILL)
    assert other.returncode == -signal.SIGKILL, "the import ended before it could be killed"
    ((written,),) = rows(address, "SELECT count(*) FROM registry_importrow WHERE outcome <> ''")
    return int(written)


def counted(address: str) -> dict[str, int]:
    """Cards, different names among them, words of the first card, lines of the journal."""
    asked = {
        "cards": "SELECT count(*) FROM registry_firm",
        "names": "SELECT count(DISTINCT name) FROM registry_firm",
        "found": "SELECT count(DISTINCT firm_id) FROM registry_firmterm",
        "lines": "SELECT count(*) FROM registry_journalline WHERE verb = 'firm.opened'",
    }
    return {what: int(rows(address, query)[0][0]) for what, query in asked.items()}


def test_killed_anywhere_it_goes_on_and_neither_loses_nor_doubles(
    shared_database: str, tmp_path: Path
) -> None:
    let_end("begin", shared_database, tmp_path)
    done = 0
    for stretches in (1, 4):
        reached = killed_after(stretches, shared_database, tmp_path)
        assert done < reached < MANY, "nothing was being written when it was killed"
        assert set(counted(shared_database).values()) == {reached}
        done = reached
    let_end("go", shared_database, tmp_path)
    assert set(counted(shared_database).values()) == {MANY}


@pytest.mark.django_db
def test_a_list_that_lost_a_row_does_not_look_the_same() -> None:
    """The comparison above can fail: a row that was dropped shows."""
    whole, less = organisation("すべて"), organisation("ひとつ少ない")
    finish(begin(whole, ROWS[:2]))
    finish(begin(less, ROWS[:1]))
    assert state(whole) != state(less)
