"""The what-if page counts what the scalar engine says of each firm, at every step of a limit."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from ruamel.yaml import YAML

from tests.planning.test_page import Hubs, entered
from tsunagari.base.tiles import tiles
from tsunagari.census.country import Country, write_country
from tsunagari.census.national import make_national
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.facts.derive import derive
from tsunagari.planning.policy.thresholds import Variant, moved, thresholds_of, with_limit
from tsunagari.planning.queries.variants import move
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.folders import REPOSITORY
from tsunagari.registry.models.journal import JournalLine

PLANS = REPOSITORY / "plans"
PAGE = "/planning/what-if/"


@pytest.fixture(scope="module")
def whole_plan() -> Catalogue:
    return load_catalogue(PLANS, 2009)


@pytest.fixture(scope="module")
def country() -> Country:
    return make_national(2_000, 7)


@pytest.fixture
def within(tmp_path: Path, country: Country) -> Any:
    write_country(tmp_path / "national.npz", country)
    with override_settings(TODAY=datetime.date(2009, 10, 1), VAR=tmp_path, PLANS=PLANS):
        yield tmp_path


@pytest.fixture
def planner(hubs: Hubs, within: Path) -> Client:
    return entered("planner", hubs[0])


def firms_of(country: Country) -> list[tuple[dict[str, Any], int]]:
    found = []
    for row, weight in enumerate(country.weights.tolist()):
        given = {}
        for name, column in country.columns.items():
            one = column.rows(row, row + 1)
            if hasattr(one, "distinct"):
                given[name] = one.distinct[one.places[0]]
            elif one.is_known[0]:
                given[name] = int(one.values[0])
        found.append((given, weight))
    return found


@pytest.mark.parametrize("rests_on", ["rule", "law"])
def test_each_step_counts_as_the_scalar_engine_judges(
    whole_plan: Catalogue, country: Country, rests_on: str
) -> None:
    programme, threshold = next(
        (p, t)
        for p in whole_plan.programmes
        for t in thresholds_of(whole_plan, p)
        if (t.row is None) == (rests_on == "rule")
    )
    found = move(country, whole_plan, programme.key, threshold.code, threshold.steps)
    firms = firms_of(country)
    from_scratch = []
    for limit in threshold.steps:
        rule, statutes = moved(whole_plan, Variant(programme, threshold, limit))
        open_ = 0
        for given, weight in firms:
            facts = possible_with(whole_plan, given, statutes)
            open_ += weight * (rule.verdict(facts) is not Verdict.NO)
        from_scratch.append(open_)
    assert [counted.total for counted in found.counts] == from_scratch
    assert len(set(from_scratch)) > 1
    assert found.every.total == 2_000
    for counted in found.counts:
        assert sum(counted.by_prefecture.values()) == sum(counted.by_division.values()) == counted.total


def possible_with(catalogue: Catalogue, given: dict[str, Any], statutes: Any) -> Any:

    known = {name: frozenset({value}) for name, value in given.items()}
    return known | derive(given, statutes=statutes, as_of=catalogue.plan.as_of)


def test_the_limit_in_force_is_one_of_the_steps_and_changes_nothing(whole_plan: Catalogue) -> None:
    for programme in whole_plan.programmes:
        for threshold in thresholds_of(whole_plan, programme):
            assert threshold.now in threshold.steps
            rule, statutes = moved(whole_plan, Variant(programme, threshold, threshold.now))
            assert rule == programme.rule
            assert statutes.rows == whole_plan.statutes.rows


def test_only_the_named_clause_is_moved(whole_plan: Catalogue) -> None:
    programme, threshold = next(
        (p, t) for p in whole_plan.programmes for t in thresholds_of(whole_plan, p) if t.row is None
    )
    rule = with_limit(programme.rule, threshold.code, 7)
    before, after = list(programme.rule.conditions()), list(rule.conditions())
    changed = [b for a, b in zip(before, after, strict=True) if a != b]
    assert [(one.clause, one.operand) for one in changed] == [(threshold.code, 7)]


def test_tiles_lie_side_by_side() -> None:
    taken = [
        (x, y) for t in tiles() for x in range(t.x, t.x + t.width, 44) for y in range(t.y, t.y + t.height, 44)
    ]
    assert len(set(taken)) == len(taken)
    assert len(tiles()) == 47


# ── the page ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_the_page_shows_the_counts_and_carries_those_of_all_steps(planner: Client) -> None:
    page = planner.get(PAGE).content.decode()
    assert "合成データ 2,000社（実在しません）" in page
    figures = json.loads(re.search(r'<script id="what-if-figures"[^>]*>(.*?)</script>', page)[1])
    assert len(figures["totals"]) == len(figures["words"])
    assert sum(row[1] for row in figures["rows"] if row[0].startswith("p")) == 2_000
    assert f'data-out="total">{figures["totals"][figures["now"]]:,}<' in page


def small_limit(catalogue: Catalogue) -> dict[str, str]:
    """The limit of small enterprises, under the first programme that asks for it."""
    return next(
        {"programme": programme.key, "threshold": threshold.code}
        for programme in catalogue.programmes
        for threshold in thresholds_of(catalogue, programme)
        if threshold.code.startswith("law.small_employees_max")
    )


@pytest.mark.django_db
def test_a_moved_limit_is_counted_without_a_script(planner: Client, whole_plan: Catalogue) -> None:
    moved_page = planner.get(PAGE, {**small_limit(whole_plan), "limit": "900"}).content.decode()
    figures = json.loads(re.search(r'<script id="what-if-figures"[^>]*>(.*?)</script>', moved_page)[1])
    assert f'data-out="total">{figures["totals"][-1]:,}<' in moved_page
    assert "900人以下" in moved_page


@pytest.mark.django_db
def test_the_counts_leave_as_a_file(planner: Client) -> None:
    response = planner.get(f"{PAGE}counts.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert sum(int(row["すべての会社"]) for row in rows) == 2 * 2_000
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db
def test_a_variant_becomes_a_file_and_a_line_in_the_journal(
    planner: Client, within: Path, whole_plan: Catalogue
) -> None:
    asked = small_limit(whole_plan)
    sent = planner.post(f"{PAGE}draft", {**asked, "limit": "50"})
    (row,) = YAML(typ="safe").load(sent.content.decode())
    assert (row["value"], str(row["from"]), row["verified"]) == (50, "2010-04-01", False)
    (kept,) = (within / "drafts/variants").iterdir()
    assert kept.read_bytes() == sent.content
    assert JournalLine.objects.get(verb="plan.drafted").programme == asked["programme"]


@pytest.mark.django_db
def test_only_planners_count_and_only_by_a_form_is_drafted(planner: Client, hubs: Hubs) -> None:
    for role in ("coordinator", "auditor", "administrator"):
        assert entered(role, hubs[0]).get(PAGE).status_code == 403
    assert planner.get(f"{PAGE}draft").status_code == 405


@pytest.mark.django_db
def test_without_the_file_own_cards_are_counted(planner: Client, within: Path) -> None:
    (within / "national.npz").unlink()
    page = planner.get(PAGE).content.decode()
    assert "自分の機関の企業カード 0社" in page
    assert "合成データ" not in page
