"""Threads between two years: every programme in one flow, of the kind its threads show."""

from __future__ import annotations

import pytest

from tests.navigator.pictures.synthetic import following
from tsunagari.navigator.policy.pictures import lineage
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.catalogue import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return edition_of().catalogue


def test_every_programme_stands_in_one_flow(catalogue: Catalogue) -> None:
    flows = lineage.flows_of(Subject(catalogue, catalogue.programmes))
    keys = [programme.key for flow in flows for programme in flow.after]
    assert sorted(keys) == sorted(catalogue.by_key)
    ties = sum(len(flow.ties) for flow in flows)
    assert ties == sum(len(programme.follows) for programme in catalogue.programmes)


@pytest.mark.parametrize(
    ("past", "kind"),
    [
        ([[("甲", "merges"), ("乙", "merges")]], "merges"),
        ([[("甲", "splits")], [("甲", "splits")]], "splits"),
        ([[("甲", "renames")]], "renames"),
        ([[("甲", "extends")]], "extends"),
        ([[("甲", "continues")]], "continues"),
        ([[]], "untold"),
    ],
)
def test_the_kind_is_what_the_threads_show(
    past: list[list[tuple[str, str]]], kind: str, catalogue: Catalogue
) -> None:
    first = catalogue.programmes[0]
    programmes = tuple(following(first, f"n-{number}", *each) for number, each in enumerate(past))
    (flow,) = lineage.flows_of(Subject(catalogue, programmes))
    assert flow.kind == kind
    assert len(flow.after) == len(programmes)


def test_a_new_programme_without_a_past_is_new(catalogue: Catalogue) -> None:
    flows = lineage.flows_of(Subject(catalogue, catalogue.programmes))
    new = {p.key for flow in flows if flow.kind == "new" for p in flow.after}
    assert new == {p.key for p in catalogue.programmes if p.is_new and not p.follows}


def test_what_nothing_goes_on_from_has_ended_and_only_that(catalogue: Catalogue) -> None:
    first, second, *_rest = catalogue.programmes
    taken_up = next(p.follows[0].title for p in catalogue.programmes if p.follows)
    gone = following(first, "n-gone")
    merged = following(second, "n-merged")
    earlier = (gone, first, type(merged)(**{**fields(merged), "name": type(merged.name)(taken_up, "")}))
    ended = lineage.ended(Subject(catalogue, catalogue.programmes, earlier=earlier))
    assert [past.title for past in ended] == ["n-gone"]


def fields(programme: object) -> dict[str, object]:
    return {name: getattr(programme, name) for name in programme.__dataclass_fields__}  # type: ignore[attr-defined]


def test_without_the_year_before_the_picture_says_what_it_cannot_know(catalogue: Catalogue) -> None:
    unknown = lineage.draw(Subject(catalogue, catalogue.programmes))
    known = lineage.draw(Subject(catalogue, catalogue.programmes, earlier=()))
    assert unknown is not None
    assert known is not None
    assert set(unknown.notes) - set(known.notes) == {unknown.notes[-1]}
