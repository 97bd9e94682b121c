"""Indicators: matched periods are divided, everything else is flagged, unknown is never zero."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.engines.indicator.declared import COUNT, RATIO, SHARE, SUM, YEN, Indicator, Term
from tsunagari.engines.indicator.measure import Record, Tally, measure
from tsunagari.engines.indicator.period import Period, fiscal_year, recorded_until
from tsunagari.engines.indicator.result import Flag, Quantity, Source

RECEIVED, SOLVED = Term(COUNT, "consultation.received"), Term(COUNT, "consultation.solved")
PAID, JOBS = Term(SUM, "grant.paid", YEN), Term(SUM, "jobs.kept", "count")
COST = Indicator("cost_per_consultation", RATIO, PAID, RECEIVED)
SOLVED_SHARE = Indicator("solved", SHARE, SOLVED, RECEIVED)
YEAR = fiscal_year(2009)
BUDGET = Quantity(5_790_000_000, YEN, YEAR, Source.BUDGET)
MIDYEAR = datetime.date(2009, 10, 1)
days = st.dates(datetime.date(2009, 4, 1), datetime.date(2011, 3, 31))


def record(as_of=YEAR.last, *, watched=(), is_part=False, **tallies):
    named = {event.replace("_", "."): tally for event, tally in tallies.items()}
    return Record(recorded_until(2009, as_of), named, watched, is_part)


# ── periods ──
def test_a_fiscal_year_has_its_days():
    assert fiscal_year(2009) == Period(datetime.date(2009, 4, 1), datetime.date(2010, 3, 31))
    assert fiscal_year(2009).days == 365
    assert fiscal_year(2011).days == 366


@given(days)
def test_what_is_recorded_ends_with_the_day_or_with_the_year(as_of):
    period = recorded_until(2009, as_of)
    assert period is not None
    assert period.first == YEAR.first
    assert period.last == min(as_of, YEAR.last)
    assert (period == YEAR) == (as_of >= YEAR.last)


def test_nothing_is_recorded_before_the_year_begins():
    assert recorded_until(2009, datetime.date(2009, 3, 31)) is None


# ── counts and sums ──
def test_a_count_is_what_was_recorded():
    result = measure(Indicator("asked", COUNT, RECEIVED), record(consultation_received=Tally(12)), BUDGET)
    assert (result.value, result.unit, result.flags) == (12, "cases", ())
    assert result.denominator is None


def test_what_nobody_records_is_unknown_and_what_is_watched_is_zero():
    asked = Indicator("asked", COUNT, RECEIVED)
    unknown = measure(asked, record(), BUDGET)
    assert (unknown.value, unknown.flags) == (None, (Flag.NOT_RECORDED,))
    assert measure(asked, record(watched=("consultation.received",)), BUDGET).value == 0


def test_before_the_year_even_what_is_watched_is_unknown():
    early = record(datetime.date(2009, 3, 31), watched=("consultation.received",))
    assert measure(Indicator("asked", COUNT, RECEIVED), early, BUDGET).flags == (Flag.NOT_RECORDED,)


def test_a_sum_adds_values_and_not_lines():
    result = measure(Indicator("jobs", SUM, JOBS), record(jobs_kept=Tally(2, 31)), BUDGET)
    assert (result.value, result.unit) == (31, "count")


def test_money_nobody_recorded_as_paid_is_not_zero_yen():
    paid = Indicator("paid", SUM, PAID)
    assert measure(paid, record(watched=("grant.paid",)), BUDGET).flags == (Flag.NOT_RECORDED,)


def test_a_plain_sum_of_money_is_never_the_budget():
    assert measure(Indicator("paid", SUM, PAID), record(), BUDGET).value is None


# ── cost ──
def test_within_the_year_the_budget_is_shown_and_not_divided():
    result = measure(COST, record(MIDYEAR, consultation_received=Tally(12)), BUDGET)
    assert result.value is None
    assert result.flags == (Flag.PERIODS_DIFFER,)
    assert result.numerator == BUDGET
    assert result.denominator == Quantity(12, "cases", Period(YEAR.first, MIDYEAR))


def test_when_the_year_is_over_the_budget_stands_for_the_cost():
    result = measure(COST, record(consultation_received=Tally(12)), BUDGET)
    assert result.value == Fraction(5_790_000_000, 12)
    assert result.unit == YEN
    assert result.numerator.source is Source.BUDGET


def test_payments_win_over_the_budget_at_any_time():
    paid = record(MIDYEAR, consultation_received=Tally(3), grant_paid=Tally(2, 1_000_000))
    result = measure(COST, paid, BUDGET)
    assert result.value == Fraction(1_000_000, 3)
    assert result.numerator.source is Source.JOURNAL


def test_payments_with_a_missing_amount_do_not_fall_back_to_the_budget():
    result = measure(COST, record(consultation_received=Tally(3), grant_paid=Tally(2, None)), BUDGET)
    assert (result.value, result.flags) == (None, (Flag.NOT_RECORDED,))
    assert result.numerator.source is Source.JOURNAL


def test_a_budget_that_is_not_stated_is_not_zero():
    unstated = Quantity(None, YEN, YEAR, Source.BUDGET)
    result = measure(COST, record(consultation_received=Tally(3)), unstated)
    assert (result.value, result.flags) == (None, (Flag.NOT_RECORDED,))


def test_the_country_s_budget_is_not_divided_by_a_part_of_the_country():
    result = measure(COST, record(is_part=True, consultation_received=Tally(3)), BUDGET)
    assert (result.value, result.flags) == (None, (Flag.SCOPES_DIFFER,))


def test_every_reason_is_told():
    part = record(MIDYEAR, watched=("consultation.received",), is_part=True)
    expected = (Flag.PERIODS_DIFFER, Flag.SCOPES_DIFFER, Flag.NOTHING_TO_DIVIDE_BY)
    assert measure(COST, part, BUDGET).flags == expected


# ── shares ──
def test_a_share_is_exact():
    result = measure(
        SOLVED_SHARE, record(consultation_received=Tally(3), consultation_solved=Tally(2)), BUDGET
    )
    assert (result.value, result.unit) == (Fraction(2, 3), "share")


def test_none_solved_of_some_is_zero_where_solving_is_watched():
    some = record(watched=("consultation.solved",), consultation_received=Tally(3))
    assert measure(SOLVED_SHARE, some, BUDGET).value == 0


def test_more_solved_than_received_is_no_share():
    odd = record(consultation_received=Tally(2), consultation_solved=Tally(3))
    assert measure(SOLVED_SHARE, odd, BUDGET).flags == (Flag.PART_EXCEEDS_WHOLE,)


# ── what always holds ──
maybe = st.none() | st.integers(0, 10**6)
tallies = st.dictionaries(
    st.sampled_from(["consultation.received", "consultation.solved", "grant.paid", "jobs.kept"]),
    st.builds(Tally, st.integers(0, 10**6), maybe),
)
records = st.builds(
    Record,
    days.map(lambda day: recorded_until(2009, day)),
    tallies,
    st.frozensets(st.sampled_from(["consultation.received", "consultation.solved"])),
    st.booleans(),
)
indicators = st.sampled_from(
    [COST, SOLVED_SHARE, Indicator("asked", COUNT, RECEIVED), Indicator("jobs", SUM, JOBS)]
)


@given(indicators, records, maybe)
def test_there_is_a_figure_or_a_reason_and_never_both(indicator, found, yen):
    result = measure(indicator, found, Quantity(yen, YEN, YEAR, Source.BUDGET))
    assert (result.value is None) == bool(result.flags)


@given(indicators, records, maybe)
def test_a_quotient_gives_back_its_parts(indicator, found, yen):
    result = measure(indicator, found, Quantity(yen, YEN, YEAR, Source.BUDGET))
    if result.denominator and result.value is not None:
        assert result.value * result.denominator.value == result.numerator.value
        assert result.numerator.period == result.denominator.period


@pytest.mark.parametrize("indicator", [COST, SOLVED_SHARE])
@given(found=records)
def test_counting_every_line_twice_changes_the_figure(indicator, found):
    """Negative control: a figure that double counting left alone would not be worth showing."""
    doubled = Record(
        found.period,
        {
            event: Tally(tally.count * 2, tally.total) if event == "consultation.received" else tally
            for event, tally in found.tallies.items()
        },
        found.watched,
        found.is_part,
    )
    before, after = measure(indicator, found, BUDGET), measure(indicator, doubled, BUDGET)
    if before.value:
        assert after.value == before.value / 2


def test_terms_are_the_sides():
    assert list(COST.terms) == [PAID, RECEIVED]
    assert list(Indicator("asked", COUNT, RECEIVED).terms) == [RECEIVED]
