"""A firm's facts against every programme of a plan: verdict, reasons, what to ask next."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tsunagari.engines.eligibility.explain import Reason, explain, missing_facts
from tsunagari.engines.eligibility.rule import Facts
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.facts.derive import DERIVATIONS, derive
from tsunagari.engines.facts.parts import beneath
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

NEEDS: Mapping[str, tuple[str, ...]] = {name: derivation.needs for name, derivation in DERIVATIONS.items()}
# given fact → the derived facts that rest on it, directly or through others
RESTING_ON: Mapping[str, frozenset[str]] = {
    part: frozenset(name for name in DERIVATIONS if part in beneath(name))
    for part in {fact for name in DERIVATIONS for fact in beneath(name)}
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One programme's answer to one firm. `ask` names the given facts that would settle an unknown."""

    programme: Programme
    verdict: Verdict
    reasons: tuple[Reason, ...]
    ask: tuple[str, ...]
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class Check:
    """Derived facts (values still possible) and a judgement per programme, in the plan's order."""

    as_of: datetime.date
    given: Mapping[str, Any] = field(hash=False)
    facts: Facts = field(hash=False)
    judgements: tuple[Judgement, ...]

    @property
    def tally(self) -> Counter[Verdict]:
        return Counter(judgement.verdict for judgement in self.judgements)

    def having(self, verdict: Verdict) -> tuple[Judgement, ...]:
        return tuple(judgement for judgement in self.judgements if judgement.verdict is verdict)


def possible_facts(catalogue: Catalogue, given: Mapping[str, Any], as_of: datetime.date) -> Facts:
    """Given facts as certain, derived facts as the values still possible."""
    known = {name: frozenset({value}) for name, value in given.items()}
    return known | derive(given, statutes=catalogue.statutes, as_of=as_of)


def facts_with(
    catalogue: Catalogue, given: Mapping[str, Any], facts: Facts, name: str, value: Any, as_of: datetime.date
) -> Facts:
    """What `facts`, known from `given`, become with one more answer. Only what rests on it is anew."""
    resting = RESTING_ON.get(name, frozenset())
    kept = {fact: values for fact, values in facts.items() if fact not in resting}
    anew = derive({**given, name: value}, statutes=catalogue.statutes, as_of=as_of, only=resting)
    return {**kept, name: frozenset({value}), **anew}


def check_firm(
    catalogue: Catalogue,
    given: Mapping[str, Any],
    as_of: datetime.date,
    *,
    among: Iterable[Programme] | None = None,
) -> Check:
    """Judge every programme (or those `among`) for a firm whose typed facts are `given`."""
    facts = possible_facts(catalogue, given, as_of)
    programmes = catalogue.programmes if among is None else among
    return Check(as_of, given, facts, tuple(judge(programme, given, facts) for programme in programmes))


def judge(programme: Programme, given: Mapping[str, Any], facts: Facts) -> Judgement:
    rule = programme.rule
    verdict = rule.verdict(facts)
    reasons = explain(rule, facts)
    ask = missing_facts(rule, facts, given, NEEDS) if verdict is Verdict.UNKNOWN else ()
    is_assumed = any(programme.is_assumed(reason.condition.clause) for reason in reasons)
    return Judgement(programme, verdict, reasons, ask, is_assumed or "eligibility" in programme.assumed)
