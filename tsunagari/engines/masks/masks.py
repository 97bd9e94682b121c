"""Rules compiled to masks: per fact, which ways each of its values leaves open.

Layout. Bit p of a layer belongs to programme p; layer k holds everybody's k-th way. A programme with fewer
ways leaves its bits of the further layers at 0, which never qualifies. ORing the layers gives the verdicts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_

from tsunagari.engines.eligibility.rule import Facts, Possible, Rule
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.masks.ways import Literal, Way, ways

Pair = tuple[int, int]  # certain, possible


@dataclass(frozen=True, slots=True, eq=False)
class FactMasks:
    """What one fact leaves open. `untouched` are the ways that do not mention it."""

    fact: str
    asked: tuple[tuple[int, tuple[Literal, ...]], ...]  # bit of a way → what it asks of the fact
    untouched: int

    def masks(self, possible: Possible | None) -> Pair:
        """Ways that certainly and that possibly go on, given the values still possible; None = unknown."""
        certain = maybe = self.untouched
        for bit, literals in self.asked:
            verdict = min(literal.verdict(possible) for literal in literals)
            certain |= bit * (verdict is Verdict.YES)
            maybe |= bit * (verdict is not Verdict.NO)
        return certain, maybe


@lru_cache(maxsize=1 << 16)
def masks_for(fact: FactMasks, possible: Possible | None) -> Pair:
    """`FactMasks.masks`, remembered: the same few values come again and again."""
    return fact.masks(possible)


@dataclass(frozen=True, slots=True)
class Masks:
    """A plan's rules. `programmes` are named in the order of their bits."""

    programmes: tuple[str, ...]
    layers: int
    existing: int
    facts: Mapping[str, FactMasks] = field(hash=False)

    @property
    def width(self) -> int:
        return len(self.programmes)

    def open_ways(self, facts: Facts) -> Pair:
        """The ways that certainly and that possibly qualify."""
        certain = maybe = self.existing
        for name, fact in self.facts.items():
            sure, open_ = masks_for(fact, facts.get(name))
            certain &= sure
            maybe &= open_
        return certain, maybe

    def folded(self, ways_: int) -> int:
        """Ways → programmes: the layers laid over each other."""
        found = 0
        for layer in range(self.layers):
            found |= ways_ >> (layer * self.width)
        return found & ((1 << self.width) - 1)

    def judge(self, facts: Facts) -> Pair:
        """Programmes certainly and possibly open: the first are yes, the others of the second unknown."""
        certain, maybe = self.open_ways(facts)
        return self.folded(certain), self.folded(maybe)

    def asking_for(self, facts: Iterable[str]) -> int:
        """Programmes that ask for any of these facts."""
        touched = (self.existing & ~self.facts[name].untouched for name in facts if name in self.facts)
        return self.folded(reduce(or_, touched, 0))

    def tally(self, facts: Facts, among: int) -> Counter[Verdict]:
        """How many of the programmes in the mask `among` are yes, unknown and no."""
        certain, maybe = (found & among for found in self.judge(facts))
        yes, open_, every = certain.bit_count(), maybe.bit_count(), among.bit_count()
        return Counter({Verdict.YES: yes, Verdict.UNKNOWN: open_ - yes, Verdict.NO: every - open_})

    def verdicts(self, facts: Facts) -> dict[str, Verdict]:
        certain, maybe = self.judge(facts)
        return {
            key: Verdict((certain >> place & 1) + (maybe >> place & 1))
            for place, key in enumerate(self.programmes)
        }

    def blocked_by(self, facts: Facts) -> dict[str, int]:
        """Fact → programmes that would still be possible were it not for this one fact."""
        open_by = {name: masks_for(fact, facts.get(name))[1] for name, fact in self.facts.items()}
        blocked = {}
        for name, own in open_by.items():
            others = self.existing
            for other, open_ in open_by.items():
                others &= open_ if other != name else self.existing
            blocked[name] = self.folded(others) & ~self.folded(others & own)
        return {name: programmes for name, programmes in blocked.items() if programmes}


def compile_masks(rules: Mapping[str, Rule]) -> Masks:
    """Masks of many rules, programmes with as many ways side by side. Raises TooManyWays."""
    found = {key: ways(rule) for key, rule in rules.items()}
    programmes = tuple(sorted(found, key=lambda key: -len(found[key])))
    layers = max((len(each) for each in found.values()), default=0)
    placed = {
        1 << (layer * len(programmes) + place): way
        for place, key in enumerate(programmes)
        for layer, way in enumerate(found[key])
    }
    existing = sum(placed)
    return Masks(programmes, layers, existing, {one.fact: one for one in fact_masks(placed, existing)})


def fact_masks(placed: Mapping[int, Way], existing: int) -> Iterable[FactMasks]:
    asked: dict[str, dict[int, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    for bit, way in placed.items():
        for literal in way:
            asked[literal.condition.fact][bit].append(literal)
    for fact, bits in asked.items():
        literals = tuple((bit, tuple(said)) for bit, said in bits.items())
        yield FactMasks(fact, literals, existing & ~sum(bits))
