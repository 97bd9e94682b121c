"""The table an officer reads."""

from __future__ import annotations

from dataclasses import replace

from tests.engines.procedure.samples import SMALL
from tsunagari.engines.procedure.declared import Limit, Silence
from tsunagari.engines.procedure.wording import MoveRow, move_words, table


def test_a_row_says_who_what_where_needs_and_by_when() -> None:
    asked, opened, *_ = table(SMALL, "ja")
    assert asked.moves[0] == MoveRow("staffの", "acceptの", "openの", ("whyの",), "2営業日以内")
    assert opened.moves[0].needs == ("recordの",)
    assert opened.moves[1].needs == ("outcomeの", "agreedの")
    assert (opened.moves[1].by_when, opened.silence) == ("3日以内", "")


def test_silence_is_told_in_both_languages() -> None:
    assert table(SMALL, "ja")[0].silence == "5営業日のうちに動きがなければ「forgetの」"
    assert table(SMALL, "en")[0].silence == "after 5 business days without a move: forget"
    step = replace(SMALL.steps["asked"], on_silence=Silence("unheard of", Limit(2)))
    odd = replace(SMALL, steps={**SMALL.steps, "asked": step})
    assert table(odd, "en")[0].silence == "after 2 days without a move: "


def test_a_move_in_one_breath() -> None:
    accept = SMALL.steps["asked"].moves[0]
    assert move_words(SMALL, accept, "ja") == "acceptの（staffの・2営業日以内）"
    assert move_words(SMALL, accept, "en") == "accept (staff, within 2 business days)"
    leave = SMALL.steps["asked"].moves[2]
    assert move_words(SMALL, leave, "ja") == "leaveの"
