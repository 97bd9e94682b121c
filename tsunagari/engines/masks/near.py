"""What keeps a firm from a programme where it is one fact alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tsunagari.engines.eligibility.rule import Facts
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.masks.ways import Literal, Way

Needed = dict[str, tuple[tuple[Literal, ...], ...]]


def one_away(ways: Iterable[Way], facts: Facts) -> Needed:
    """Fact → what it would have to meet, way by way: in each of these all other facts are certain.

    Empty where the firm qualifies for certain, and where two facts or more are open in every way. A derived
    fact is one fact, however many answers it rests on.
    """
    found: dict[str, list[tuple[Literal, ...]]] = defaultdict(list)
    for way in ways:
        open_ = tuple(one for one in way if one.verdict(facts.get(one.condition.fact)) is not Verdict.YES)
        if not open_:
            return {}
        names = {one.condition.fact for one in open_}
        if len(names) == 1:
            found[names.pop()].append(open_)
    return {name: tuple(needed) for name, needed in found.items()}


def could_be_met(needed: Iterable[tuple[Literal, ...]], facts: Facts) -> bool:
    """Whether nothing known stands against it in one of the ways: then it only has to be asked."""
    return any(
        all(one.verdict(facts.get(one.condition.fact)) is not Verdict.NO for one in literals)
        for literals in needed
    )
