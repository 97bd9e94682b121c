"""Values of one class are never told apart, and the founding day of a number of months is the last one."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

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
