"""Which organisation covers a place and a worry, and why it is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tsunagari.registry.policy.organisations import HUB, order

# How a territory covers a place: the very town, its prefecture, several prefectures, some of its towns, not.
TOWN, PREFECTURE, AREA, PART, NOT = "town", "prefecture", "area", "part", ""
CLOSENESS = (TOWN, PREFECTURE, AREA, PART, NOT)
# Why it is named for a worry: helps with it, was asked for none, is the hub that knows who does.
HELPS, ANY, KNOWS = "helps", "any", "knows"


class Desk(Protocol):
    kind: str
    kana: str
    prefecture: str
    themes: list[str]

    @property
    def served(self) -> list[str]: ...


D = TypeVar("D", bound=Desk)


@dataclass(frozen=True, slots=True)
class Cover(Generic[D]):
    """A desk that is named, with how it covers the place and why it is named for the worry.

    is_near  it covers the place; else it is the nearest hub of another prefecture
    """

    desk: D
    place: str
    theme: str
    is_near: bool = True


def reach(served: Collection[str], prefecture: str, municipality: str = "") -> str:
    """How a territory covers a place. Where no town is told, a desk for some of the towns covers a PART."""
    if municipality and municipality in served:
        return TOWN
    if prefecture in served:
        return AREA if len({code[:2] for code in served}) > 1 else PREFECTURE
    is_partly = not municipality and any(code.startswith(prefecture) for code in served)
    return PART if is_partly else NOT


def covering(desks: Iterable[D], prefecture: str, municipality: str = "", theme: str = "") -> list[Cover[D]]:
    """Who covers the place and helps with the worry, the best first; where nobody helps, the hubs know who.

    The hub comes first where it helps itself, then the more specialised, then whoever serves just this place.
    """
    reached = [(desk, reach(desk.served, prefecture, municipality)) for desk in desks]
    here = [(desk, place) for desk, place in reached if place != NOT]
    why = HELPS if theme else ANY
    fitting = [Cover(desk, place, why) for desk, place in here if not theme or theme in desk.themes]
    named = fitting or [Cover(desk, place, KNOWS) for desk, place in here if desk.kind == HUB]
    return sorted(named, key=rank)


def rank(cover: Cover[D]) -> tuple[tuple[bool, int, int], int, str]:
    desk = cover.desk
    return order(desk.kind, desk.themes), CLOSENESS.index(cover.place), desk.kana
