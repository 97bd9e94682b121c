"""The directory as it is read: how many are known beside how many there are, the map, the pages of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsunagari.base.tiles import Tile, tiles
from tsunagari.base.words import Words
from tsunagari.navigator.policy.facets import Option
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.stated_counts import StatedCount
from tsunagari.registry.policy.organisations import KINDS

STEPS = 5  # colours of the map above the palest


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind: how many are recorded here, and what the plan or another source states, the latest last."""

    kind: str
    words: Words
    recorded: int
    stated: tuple[StatedCount, ...]


def kind_lines(catalogue: Catalogue, recorded: Mapping[str, int]) -> list[KindLine]:
    """Every kind that is recorded or stated, in the order of the closed list."""
    lines = [
        KindLine(kind, words, recorded.get(kind, 0), stated_for(catalogue, kind))
        for kind, words in KINDS.items()
    ]
    return [line for line in lines if line.recorded or line.stated]


def stated_for(catalogue: Catalogue, kind: str) -> tuple[StatedCount, ...]:
    found = [count for count in catalogue.stated_counts if count.kind == kind and count.value is not None]
    return tuple(sorted(found, key=lambda count: count.period))


@dataclass(frozen=True, slots=True)
class MapTile:
    """A prefecture's square: how many serve it, and how strongly it is coloured (`none` for nobody)."""

    tile: Tile
    count: int
    heat: str


def map_tiles(counts: Mapping[str, int]) -> list[MapTile]:
    most = max(counts.values(), default=0)
    return [MapTile(tile, counts.get(tile.code, 0), heat(counts.get(tile.code, 0), most)) for tile in tiles()]


def heat(count: int, most: int) -> str:
    """In equal steps up to the largest count."""
    return str(-(-count * STEPS // most)) if count else "none"


def options(labels: Mapping[str, Words], counts: Mapping[str, int], chosen: Sequence[str]) -> list[Option]:
    """The boxes of one way to narrow; empty ones only where chosen."""
    made = [Option(code, words, counts.get(code, 0), code in chosen) for code, words in labels.items()]
    return [option for option in made if option.count or option.is_chosen]


def delivered_by(catalogue: Catalogue, kind: str) -> tuple[Programme, ...]:
    """The programmes for which one turns to organisations of a kind, in the plan's order."""
    return tuple(each for each in catalogue.programmes if each.deliver and kind in each.deliver.by)


def page_numbers(page: int, last: int) -> Iterator[int | None]:
    """First, last and the pages around `page`; None where some are left out."""
    shown = sorted({1, last, *(number for number in range(page - 2, page + 3) if 1 <= number <= last)})
    before = 0
    for number in shown:
        if number > before + 1:
            yield None
        yield number
        before = number


def kinds_that_take(programmes: Iterable[Programme]) -> set[str]:
    """Kinds of organisation that can be asked from the page."""
    delivered = (programme.deliver for programme in programmes if programme.deliver)
    return {kind for deliver in delivered if deliver.desk == "cases" for kind in deliver.by}
