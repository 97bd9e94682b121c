"""Evaluation's figures as the evidence of a line: the very same results, with what they rest on."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from tsunagari.evaluation.policy.figures import Figure
from tsunagari.programmes.schema import Evidence


def evidence_by_programme(figures: Iterable[Figure], until: datetime.date) -> dict[str, list[Evidence]]:
    """By programme key, in the order of its indicators; `until` is the day up to which was counted."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for figure in figures:
        found[figure.programme.key].append(evidence_of(figure, until))
    return found


def evidence_of(figure: Figure, until: datetime.date) -> Evidence:
    return Evidence(
        result=figure.result,
        organisations=figure.counted.organisations,
        lines=figure.counted.lines,
        until=until,
        judged_by=figure.programme.digest,
    )
