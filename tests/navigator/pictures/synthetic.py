"""Plans that were never written: as many programmes as wanted, some silent about money."""

from __future__ import annotations

from dataclasses import replace

from tsunagari.base.words import Words
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Lineage, Programme


def grown(catalogue: Catalogue, count: int) -> Catalogue:
    """`count` programmes, the catalogue's by turns, each with a key, a name and a place of its own."""
    every = catalogue.programmes
    made = [copy_of(every[number % len(every)], number) for number in range(count)]
    return replace(catalogue, programmes=tuple(made))


def copy_of(programme: Programme, number: int) -> Programme:
    name = Words(f"{programme.name.ja}{number}", f"{programme.name.en} {number}")
    place = f"{programme.pillar}-{number}"
    budget = programme.budget_yen and programme.budget_yen + number * 10_000_000
    return replace(programme, key=f"{programme.key}-{number}", name=name, place=place, budget_yen=budget)


def following(programme: Programme, key: str, *past: tuple[str, str]) -> Programme:
    """The programme under another key and name, coming from titles of 2008 in the ways given."""
    follows = tuple(Lineage(title, 2008, how) for title, how in past)
    return replace(programme, key=key, name=Words(key, key), follows=follows, is_new=False)
