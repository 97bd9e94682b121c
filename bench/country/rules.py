"""The plan's own programmes, and seeded synthetic ones of the same shape beside them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from country.firms import values_of
from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Condition, Not, Rule
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.vocabulary import Fact

DERIVED: Mapping[str, tuple[Any, ...]] = {
    "firm.is_sme": (True,),
    "firm.is_small_enterprise": (True,),
    "firm.is_deemed_large": (False,),
    "firm.size": ("small", "medium"),
    "applicant.kind": ("company", "individual", "cooperative"),
}
GIVEN = (
    *("firm.employees_regular", "firm.capital_yen", "firm.prefecture", "firm.industry", "firm.exports"),
    *("firm.certifications", "need.themes", "project.kinds"),
)


def make_rules(catalogue: Catalogue, count: int, *, seed: int) -> tuple[dict[str, Rule], int]:
    """`count` rules, and how many of them are the plan's own."""
    real = {programme.key: programme.rule for programme in catalogue.programmes[:count]}
    chance = random.Random(seed)  # noqa: S311 - a seed, so that every run measures the same
    made = {f"synthetic-{n}": synthetic(chance, catalogue) for n in range(count - len(real))}
    return {**real, **made}, len(real)


def synthetic(chance: random.Random, catalogue: Catalogue) -> Rule:
    """Three to six conditions; now and then an alternative or an exception."""
    parts: list[Rule] = []
    for _ in range(chance.randint(3, 5)):
        part: Rule = condition(chance, catalogue)
        if chance.random() < 0.2:
            part = AnyOf((part, condition(chance, catalogue)))
        elif chance.random() < 0.1:
            part = Not(part)
        parts.append(part)
    return AllOf(tuple(parts))


def condition(chance: random.Random, catalogue: Catalogue) -> Condition:
    name = chance.choice((*DERIVED, *GIVEN))
    if name in DERIVED:
        return Condition(name, "is", chance.choice(DERIVED[name]), "eligibility")
    fact = catalogue.vocabulary.facts[name]
    return Condition(name, *given_test(chance, fact, catalogue), "eligibility")


def given_test(chance: random.Random, fact: Fact, catalogue: Catalogue) -> tuple[str, Any]:
    if fact.type in ("count", "yen"):
        return chance.choice(("<=", ">", ">=")), chance.choice(fact.bands)
    if fact.type == "flag":
        return "is", True
    if fact.type == "set":
        return "has_any", frozenset(chance.sample(list(fact.values), 2))
    values = values_of(fact, catalogue.plan.as_of)
    some = frozenset(chance.sample(values, max(2, len(values) // 4)))
    return ("trade_in" if fact.type == "jsic" else "in"), some
