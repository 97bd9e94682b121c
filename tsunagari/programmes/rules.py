"""`eligibility:` and `when:` as written → a rule of the engine, each clause knowing its address."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.engines.eligibility.rule import OPEN_TO_ALL, AllOf, AnyOf, Condition, Not, Rule
from tsunagari.programmes.answers import read_value
from tsunagari.programmes.node import Node
from tsunagari.programmes.schema import Clause
from tsunagari.programmes.vocabulary import Fact, optional_words

JOINS = ("all", "any", "not")
ORDERED = frozenset({"count", "yen", "ratio", "date"})
TESTS_BY_TYPE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(ORDERED, ("is", ">=", "<=", "<", ">", "between")),
    "flag": ("is",),
    "set": ("has", "has_any"),
    **dict.fromkeys(("code", "jsic", "prefecture", "municipality"), ("is", "in")),
}
ALL_TESTS = ("is", "in", ">=", "<=", "<", ">", "between", "has", "has_any")


@dataclass(slots=True)
class RuleReader:
    """Reads one rule; `clauses` collects what each condition says to people."""

    facts: Mapping[str, Fact]
    as_of: datetime.date
    clauses: dict[str, Clause] = field(default_factory=dict)

    def read(self, node: Node) -> Rule:
        keys = node.keys()
        if "fact" in keys:
            return self.condition(node)
        if len(keys) != 1 or keys[0] not in JOINS:
            node.fault("a condition {fact: …} or exactly one of all, any, not is expected", allowed=JOINS)
            return OPEN_TO_ALL
        (join,) = keys
        inner = node / join
        if join == "not":
            return Not(self.read(inner))
        parts = tuple(self.read(part) for part in inner.items())
        if not parts:
            inner.fault("at least one condition is expected here")
        return AllOf(parts) if join == "all" else AnyOf(parts)

    def condition(self, node: Node) -> Condition:
        node.only("fact", "law", "otherwise", *ALL_TESTS)
        name = (node / "fact").choice(self.facts)
        address = ".".join(map(str, node.address))
        self.clauses[address] = Clause(address, (node / "law").text(""), optional_words(node / "otherwise"))
        tests = [key for key in node.keys() if key in ALL_TESTS]
        fact = self.facts.get(name)
        if fact is None or len(tests) != 1:
            if fact:
                said = ", ".join(tests) or name
                node.fault("exactly one test is expected", word=said, allowed=TESTS_BY_TYPE[fact.type])
            return Condition(name, "is", None, address)
        (test,) = tests
        if test not in TESTS_BY_TYPE[fact.type]:
            (node / test).fault(f"{name} is a {fact.type}", word=test, allowed=TESTS_BY_TYPE[fact.type])
        return Condition(name, *self.operand(fact, test, node / test), address)

    def operand(self, fact: Fact, test: str, node: Node) -> tuple[str, Any]:
        """The engine's test and its typed operand. A trade is tested through the JSIC tree."""
        if test == "between":
            ends = tuple(self.value(fact, item) for item in node.items())
            if len(ends) != 2 or None in ends or ends[0] > ends[1]:
                node.fault("two ends in order are expected: [low, high]")
                return "is", None
            return test, ends
        if test in ("in", "has_any"):
            members = frozenset(self.value(fact, item) for item in node.items())
            if node.value == []:
                node.fault("at least one value is expected here", allowed=tuple(fact.values))
            return ("trade_in" if fact.type == "jsic" else test), members
        value = self.value(fact, node)
        return ("trade_in", frozenset({value})) if fact.type == "jsic" else (test, value)

    def value(self, fact: Fact, node: Node) -> Any:
        try:
            value = read_value(fact, [node.value] if fact.type == "set" else node.value, as_of=self.as_of)
        except BadInput as refused:
            node.fault(
                f"not a value of {fact.name} ({refused.allowed})", word=node.value, allowed=tuple(fact.values)
            )
            return None
        return next(iter(value)) if fact.type == "set" else value
