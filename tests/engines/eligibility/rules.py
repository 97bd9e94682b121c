"""Random rules and firms over a small world of facts."""

from __future__ import annotations

from hypothesis import strategies as st

from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Condition, Not, Rule

NUMBERS = st.integers(0, 4)
FACTS = ("a", "b", "c")
WORLD = {name: range(5) for name in FACTS}


def conditions() -> st.SearchStrategy[Condition]:
    ordered = st.builds(
        Condition,
        fact=st.sampled_from(FACTS),
        test=st.sampled_from((">=", "<=", "<", ">", "is")),
        operand=NUMBERS,
        clause=st.uuids().map(str),
    )
    chosen = st.builds(
        Condition,
        fact=st.sampled_from(FACTS),
        test=st.just("in"),
        operand=st.frozensets(NUMBERS, max_size=4),
        clause=st.uuids().map(str),
    )
    return ordered | chosen


def rules() -> st.SearchStrategy[Rule]:
    def grow(inner: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
        parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return parts.map(AllOf) | parts.map(AnyOf) | inner.map(Not)

    return st.recursive(conditions(), grow, max_leaves=8)


def possible_worlds() -> st.SearchStrategy[dict[str, frozenset[int]]]:
    """Each fact missing (unknown) or a non-empty set of values still possible."""
    some = st.frozensets(NUMBERS, min_size=1)
    return st.dictionaries(st.sampled_from(FACTS), some)
