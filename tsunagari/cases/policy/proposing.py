"""Whom a case could be handed to, and why or why not: where they work, and what they help with."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from tsunagari.base.words import Words

YES, NO, UNKNOWN = "yes", "no", "unknown"
ORDER = (YES, UNKNOWN, NO)


class Organisation(Protocol):
    pk: int
    kind: str
    prefecture: str
    territory: list[str]
    themes: list[str]

    @property
    def words(self) -> Words: ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """`territory`, `theme` and `verdict` are YES, NO or UNKNOWN; `shared` are the themes that fit."""

    organisation_id: int
    name: Words
    kind: str
    territory: str
    theme: str
    shared: tuple[str, ...]

    @property
    def verdict(self) -> str:
        return max((self.territory, self.theme), key=ORDER.index)


def propose(
    organisations: Iterable[Organisation], *, prefecture: str, municipality: str, themes: Collection[str]
) -> list[Proposal]:
    """All of them, those that fit best first; among equals the more specialised one."""
    each = [
        (judged(one, prefecture, municipality, frozenset(themes)), len(one.themes)) for one in organisations
    ]
    each.sort(key=lambda pair: (ORDER.index(pair[0].verdict), -len(pair[0].shared), pair[1]))
    return [proposal for proposal, _ in each]


def judged(
    organisation: Organisation, prefecture: str, municipality: str, themes: frozenset[str]
) -> Proposal:
    shared = tuple(theme for theme in organisation.themes if theme in themes)
    return Proposal(
        organisation_id=organisation.pk,
        name=organisation.words,
        kind=organisation.kind,
        territory=territory_fits(organisation, prefecture, municipality),
        theme=UNKNOWN if not themes else YES if shared else NO,
        shared=shared,
    )


def territory_fits(organisation: Organisation, prefecture: str, municipality: str) -> str:
    """Whether the place lies where the organisation works; unknown where the place is not known."""
    if not prefecture:
        return UNKNOWN
    served = organisation.territory or [organisation.prefecture]
    return YES if prefecture in served or municipality in served else NO
