"""The next most telling question: the one whose answer is expected to settle most open programmes."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import RESTING_ON, Check, check_firm, facts_with
from tsunagari.programmes.questions import Choice, bands_of, choices_of, edges_inside
from tsunagari.programmes.vocabulary import Fact

ANSWERED_BY = {"firm.kind": "applicant.kind"}
SAMPLED = ("E", "I", "G", "M", "D", "I50", "39", "75")


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for, its offered answers, and the tally each answer would lead to."""

    fact: Fact
    choices: tuple[Choice, ...]
    tallies: Mapping[str, Counter[Verdict]] = field(hash=False)


def next_question(catalogue: Catalogue, check: Check, later: Collection[str] = ()) -> Question | None:
    """The best question among the facts still missing; None when nothing more can be settled by asking.

    later  facts answered with "not known yet": not asked again
    """
    candidates = candidate_facts(catalogue, check, later)
    if not candidates:
        return None
    best = max(candidates, key=lambda name: expected_settled(catalogue, check, name))
    return question_for(catalogue, check, best)


def question_for(catalogue: Catalogue, check: Check, name: str) -> Question:
    """The question for one fact. Raises BadInput for a fact nobody can be asked for."""
    fact = catalogue.vocabulary.facts.get(name)
    if fact is None or not fact.is_askable:
        askable = ", ".join(f.name for f in catalogue.vocabulary.facts.values() if f.is_askable)
        raise BadInput(given=name, allowed=askable, where="question")
    choices = joined_choices(catalogue, check, fact)
    return Question(fact, choices, {c.code: tally_with(catalogue, check, fact, c.value) for c in choices})


def candidate_facts(catalogue: Catalogue, check: Check, later: Collection[str]) -> list[str]:
    """Facts that open programmes still miss, most often missed first, their prerequisites in their place."""
    facts = catalogue.vocabulary.facts
    missed = Counter(name for judgement in check.having(Verdict.UNKNOWN) for name in judgement.ask)
    ready: dict[str, None] = {}
    for name, _ in missed.most_common():
        ready |= dict.fromkeys(first_open(name, facts, check.given, later))
    return [name for name in ready if facts[name].is_askable]


def first_open(
    name: str, facts: Mapping[str, Fact], given: Mapping[str, Any], later: Collection[str]
) -> Iterable[str]:
    """`name` itself, or the first of its prerequisites that is still open; nothing if put off."""
    name = ANSWERED_BY.get(name, name)
    if name in later or name in given:
        return
    waiting = [ANSWERED_BY.get(earlier, earlier) for earlier in facts[name].after]
    unmet = [earlier for earlier in waiting if earlier not in given and earlier not in later]
    yield from first_open(unmet[0], facts, given, later) if unmet else (name,)


def expected_settled(catalogue: Catalogue, check: Check, name: str) -> Fraction:
    """How many open programmes an answer settles on average, answers weighted by how common they are."""
    fact = catalogue.vocabulary.facts[name]
    choices = [c for c in choices_of(fact, check.as_of) if fact.type != "jsic" or c.code in SAMPLED]
    affected = affected_programmes(catalogue, check, name)
    total, weights = 0, 0
    for choice in choices:
        weight = weight_of(fact, choice)
        verdicts = verdicts_with(catalogue, check, fact, choice.value, affected)
        total += weight * (verdicts[Verdict.YES] + verdicts[Verdict.NO])
        weights += weight
    return Fraction(total, weights) if weights else Fraction(0)


def weight_of(fact: Fact, choice: Choice) -> int:
    """How common an answer is among firms; 1 where the vocabulary does not say."""
    keys = (choice.code, str(choice.value), choice.code.rstrip("m"), "")
    if not fact.common:
        return 1
    return next((fact.common[key] for key in keys[:3] if key in fact.common), 1)


def affected_programmes(catalogue: Catalogue, check: Check, name: str) -> int:
    """Open programmes whose rule rests on `name`, as a mask."""
    names = {name, *(asked for asked, by in ANSWERED_BY.items() if by == name)}
    resting = names.union(*(RESTING_ON.get(one, ()) for one in names))
    certain, maybe = catalogue.masks.judge(check.facts)
    return catalogue.masks.asking_for(resting) & maybe & ~certain


def verdicts_with(catalogue: Catalogue, check: Check, fact: Fact, value: Any, among: int) -> Counter[Verdict]:
    facts = facts_with(catalogue, check.given, check.facts, fact.name, value, check.as_of)
    return catalogue.masks.tally(facts, among)


def tally_with(catalogue: Catalogue, check: Check, fact: Fact, value: Any) -> Counter[Verdict]:
    """The whole tally if `fact` were answered with `value`."""
    affected = affected_programmes(catalogue, check, fact.name)
    tally = check.tally
    tally[Verdict.UNKNOWN] -= affected.bit_count()
    return tally + verdicts_with(catalogue, check, fact, value, affected)


def joined_choices(catalogue: Catalogue, check: Check, fact: Fact) -> tuple[Choice, ...]:
    """Number bands, neighbours joined where no rule can ever tell them apart given what is known.

    Only once the facts it is asked after are known: an open trade could still bring an edge back.
    """
    if fact.type not in ("count", "yen") or not all(is_answered(name, check.given) for name in fact.after):
        return choices_of(fact, check.as_of)
    edges = [edge for edge in fact.bands if is_telling(catalogue, check, fact, edge)]
    return bands_of(fact, edges or fact.bands[:1])


def stale_bands(
    catalogue: Catalogue, given: Mapping[str, Any], codes: Mapping[str, Sequence[str]], as_of: datetime.date
) -> frozenset[str]:
    """Numbers answered in a joined band that no longer stands for one verdict, since another answer changed.

    0-20 people said of a factory says too little of a shop, where 5 counts: it has to be asked again.
    """
    facts = catalogue.vocabulary.facts
    return frozenset(
        name
        for name, said in codes.items()
        if name in given and (inside := edges_inside(facts[name], said[0]))
        if is_cut(catalogue, {k: v for k, v in given.items() if k != name}, facts[name], inside, as_of)
    )


def is_cut(
    catalogue: Catalogue, others: Mapping[str, Any], fact: Fact, inside: Sequence[int], as_of: datetime.date
) -> bool:
    if not all(is_answered(name, others) for name in fact.after):
        return True
    check = check_firm(catalogue, others, as_of, among=())
    return any(is_telling(catalogue, check, fact, edge) for edge in inside)


def is_answered(name: str, given: Mapping[str, Any]) -> bool:
    return name in given or ANSWERED_BY.get(name) in given


def is_telling(catalogue: Catalogue, check: Check, fact: Fact, edge: int) -> bool:
    """Whether any derived fact or any condition differs between `edge` and one more."""
    at, over = (
        facts_with(catalogue, check.given, check.facts, fact.name, value, check.as_of)
        for value in (edge, edge + 1)
    )
    if {k: v for k, v in at.items() if k != fact.name} != {k: v for k, v in over.items() if k != fact.name}:
        return True
    direct = (c for p in catalogue.programmes for c in p.rule.conditions() if c.fact == fact.name)
    return any(condition.verdict(at) != condition.verdict(over) for condition in direct)
