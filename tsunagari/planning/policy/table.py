"""Last year's lines beside next year's, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tsunagari.evaluation.policy.board import Row as FigureRow
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme


@dataclass(frozen=True, slots=True)
class Line:
    """A programme of this year and what becomes of it. `after` None: not drafted, or taken out."""

    programme: Programme
    after: Programme | None
    figures: tuple[FigureRow, ...]

    @property
    def is_decided(self) -> bool:
        """Whether next year's budget has been written down."""
        return self.after is not None and self.after.budget_yen is not None


def lines_of(
    programmes: Iterable[Programme], after: Catalogue | None, figures: Iterable[FigureRow]
) -> list[Line]:
    """In the order of `programmes`; paired by key."""
    by_key: dict[str, list[FigureRow]] = defaultdict(list)
    for row in figures:
        by_key[row.figure.programme.key].append(row)
    return [
        Line(
            programme,
            after.by_key.get(programme.key) if after else None,
            tuple(by_key[programme.key]),
        )
        for programme in programmes
    ]
