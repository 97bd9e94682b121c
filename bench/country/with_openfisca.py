"""openfisca-core: a Variable per fact, per condition and per programme, int64 forced, vectorised formulas."""

from __future__ import annotations

import operator
from functools import reduce
from typing import Any

import numpy as np
from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables
from openfisca_core.variables import config

from country.conditions import NULL, Peers, Test
from tsunagari.engines.eligibility.rule import AllOf, Condition, Not, Rule

config.VALUE_TYPES[int]["dtype"] = np.int64  # its own 32 bits would make 3 billion yen wrong
COMPARE = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "is": operator.eq}
PERIOD = "2009"


def system_of(peers: Peers) -> tuple[Any, Any]:
    firm = entities.build_entity(key="firm", plural="firms", label="firm", is_person=True)
    system = taxbenefitsystems.TaxBenefitSystem([firm])
    made = [
        *(variable(firm, plain_name(fact)) for fact in peers.facts),
        *(variable(firm, name, tested(test)) for name, test in peers.tests.items()),
        *(variable(firm, plain_name(key), ruled(rule, peers)) for key, rule in peers.rules.items()),
    ]
    for each in made:
        system.add_variable(each)
    return system, firm


def plain_name(key: str) -> str:
    return "v_" + key.replace(".", "_").replace("-", "_")


def variable(firm: Any, name: str, formula: Any = None) -> type:
    words: dict[str, Any] = {
        "value_type": int,
        "entity": firm,
        "definition_period": periods.DateUnit.ETERNITY,
        "label": name,
    }
    if formula:
        words["formula"] = formula
    return type(name, (variables.Variable,), words)


def tested(test: Test) -> Any:
    name = plain_name(test.fact)
    if test.by_class is not None:
        said = np.array(test.by_class, dtype=np.int64)
        return lambda firm, period: np.take(said, firm(name, period))
    condition = test.condition
    if condition.test == "between":
        low, high = condition.operand
        return lambda firm, period: kleene(firm(name, period), lambda v: (v >= low) & (v <= high))
    compare = COMPARE[condition.test]
    return lambda firm, period: kleene(firm(name, period), lambda v: compare(v, condition.operand))


def kleene(values: Any, test: Any) -> Any:
    return np.where(values == NULL, 1, np.where(test(values), 2, 0))


def ruled(rule: Rule, peers: Peers) -> Any:
    return lambda firm, period: value(rule, peers, firm, period)


def value(rule: Rule, peers: Peers, firm: Any, period: Any) -> Any:
    if isinstance(rule, Condition):
        return firm(peers.name(rule), period)
    if isinstance(rule, Not):
        return 2 - value(rule.part, peers, firm, period)
    join, start = (np.minimum, 2) if isinstance(rule, AllOf) else (np.maximum, 0)
    return reduce(join, (value(part, peers, firm, period) for part in rule.parts), np.full(firm.count, start))


def simulate(system: Any, peers: Peers, rows: int) -> Any:
    """A fresh simulation with every firm's facts."""
    simulation = simulations.SimulationBuilder().build_default_simulation(system, count=rows)
    for fact, values in peers.facts.items():
        simulation.set_input(plain_name(fact), PERIOD, values)
    return simulation


def verdicts(simulation: Any, peers: Peers) -> dict[str, Any]:
    return {key: simulation.calculate(plain_name(key), PERIOD) for key in peers.rules}
