"""`plan check`: what the loader cannot see file by file: examples, bands, references across files."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.engines.eligibility.reach import reachable
from tsunagari.engines.facts.derive import thresholds
from tsunagari.programmes.answers import read_facts
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import NEEDS, check_firm
from tsunagari.programmes.faults import Fault
from tsunagari.programmes.schema import Example, Programme
from tsunagari.programmes.stated_counts import count_faults

MOST_CLAUSES = 40
FACTS_HOW_TO = "docs/how-to/add-a-fact.md"


def check_plan(catalogue: Catalogue) -> list[Fault]:
    """Every fault of a plan that loads. An empty list means the plan is in order."""
    return sorted(fault for found in CHECKS for fault in found(catalogue))


def example_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Examples are tests: verdict, failing clauses and missing facts must come out as written."""
    for programme in catalogue.programmes:
        for example in catalogue.examples[programme.key]:
            for message in compare(catalogue, programme, example):
                yield Fault(examples_file(catalogue, programme), 0, example.name, message)


def compare(catalogue: Catalogue, programme: Programme, example: Example) -> Iterator[str]:
    as_of = catalogue.plan.as_of
    try:
        given = read_facts(example.given, catalogue.vocabulary.facts, as_of=as_of)
    except BadInput as refused:
        yield str(refused)
        return
    (judgement,) = check_firm(catalogue, given, as_of, among=[programme]).judgements
    if judgement.verdict.word != example.verdict:
        clauses = ", ".join(f"{r.condition.clause} {r.result.word}" for r in judgement.reasons)
        yield f"the verdict is {judgement.verdict.word}, not {example.verdict} ({clauses})"
        return
    failing = {reason.condition.clause for reason in judgement.reasons}
    for clause in example.because:
        if clause not in failing:
            yield f"{clause} is not among the deciding clauses: {', '.join(sorted(failing))}"
    for fact in example.ask:
        if fact not in judgement.ask:
            yield f"{fact} is not among the missing facts: {', '.join(judgement.ask)}"


def verdict_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Each verdict a rule can give has an example."""
    facts = catalogue.vocabulary.facts

    def is_askable(name: str) -> bool:
        return facts[name].is_askable or bool(facts[name].derived_by)

    for programme in catalogue.programmes:
        shown = {example.verdict for example in catalogue.examples[programme.key]}
        missing = {verdict.word for verdict in reachable(programme.rule, is_askable)} - shown
        if missing:
            message = f"no example for: {', '.join(sorted(missing))}"
            yield Fault(examples_file(catalogue, programme), 0, programme.key, message)


def band_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """No threshold may cut a band of answers: else one answer would stand for two verdicts."""
    facts = catalogue.vocabulary.facts
    for name, fact in facts.items():
        if fact.type in ("count", "yen") and fact.is_askable:
            cuts = set(thresholds(catalogue.statutes, catalogue.plan.as_of, name))
            for programme in catalogue.programmes:
                cuts |= set(rule_cuts(programme, name))
            for cut in sorted(cuts - set(fact.bands)):
                message = f"a threshold at {cut} cuts a band of answers; add it to bands"
                yield Fault("vocabulary/facts.yaml", 0, name, message, how_to=FACTS_HOW_TO)


def month_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """The same for days asked for as "how long ago": a band of months begins where a rule changes."""
    facts = catalogue.vocabulary.facts
    for name, fact in facts.items():
        if fact.type == "date" and fact.is_askable:
            months = [derived for derived, needs in NEEDS.items() if name in needs and derived in facts]
            cuts = {c + 1 for p in catalogue.programmes for derived in months for c in rule_cuts(p, derived)}
            for cut in sorted(cuts - set(fact.bands)):
                message = f"a threshold at {cut} months cuts a band of answers; add it to bands_months"
                yield Fault("vocabulary/facts.yaml", 0, name, message, how_to=FACTS_HOW_TO)


def rule_cuts(programme: Programme, name: str) -> Iterator[int]:
    """The last value before each change of the rule's conditions on `name`."""
    for condition in programme.rule.conditions():
        if condition.fact == name:
            low, high = ends(condition.operand)
            if condition.test in (">=", "<", "between", "is") and low > 0:
                yield low - 1
            if condition.test in ("<=", ">", "between", "is"):
                yield high


def ends(operand: Any) -> tuple[int, int]:
    low, high = operand if isinstance(operand, tuple) else (operand, operand)
    return low, high


def statute_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """An offer that refers to a statute figure must find it in force on the plan's day."""
    for programme in catalogue.programmes:
        for position, offer in enumerate(programme.offers):
            if offer.statute and not is_in_force(catalogue, offer.statute, catalogue.plan.as_of):
                file = f"{catalogue.year}/{programme.tier}/{programme.key}.yaml"
                yield Fault(file, 0, f"offers.{position}.statute", f"no row in force for {offer.statute}")


def is_in_force(catalogue: Catalogue, name: str, day: datetime.date) -> bool:
    return any(
        f"{row.statute}.{row.name}" == name
        and (row.from_ is None or row.from_ <= day)
        and (row.to is None or day <= row.to)
        for row in catalogue.statutes.rows
    )


def size_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Rules stay readable, and the number of conjunctions small."""
    for programme in catalogue.programmes:
        count = sum(1 for _ in programme.rule.conditions())
        if count > MOST_CLAUSES:
            file = f"{catalogue.year}/{programme.tier}/{programme.key}.yaml"
            yield Fault(
                file, 0, "eligibility", f"{count} clauses; at most {MOST_CLAUSES}. Name a derived fact"
            )


def stated_count_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """The numbers of organisations that programmes report must be found there."""
    for word, message in count_faults(catalogue.stated_counts, catalogue.by_key):
        yield Fault(f"{catalogue.year}/organisations.yaml", 0, word, message)


CHECKS = (
    *(example_faults, verdict_faults, band_faults, month_faults, statute_faults, size_faults),
    stated_count_faults,
)


def examples_file(catalogue: Catalogue, programme: Programme) -> str:
    return f"{catalogue.year}/{programme.tier}/{programme.key}.examples.yaml"
