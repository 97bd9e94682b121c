"""Why a firm that qualifies today did not on a day: pure, on what the rule says of both."""

from __future__ import annotations

from tsunagari.base.words import Words

CARD, TIME, WINDOW, NEW = "card", "time", "window", "new"
CAUSES: dict[str, Words] = {
    CARD: Words("カードの内容が変わった", "The card changed"),
    TIME: Words("日がたった（年数・法律の数字）", "Time passed (age, figures of law)"),
    WINDOW: Words("制度が始まった", "The programme began"),
    NEW: Words("カードができた", "The card is new"),
}


def causes_of(
    *, was_open: bool, by_card: bool, by_time: bool, is_new: bool, has_begun: bool
) -> tuple[str, ...]:
    """Codes of CAUSES for a firm that qualifies today; none where it did so on that day already.

    was_open   the rule said yes to the card of that day on that day
    by_card    it would have said yes on that day to the card of today
    by_time    it says yes today to the card of that day
    is_new     there was no card yet: of that day nothing is known
    has_begun  the programme began after that day
    """
    began = (WINDOW,) if has_begun else ()
    if is_new:
        return (*began, NEW)
    if was_open:
        return began
    alone = tuple(cause for cause, is_enough in ((CARD, by_card), (TIME, by_time)) if is_enough)
    return (*began, *(alone or (CARD, TIME)))
