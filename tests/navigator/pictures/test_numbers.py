"""What a picture shows is what `plan totals` adds up to: no yen twice, none lost, silence never zero."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.navigator.pictures.synthetic import grown
from tsunagari.navigator.policy.facets import options
from tsunagari.navigator.policy.pictures import budgets, changes, coverage, figures
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.totals import plan_totals, total_of


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return edition_of().catalogue


@pytest.fixture(params=[0, 500], ids=["the plan", "500 programmes"])
def subject(request: pytest.FixtureRequest, catalogue: Catalogue) -> Subject:
    plan = grown(catalogue, request.param) if request.param else catalogue
    return Subject(plan, plan.programmes)


def test_areas_add_up_to_the_budget_and_smrj_is_drawn_once(subject: Subject) -> None:
    total = total_of(subject.programmes)
    lots = budgets.lots_of(subject)
    assert sum(lot.total_yen for lot in lots) == total.budget_yen
    assert [lot.total_yen for lot in lots if lot.colour == 0] == [total.smrj_grant_yen]
    assert total.smrj_grant_yen > 0
    assert sum(plot.count for lot in lots if lot.colour for plot in lot.plots) == total.stated


def test_each_lot_is_its_pillar_less_what_goes_through_smrj(catalogue: Catalogue) -> None:
    drawn = [lot.total_yen for lot in budgets.lots_of(Subject(catalogue, catalogue.programmes)) if lot.colour]
    stated = [
        line.total.budget_yen - line.total.smrj_grant_yen
        for line in plan_totals(catalogue)
        if line.pillar and line.total.budget_yen
    ]
    assert drawn == stated


def test_a_supplementary_budget_changes_no_area(catalogue: Catalogue) -> None:
    without = tuple(replace(programme, supplementary=None) for programme in catalogue.programmes)
    assert total_of(catalogue.programmes).supplementary_yen > 0
    assert budgets.lots_of(Subject(catalogue, without)) == budgets.lots_of(
        Subject(catalogue, catalogue.programmes)
    )


def test_slopes_add_up_on_both_sides(subject: Subject) -> None:
    total, moves = total_of(subject.programmes), changes.moves_of(subject.programmes)
    assert changes.added(move.now for move in moves) == total.budget_yen
    assert changes.added(move.before for move in moves) == total.budget_before_yen


def test_many_programmes_make_few_lines_and_tiles(catalogue: Catalogue) -> None:
    plan = grown(catalogue, 3_000)
    subject = Subject(plan, plan.programmes)
    assert len(changes.moves_of(plan.programmes)) <= 3 * (changes.MOST_LINES + 1)
    assert all(len(lot.plots) <= budgets.MOST_PLOTS + 1 for lot in budgets.lots_of(subject))


def test_rows_and_columns_of_the_matrix_are_the_facets_counts(catalogue: Catalogue) -> None:
    matrix = coverage.matrix_of(Subject(catalogue, catalogue.programmes))
    for facet, counts in (("mechanism", matrix.by_mechanism), ("audience", matrix.by_audience)):
        told = {option.code: option.count for option in options(catalogue, facet, catalogue.programmes, {})}
        assert dict(counts) == told
    assert matrix.programmes == total_of(catalogue.programmes).programmes
    for (way, whom), count in matrix.cells.items():
        assert count == sum(way in p.mechanisms and whom in p.audience for p in catalogue.programmes)


def test_every_reported_figure_stands_in_one_panel_with_its_equals(catalogue: Catalogue) -> None:
    panels = figures.panels_of(catalogue.programmes)
    shown = [figure for panel in panels for figure in panel.figures]
    assert sorted(map(str, shown)) == sorted(str(f) for p in catalogue.programmes for f in p.reported)
    for panel in panels:
        assert len({(figure.unit, figure.as_of, figure.period) for figure in panel.figures}) == 1


@pytest.mark.parametrize("draw", [budgets.draw, changes.draw, figures.draw])
def test_silence_is_no_picture_and_no_zero(draw: object, catalogue: Catalogue) -> None:
    silent = tuple(
        replace(p, budget_yen=None, budget_before_yen=None, of_which={}, reported=())
        for p in catalogue.programmes
    )
    assert draw(Subject(catalogue, silent)) is None  # type: ignore[operator]


def test_tables_say_not_stated_where_the_document_is_silent(catalogue: Catalogue) -> None:
    subject = Subject(catalogue, catalogue.programmes)
    for frame, place in ((budgets, 3), (changes, 2)):
        table = frame.table(subject)
        cells = [line.cells[place] for line in table.lines]
        assert cells == [programme.budget_yen for programme in catalogue.programmes]
        assert None in cells
        assert 0 not in cells
        assert table.columns[place].missing
