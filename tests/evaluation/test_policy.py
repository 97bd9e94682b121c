"""What is too small is not shown, nor told by the rest; pictures keep to their frame."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.conftest import CONFIRMED, HUB, RECEIVED, SOLVED
from tsunagari.base.words import Words
from tsunagari.engines.indicator.declared import COUNT, Indicator, Term
from tsunagari.engines.indicator.measure import Tally
from tsunagari.engines.indicator.period import Period, fiscal_year
from tsunagari.engines.indicator.result import Flag
from tsunagari.evaluation.policy.board import WIDE, band, own_count, rounded
from tsunagari.evaluation.policy.breakdown import BOTTOM, TOP, bars, month_rows, months_between
from tsunagari.evaluation.policy.counted import Counted, Scope
from tsunagari.evaluation.policy.figures import events_of, figures_of
from tsunagari.evaluation.policy.small_numbers import FEWEST_FIRMS, Cell, hidden
from tsunagari.evaluation.policy.watching import watched_events
from tsunagari.evaluation.policy.wording import FLAGS, REASONS, indicator_words, verdict_words
from tsunagari.programmes.catalogue import Catalogue

APRIL = datetime.date(2009, 4, 1)
cells = st.builds(lambda count, firms: Cell(count, min(count, firms)), st.integers(0, 40), st.integers(0, 12))


# ── small numbers ──
@given(st.dictionaries(st.integers(0, 20), cells))
def test_what_is_hidden_cannot_be_worked_out_from_the_sum(row: dict[int, Cell]) -> None:
    withheld = hidden(row)
    assert all(key in withheld for key, cell in row.items() if cell.count > 0 and cell.firms < FEWEST_FIRMS)
    told = [key for key, cell in row.items() if cell.count]
    if withheld:
        assert len(withheld) > 1 or len(told) == 1


@given(st.dictionaries(st.integers(0, 20), cells))
def test_no_more_is_hidden_than_is_needed(row: dict[int, Cell]) -> None:
    small = {key for key, cell in row.items() if cell.is_small}
    assert len(hidden(row) - small) <= 1
    if len(small) != 1:
        assert hidden(row) == small


def test_nothing_is_nothing_to_hide() -> None:
    assert hidden({1: Cell(), 2: Cell(9, 9)}) == frozenset()
    assert Cell(2, 1) + Cell(3, 2) == Cell(5, 3)


# ── months and their picture ──
def test_months_run_over_the_new_year() -> None:
    months = list(months_between(APRIL, datetime.date(2010, 3, 31)))
    assert (len(months), months[0], months[-1]) == (12, APRIL, datetime.date(2010, 3, 1))


@given(st.dictionaries(st.integers(0, 11), cells), st.dictionaries(st.integers(0, 11), cells))
def test_rows_and_bars_keep_to_their_frame(own: dict[int, Cell], others: dict[int, Cell]) -> None:
    months = list(months_between(APRIL, datetime.date(2010, 3, 1)))
    counted = {(months[n], True): cell for n, cell in own.items()}
    counted |= {(months[n], False): cell for n, cell in others.items()}
    rows = month_rows({RECEIVED: counted}, {RECEIVED: Words("受付", "received")}, APRIL, months[-1])
    assert [row.month for row in rows] == months
    for bar, row in zip(bars(rows), rows, strict=True):
        assert TOP <= bar.y <= BOTTOM == bar.y + bar.height
        assert bar.own_y >= bar.y
        ((_, cell),) = row.named
        outside = counted.get((row.month, False), Cell())
        if cell.total is None:
            assert outside.count > 0
        else:
            assert cell.total == cell.own + outside.count


# ── figures and their words ──
def test_bands_are_as_long_as_their_periods() -> None:
    assert band(fiscal_year(2009)) == WIDE
    assert band(Period(APRIL, datetime.date(2009, 9, 30))) == WIDE * 183 // 365
    assert band(Period(APRIL, APRIL)) == 2


@pytest.mark.parametrize(("value", "whole"), [(None, None), (3, 3), (Fraction(5, 2), 3)])
def test_figures_are_rounded_half_up_only_when_shown(value: object, whole: int | None) -> None:
    assert rounded(value) == whole


def test_every_flag_has_its_words() -> None:
    assert set(FLAGS) == set(REASONS) == set(Flag)


def test_every_indicator_of_the_plan_has_a_name_of_its_own(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes:
        names = [indicator_words(i, catalogue.vocabulary) for i in programme.indicators.values()]
        assert len(set(names)) == len(names)
        assert all(name.ja and name.en for name in names)


def test_a_count_is_told_apart_from_a_quotient() -> None:
    asked = Indicator("asked", COUNT, Term(COUNT, RECEIVED))
    assert verdict_words(asked, ()).en == "Counted from records"
    assert verdict_words(asked, (Flag.NOT_RECORDED,)).en == "Not recorded"


def test_a_procedure_watches_the_events_it_counts(catalogue: Catalogue) -> None:
    watched = watched_events(catalogue.procedures["consultation"])
    assert {RECEIVED, SOLVED, CONFIRMED} <= watched
    assert "" not in watched


def test_the_whole_comes_before_its_part(catalogue: Catalogue) -> None:
    assert events_of(catalogue.by_key[HUB]) == [RECEIVED, "grant.paid", SOLVED]


def test_one_s_own_count_is_of_the_same_event(catalogue: Catalogue) -> None:
    counted = {HUB: Counted({RECEIVED: Tally(5), SOLVED: Tally(2)}, 7, 2)}
    scope = Scope(2009, datetime.date(2009, 10, 1))
    cost, solved = figures_of(catalogue, [catalogue.by_key[HUB]], counted, scope)
    own = Counted({RECEIVED: Tally(2)}, 2, 1)
    assert [own_count(cost, own), own_count(solved, own), own_count(cost, Counted())] == [2, 2, 0]
