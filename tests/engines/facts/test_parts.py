"""Values of one class are never told apart, and the founding day of a number of months is the last one."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.engines.facts.law import DAY, statutes
from tsunagari.engines.facts.derive import DERIVATIONS, derive
from tsunagari.engines.facts.time import founded_by, months_in_business

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2035, 12, 31))


@given(st.integers(0, 300), DAYS)
def test_the_last_day_on_which_one_may_have_begun(months: int, as_of: datetime.date) -> None:
    last = founded_by(months, as_of)
    (then,) = months_in_business({"firm.founded_on": last}, statutes=None, as_of=as_of)
    (later,) = months_in_business(
        {"firm.founded_on": last + datetime.timedelta(1)}, statutes=None, as_of=as_of
    )
    assert then >= months > later


KNOWN: dict[str, st.SearchStrategy[object]] = {
    "firm.kind": st.sampled_from(["company", "individual", "cooperative", "association", "other"]),
    "applicant.kind": st.sampled_from(["company", "prospective_founder", "federation"]),
    "firm.industry": st.sampled_from(["E", "I", "I50", "39", "75", "G", "19"]),
    "firm.employees_regular": st.integers(0, 400),
    "firm.capital_yen": st.integers(0, 400_000_000),
    "firm.founded_on": DAYS,
    "firm.large_shareholder_ratio": st.fractions(0, 1),
    "firm.large_shareholders_total_ratio": st.fractions(0, 1),
    "firm.large_officer_ratio": st.fractions(0, 1),
    "firm.sales_yen": st.integers(0, 10**9),
    "firm.sales_before_yen": st.integers(0, 10**9),
    "firm.prefecture": st.just("04"),
}


@given(st.fixed_dictionaries({}, optional=KNOWN))
def test_what_is_remembered_of_a_derivation_is_what_it_says_of_the_whole_firm(
    firm: dict[str, object],
) -> None:
    """The memory is kept by the facts beneath; a derivation that looked at another one would fail here."""
    found = derive(firm, statutes=statutes(), as_of=DAY)
    for name, derivation in DERIVATIONS.items():
        assert found.get(name) == derivation.function(firm, statutes=statutes(), as_of=DAY), name
