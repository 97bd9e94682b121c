"""Random rules over a few facts of every kind, and random firms that know some of them."""

from __future__ import annotations

from hypothesis import strategies as st

from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Condition, Facts, Not, Rule

COUNTS = st.integers(0, 6)
SIZES = ("small", "medium", "large")
TRADES = ("E", "19", "192", "1921", "H", "42")
CERTIFICATES = ("a", "b", "c")


def condition(fact: str, test: str, operand: object) -> Condition:
    return Condition(fact, test, operand, "eligibility")


CONDITIONS = st.one_of(
    st.builds(condition, st.just("people"), st.sampled_from(("is", ">=", "<=", "<", ">")), COUNTS),
    st.builds(
        condition,
        st.just("people"),
        st.just("between"),
        st.tuples(COUNTS, COUNTS).map(lambda ends: tuple(sorted(ends))),
    ),
    st.builds(condition, st.just("size"), st.just("is"), st.sampled_from(SIZES)),
    st.builds(condition, st.just("size"), st.just("in"), st.frozensets(st.sampled_from(SIZES), min_size=1)),
    st.builds(
        condition, st.just("trade"), st.just("trade_in"), st.frozensets(st.sampled_from(TRADES), min_size=1)
    ),
    st.builds(condition, st.just("held"), st.just("has"), st.sampled_from(CERTIFICATES)),
    st.builds(
        condition,
        st.just("held"),
        st.just("has_any"),
        st.frozensets(st.sampled_from(CERTIFICATES), min_size=1),
    ),
)
RULES: st.SearchStrategy[Rule] = st.recursive(
    CONDITIONS,
    lambda parts: st.one_of(
        st.lists(parts, max_size=3).map(lambda some: AllOf(tuple(some))),
        st.lists(parts, max_size=3).map(lambda some: AnyOf(tuple(some))),
        parts.map(Not),
    ),
    max_leaves=8,
)
POSSIBLE = {
    "people": st.frozensets(COUNTS, min_size=1, max_size=3),
    "size": st.frozensets(st.sampled_from(SIZES), min_size=1),
    "trade": st.sampled_from(TRADES).map(lambda code: frozenset({code})),
    "held": st.frozensets(st.sampled_from(CERTIFICATES)).map(lambda some: frozenset({some})),
}
FIRMS: st.SearchStrategy[Facts] = st.fixed_dictionaries({}, optional=POSSIBLE)
