"""What the plan costs: totals that the document itself does not print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme


@dataclass(frozen=True, slots=True)
class Total:
    """Sums in yen over some programmes.

    stated / not_stated       how many state an amount for the year, how many do not
    budget_yen                None where none of them states one: not stated is never zero
    smrj_grant_yen            the part of budget_yen that goes through SMRJ (内数)
    supplementary_yen         amounts of other years' supplementary budgets (別枠), never in budget_yen
    """

    programmes: int
    stated: int
    budget_yen: int | None
    budget_before_yen: int | None
    smrj_grant_yen: int
    supplementary_yen: int

    @property
    def not_stated(self) -> int:
        return self.programmes - self.stated


def total_of(programmes: Iterable[Programme]) -> Total:
    every = tuple(programmes)
    stated = [p.budget_yen for p in every if p.budget_yen is not None]
    before = [p.budget_before_yen for p in every if p.budget_before_yen is not None]
    return Total(
        programmes=len(every),
        stated=len(stated),
        budget_yen=sum(stated) if stated else None,
        budget_before_yen=sum(before) if before else None,
        smrj_grant_yen=sum(p.smrj_grant_yen or 0 for p in every),
        supplementary_yen=sum(p.supplementary.amount_yen for p in every if p.supplementary),
    )


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A total with its place; an empty pillar is the whole tier, an empty tier the whole plan."""

    tier: str
    pillar: str
    total: Total


def plan_totals(catalogue: Catalogue) -> tuple[TotalLine, ...]:
    """The plan's total, then each tier's, each followed by its pillars'."""
    lines = [TotalLine("", "", total_of(catalogue.programmes))]
    for chapter in catalogue.plan.chapters:
        lines.append(TotalLine(chapter.tier, "", total_of(catalogue.of(chapter.tier))))
        lines += [
            TotalLine(chapter.tier, pillar.pillar, total_of(catalogue.of(chapter.tier, pillar.pillar)))
            for pillar in chapter.pillars
        ]
    return tuple(lines)
