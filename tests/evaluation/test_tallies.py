"""Counting lines: each once, for the year it names, up to the day, with as few queries as ever."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from django.db.models import Count
from pytest_django import DjangoAssertNumQueries

from tests.evaluation.conftest import AFTER, CONFIRMED, HUB, MIDYEAR, RECEIVED, SOLVED, Tell, at
from tsunagari.engines.indicator.measure import Tally
from tsunagari.engines.indicator.result import Flag, Source
from tsunagari.evaluation.policy.counted import NOTHING, Scope
from tsunagari.evaluation.queries.figures import read_figures
from tsunagari.evaluation.queries.lines import counted_lines
from tsunagari.evaluation.queries.tallies import count_programmes
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.actions.journal import erase
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE

pytestmark = pytest.mark.django_db
SUMS = {"grant.paid": "amount_yen", "jobs.kept": "jobs"}
Hubs = tuple[Organisation, Organisation]


def counted(until: datetime.date = MIDYEAR, **scope: object):
    return count_programmes(Scope(2009, until, **scope), SUMS)


def test_events_are_counted_by_programme_and_the_rest_is_not(hubs: Hubs, tell: Tell) -> None:
    tell(hubs[0])
    tell(hubs[1])
    tell(hubs[0], SOLVED)
    tell(hubs[0], "", verb="case.noted")
    tell(hubs[0], programme="", year=None)
    tell(hubs[0], programme="s-shokei")
    found = counted()
    assert found[HUB].tallies == {RECEIVED: Tally(2), SOLVED: Tally(1)}
    assert (found[HUB].lines, found[HUB].organisations) == (3, 2)
    assert set(found) == {HUB, "s-shokei"}
    assert found.get("n-saisei", NOTHING).tallies == {}


def test_a_line_counts_for_the_year_it_names_whenever_it_was_written(hubs: Hubs, tell: Tell) -> None:
    tell(hubs[0], on=datetime.date(2010, 3, 31))
    tell(hubs[0], SOLVED, on=datetime.date(2010, 6, 30))
    tell(hubs[0], on=datetime.date(2010, 6, 30), year=2010)
    assert counted(AFTER)[HUB].tallies == {RECEIVED: Tally(1), SOLVED: Tally(1)}


def test_the_day_is_that_of_japan(hubs: Hubs, tell: Tell) -> None:
    tell(hubs[0], on=MIDYEAR)
    assert counted(MIDYEAR)[HUB].lines == 1
    assert counted(MIDYEAR - datetime.timedelta(days=1)) == {}


def test_a_prefecture_and_an_organisation_narrow_what_is_counted(hubs: Hubs, tell: Tell) -> None:
    for _ in range(2):
        tell(hubs[0])
    tell(hubs[1])
    assert counted(prefecture="04")[HUB].tallies == {RECEIVED: Tally(2)}
    assert counted(organisations=[hubs[1].pk])[HUB].tallies == {RECEIVED: Tally(1)}


def test_sums_add_values_and_one_missing_value_leaves_no_sum(hubs: Hubs, tell: Tell) -> None:
    tell(hubs[0], "grant.paid", values={"amount_yen": 58_000_000_000})
    tell(hubs[1], "grant.paid", values={"amount_yen": 1})
    tell(hubs[1], "jobs.kept", values={"jobs": 12})
    assert counted()[HUB].tallies == {"grant.paid": Tally(2, 58_000_000_001), "jobs.kept": Tally(1, 12)}
    erase(HOUSE, JournalLine.objects.filter(event="grant.paid", organisation=hubs[1]), now=at(MIDYEAR))
    assert counted()[HUB].tallies["grant.paid"] == Tally(2, None)


def test_the_queries_do_not_grow(
    hubs: Hubs, tell: Tell, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tell(hubs[0])
    with django_assert_num_queries(1):
        counted()
    for key in (HUB, "n-saisei", "s-shokei", "s-kaigai"):
        tell(hubs[0], programme=key)
    with django_assert_num_queries(1):
        counted()


def test_a_query_that_repeats_lines_is_caught(hubs: Hubs, tell: Tell) -> None:
    """Negative control: joined to the many lines of its organisation, one consultation counts three times."""
    for _ in range(3):
        tell(hubs[0])
    lines = counted_lines(Scope(2009, MIDYEAR))
    joined = lines.filter(organisation__lines__number__gt=0)
    assert counted()[HUB].tallies[RECEIVED].count == len(set(lines.values_list("pk", flat=True))) == 3
    assert joined.aggregate(n=Count("pk"))["n"] == 9


# ── from lines to figures ──
def figures(catalogue: Catalogue, until: datetime.date, **scope: object):
    found = read_figures(catalogue, Scope(2009, until, **scope), [catalogue.by_key[HUB]])
    return {figure.indicator.name: figure.result for figure in found}


def test_in_the_year_cost_is_flagged_and_after_it_given(hubs: Hubs, tell: Tell, catalogue: Catalogue) -> None:
    for where in (hubs[0], hubs[0], hubs[1]):
        tell(where)
    budget = catalogue.by_key[HUB].budget_yen
    within = figures(catalogue, MIDYEAR)["cost_per_consultation"]
    assert (within.value, within.flags) == (None, (Flag.PERIODS_DIFFER,))
    assert (within.numerator.value, within.denominator.value) == (budget, 3)
    over = figures(catalogue, AFTER)["cost_per_consultation"]
    assert over.value == Fraction(budget, 3)
    assert over.numerator.source is Source.BUDGET


def test_nobody_solved_is_zero_where_a_desk_records_and_unknown_elsewhere(
    hubs: Hubs, tell: Tell, catalogue: Catalogue
) -> None:
    assert figures(catalogue, MIDYEAR)["solved"].flags == (Flag.NOT_RECORDED,)
    tell(hubs[0])
    assert figures(catalogue, MIDYEAR)["solved"].value == 0


def test_a_prefecture_s_count_is_not_divided_into_the_country_s_budget(
    hubs: Hubs, tell: Tell, catalogue: Catalogue
) -> None:
    tell(hubs[0])
    part = figures(catalogue, AFTER, prefecture="04")["cost_per_consultation"]
    assert (part.value, part.flags) == (None, (Flag.SCOPES_DIFFER,))


def test_every_indicator_of_the_plan_comes_to_a_figure_or_a_reason(hubs: Hubs, catalogue: Catalogue) -> None:
    found = read_figures(catalogue, Scope(2009, AFTER))
    assert len(found) == sum(len(programme.indicators) for programme in catalogue.programmes)
    assert all((figure.result.value is None) == bool(figure.result.flags) for figure in found)


def test_confirmed_is_an_event_of_its_own(hubs: Hubs, tell: Tell) -> None:
    tell(hubs[0], CONFIRMED)
    assert set(counted()[HUB].tallies) == {CONFIRMED}
