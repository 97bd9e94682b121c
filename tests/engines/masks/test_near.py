"""One fact away: what the rule itself says once that fact is met, and not before."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.engines.masks.rules import FIRMS, RULES, condition
from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Facts, Not, Rule
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.masks.near import could_be_met, one_away
from tsunagari.engines.masks.ways import Way, ways

FEW_PEOPLE, SMALL = condition("people", "<=", 3), condition("size", "is", "small")
HOLDS = condition("held", "has", "a")
EITHER = {"people": True, "size": True}


def names(rule: Rule, facts: Facts) -> dict[str, bool]:
    """Fact → whether it only has to be asked."""
    return {fact: could_be_met(needed, facts) for fact, needed in one_away(ways(rule), facts).items()}


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        (AllOf((FEW_PEOPLE, SMALL)), {"people": 2}, {"size": True}),
        (AllOf((FEW_PEOPLE, SMALL)), {"people": 2, "size": "large"}, {"size": False}),
        (AllOf((FEW_PEOPLE, SMALL)), {"people": 2, "size": "small"}, {}),
        (AllOf((FEW_PEOPLE, SMALL)), {"people": 5, "size": "large"}, {}),
        (AllOf((FEW_PEOPLE, SMALL)), {}, {}),
        (
            AllOf((AnyOf((FEW_PEOPLE, SMALL)), HOLDS)),
            {"held": frozenset("a")},
            {"people": True, "size": True},
        ),
        (AnyOf((AllOf((FEW_PEOPLE, SMALL)), HOLDS)), {"people": 5, "size": "large"}, {"held": True}),
        (Not(FEW_PEOPLE), {"people": 2}, {"people": False}),
        (AllOf(()), {}, {}),
        (AnyOf(()), {}, {}),
    ],
)
def test_the_fact_is_named_and_whether_to_ask(rule: Rule, facts: dict[str, object], expected: object) -> None:
    assert names(rule, {name: frozenset({value}) for name, value in facts.items()}) == expected


@given(RULES, FIRMS)
def test_whoever_qualifies_is_not_on_the_list_and_others_lack_just_this(rule: Rule, firm: Facts) -> None:
    found = one_away(ways(rule), firm)
    if rule.verdict(firm) is Verdict.YES:
        assert found == {}
    for fact, needed in found.items():
        assert all(
            any(asks_but_this_what_is_certain(way, literals, firm) for way in ways(rule))
            for literals in needed
        )
        assert {one.condition.fact for literals in needed for one in literals} == {fact}


def asks_but_this_what_is_certain(way: Way, literals: Way, firm: Facts) -> bool:
    rest = [one for one in way if one not in literals]
    return {*literals} <= {*way} and all(
        one.verdict(firm.get(one.condition.fact)) is Verdict.YES for one in rest
    )


@given(RULES, FIRMS)
def test_whoever_is_not_named_lacks_two_facts_in_every_way(rule: Rule, firm: Facts) -> None:
    if rule.verdict(firm) is Verdict.YES or one_away(ways(rule), firm):
        return
    for way in ways(rule):
        open_ = {
            one.condition.fact for one in way if one.verdict(firm.get(one.condition.fact)) is not Verdict.YES
        }
        assert len(open_) > 1
