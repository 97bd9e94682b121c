"""The limits of a programme that a planner can move: numbers in its rule, and figures of law beneath it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tsunagari.base.money import yen_ja
from tsunagari.base.words import Words
from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Condition, Not, Rule
from tsunagari.engines.facts.size import SME
from tsunagari.engines.facts.statutes import Row, Statutes
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

PEOPLE, CAPITAL = "firm.employees_regular", "firm.capital_yen"
MOVED = (PEOPLE, CAPITAL)
# Derived fact → the figures of law that decide it.
FIGURES = {
    "firm.is_small_enterprise": ("small_employees_max",),
    "firm.is_sme": ("employees_max", "capital_max_yen"),
    "firm.size": ("small_employees_max", "employees_max", "capital_max_yen"),
}
LABELS = {
    "small_employees_max": Words("小規模企業者の従業員の上限", "Small enterprise: most employees"),
    "employees_max": Words("中小企業者の従業員の上限", "SME: most employees"),
    "capital_max_yen": Words("中小企業者の資本金の上限", "SME: most capital"),
}
CLASSES = {
    "other": Words("製造業その他", "manufacturing and other"),
    "commerce_service": Words("商業・サービス業", "commerce and services"),
    "lodging_amusement": Words("宿泊業・娯楽業", "lodging and amusement"),
}
MAN = 10_000
STEPS = {
    PEOPLE: (5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 900),
    CAPITAL: tuple(MAN * man for man in (500, 1_000, 3_000, 5_000, 8_000, 10_000, 20_000, 30_000, 50_000)),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """`code` is the clause's address, or the row's place among the statute's. `now` is the limit in force."""

    code: str
    label: Words
    fact: str
    now: int
    row: Row | None = None

    @property
    def steps(self) -> tuple[int, ...]:
        """Where it may be moved to; the limit in force is one of them."""
        return tuple(sorted({*STEPS[self.fact], self.now}))

    def shown(self, limit: int) -> Words:
        if self.fact == CAPITAL:
            return Words(f"{yen_ja(limit)}以下", f"¥{limit:,} or less")
        return Words(f"{limit:,}人以下", f"{limit:,} or fewer")


@dataclass(frozen=True, slots=True)
class Variant:
    """A programme as if one of its limits stood elsewhere."""

    programme: Programme
    threshold: Threshold
    limit: int


def thresholds_of(catalogue: Catalogue, programme: Programme) -> list[Threshold]:
    """In the order of the rule; first those that stand in it."""
    conditions = list(programme.rule.conditions())
    found = [*in_the_rule(catalogue, conditions)]
    names = {name for one in conditions for name in FIGURES.get(one.fact, ())}
    return [*found, *in_the_law(catalogue, names)]


def in_the_rule(catalogue: Catalogue, conditions: list[Condition]) -> Iterator[Threshold]:
    for condition in conditions:
        if condition.fact in MOVED and condition.test == "<=":
            label = catalogue.vocabulary.facts[condition.fact].label
            words = Words(f"{label.ja}の上限（この事業の条件）", f"{label.en}: limit of this programme")
            yield Threshold(condition.clause, words, condition.fact, condition.operand)


def in_the_law(catalogue: Catalogue, names: set[str]) -> Iterator[Threshold]:
    categories = catalogue.vocabulary.facts["firm.sme_category"].values
    for name in (name for name in LABELS if name in names):
        for row in catalogue.statutes.in_force(SME, name, catalogue.plan.as_of):
            (kind,) = row.where.values()
            whose = CLASSES.get(kind) or categories[kind]
            label = Words(f"{LABELS[name].ja}（{whose.ja}）", f"{LABELS[name].en} ({whose.en})")
            fact = CAPITAL if name.endswith("_yen") else PEOPLE
            yield Threshold(f"law.{name}.{kind}", label, fact, row.value, row)


def moved(catalogue: Catalogue, variant: Variant) -> tuple[Rule, Statutes]:
    """The programme's rule and the law of the variant."""
    rule, row, limit = variant.programme.rule, variant.threshold.row, variant.limit
    if row is None:
        return with_limit(rule, variant.threshold.code, limit), catalogue.statutes
    rows = (replace(each, value=limit) if each is row else each for each in catalogue.statutes.rows)
    return rule, Statutes(tuple(rows))


def with_limit(rule: Rule, clause: str, limit: Any) -> Rule:
    """The rule with another operand in one clause."""
    match rule:
        case Condition():
            return replace(rule, operand=limit) if rule.clause == clause else rule
        case Not(part):
            return Not(with_limit(part, clause, limit))
    parts = tuple(with_limit(part, clause, limit) for part in rule.parts)
    return AllOf(parts) if isinstance(rule, AllOf) else AnyOf(parts)
