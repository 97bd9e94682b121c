"""Days, fiscal years and eras: the day an era ended is the trap."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.errors import BadInput
from tsunagari.base.years import date_ja, era_of, era_year, fiscal_year_ja, fiscal_year_of, read_date, wareki

SINCE_MEIJI = st.dates(datetime.date(1868, 1, 25), datetime.date(2200, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2009-01-09",
        "2009-1-9",
        "2009/1/9",
        "2009.1.9",
        "２００９／１／９",
        "2009年1月9日",
        "平成21年1月9日",
        "平成２１年１月９日",
        "H21.1.9",
        "H21-01-09",
        " 2009-01-09 ",
    ],
)
def test_one_day_in_every_form(written):
    assert read_date(written) == datetime.date(2009, 1, 9)


def test_the_last_day_of_an_era_and_the_first_of_the_next():
    assert read_date("昭和64年1月7日") == datetime.date(1989, 1, 7)
    assert read_date("平成元年1月8日") == datetime.date(1989, 1, 8)
    assert read_date("平成31年4月30日") == datetime.date(2019, 4, 30)
    assert read_date("令和元年5月1日") == datetime.date(2019, 5, 1)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2009",
        "2009-02-30",
        "2009-13-01",
        "昭和64年1月8日",
        "平成元年1月7日",
        "平成31年5月1日",
        "令和元年4月30日",
        "令和0年1月1日",
        "平成2009年1月1日",
        "09-01-09",
        "元年1月8日",
        "٢٠٠٩-01-09",
        "2009-1/9",
        "2009年1-9",
        "20090109",
        "大化1年1月1日",
        "2009-01-09T00:00",
    ],
)
def test_refuses_what_is_no_day(written):
    with pytest.raises(BadInput):
        read_date(written)


@given(SINCE_MEIJI)
def test_every_day_reads_back_from_both_calendars(day):
    assert read_date(wareki(day)) == day
    assert read_date(day.isoformat()) == day
    western, japanese = date_ja(day).rstrip("）").split("（")
    assert read_date(western) == read_date(japanese) == day


@pytest.mark.parametrize(
    ("day", "year"),
    [((2009, 3, 31), 2008), ((2009, 4, 1), 2009), ((2010, 3, 31), 2009), ((2009, 12, 31), 2009)],
)
def test_a_fiscal_year_begins_in_april(day, year):
    assert fiscal_year_of(datetime.date(*day)) == year


def test_years_of_eras():
    assert era_year("平成", 21) == 2009
    assert era_year("令和", 1) == 2019
    assert era_year("昭和", 64) == 1989
    assert era_year("S", 63) == 1988


@pytest.mark.parametrize(("name", "year"), [("平成", 32), ("昭和", 65), ("平成", 0), ("慶応", 1), ("", 1)])
def test_years_that_an_era_never_had(name, year):
    with pytest.raises(BadInput):
        era_year(name, year)


def test_shows_days_and_years():
    assert date_ja(datetime.date(2009, 10, 1)) == "2009年10月1日（平成21年10月1日）"
    assert fiscal_year_ja(2009) == "平成21年度（2009）"
    assert fiscal_year_ja(1989) == "平成元年度（1989）"
    assert fiscal_year_ja(2019) == "平成31年度（2019）"
    assert fiscal_year_ja(2020) == "令和2年度（2020）"
    assert era_of(datetime.date(1989, 1, 7)).ja == "昭和"


def test_before_meiji_is_refused():
    with pytest.raises(BadInput):
        era_of(datetime.date(1868, 1, 24))
