"""What was said and done, in the words of the firm's own page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagari.cases.policy.firms_thread import ASSIGNED, MEETING, TOLD, UNASSIGNED, Said, thread_line
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.programmes.catalogue import load_catalogue

PLANS = Path(__file__).resolve().parents[2] / "plans"


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return load_catalogue(PLANS, 2009).procedures["consultation"]


def moved(verb: str, from_step: str, to_step: str, text: str = "", **fields: str) -> Said:
    return Said("moved", verb, from_step, to_step, text, fields)


def test_a_move_is_told_by_where_it_led(procedure: Procedure) -> None:
    line = thread_line(moved("accept", "received", "hearing"), procedure)
    assert (line.head.ja, line.why.ja, line.text) == ("聞き取り", "", "")
    assert not line.is_by_time


def test_what_was_chosen_is_told_in_the_words_of_the_procedure(procedure: Procedure) -> None:
    closed = thread_line(moved("close", "advised", "closed", outcome="partly"), procedure)
    assert closed.why.en == "Partly solved"
    declined = thread_line(
        moved("decline", "received", "closed", "out_of_area", reason="out_of_area"), procedure
    )
    assert (declined.why.ja, declined.text) == ("担当の地域と違う", "")


def test_what_someone_wrote_is_kept_and_time_is_named(procedure: Procedure) -> None:
    referred = thread_line(
        moved("refer", "hearing", "referred", "下請代金のこと", organisation="7"), procedure
    )
    assert (referred.head.ja, referred.text) == ("引き継ぎ", "下請代金のこと")
    assert thread_line(moved("escalate", "received", "escalated"), procedure).is_by_time


def test_other_entries_have_heads_of_their_own(procedure: Procedure) -> None:
    assert thread_line(Said("assigned", fields={"holder": 3}), procedure).head == ASSIGNED
    assert thread_line(Said("assigned", fields={"holder": None}), procedure).head == UNASSIGNED
    meeting = thread_line(
        Said("told", fields={"begins_at": "2009-10-07T14:00:00+09:00", "place": "お店"}), procedure
    )
    assert (meeting.head, meeting.text) == (MEETING, "お店")
    assert meeting.meets_at is not None
    assert meeting.meets_at.hour == 14
    answer = thread_line(Said("answer", text="はい", fields={"question": "お店の建物は"}), procedure)
    assert (answer.why.ja, answer.text) == ("お店の建物は", "はい")
    assert thread_line(Said("note", text="資料をお持ちください"), procedure).head == TOLD
