"""What changed between two years, told programme by programme."""

from __future__ import annotations

from dataclasses import replace

from tsunagari.base.words import Words
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.differences import compare_years
from tsunagari.programmes.schema import Lineage, Programme


def year_of(catalogue: Catalogue, *programmes: Programme) -> Catalogue:
    return replace(catalogue, programmes=programmes)


def test_a_year_does_not_differ_from_itself(catalogue: Catalogue) -> None:
    assert list(compare_years(catalogue, catalogue)) == []


def test_new_ended_changed_and_merged(catalogue: Catalogue) -> None:
    kept, ended, merged = catalogue.programmes[:3]
    dearer = replace(kept, budget_yen=1, name=Words("新しい名", "A new name"))
    heir = replace(merged, key="heir", follows=(Lineage(merged.name.ja, 2009, "merges"),))
    new = replace(merged, key="new", follows=())
    found = list(
        compare_years(year_of(catalogue, kept, ended, merged), year_of(catalogue, dearer, heir, new))
    )
    assert [(d.what, d.key, d.field) for d in found] == [
        ("renames", kept.key, "title"),
        ("changed", kept.key, "budget_yen"),
        ("merges", "heir", "follows"),
        ("new", "new", ""),
        ("ended", ended.key, ""),
    ]
    assert (found[1].before, found[1].after) == (kept.budget_yen, 1)
