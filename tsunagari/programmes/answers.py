"""Facts as people and programs write them (JSON, YAML, a form) → the plain values rules work on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.base.money import LARGEST_YEN, read_yen
from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import read_jsic, revision_on
from tsunagari.base.years import read_date
from tsunagari.programmes.vocabulary import Fact

DIGITS = re.compile(r"[0-9０-９]{1,9}")
FLAGS = {"true": True, "false": False}
LARGEST_COUNT = 10_000_000


def read_facts(
    given: Mapping[str, Any], facts: Mapping[str, Fact], *, as_of: datetime.date
) -> dict[str, Any]:
    """Typed values of the facts given; null = unknown. Raises BadInput naming the fact."""
    known: dict[str, Any] = {}
    for name, value in given.items():
        fact = facts.get(name)
        if fact is None or fact.derived_by:
            allowed = ", ".join(sorted(f.name for f in facts.values() if not f.derived_by))
            raise BadInput(given=str(name), allowed=allowed, mend="Derived facts are computed.", where="fact")
        if value is not None:
            known[name] = read_value(fact, value, as_of=as_of)
    return known


def read_value(fact: Fact, value: Any, *, as_of: datetime.date) -> Any:
    try:
        if fact.type == "jsic":
            return read_jsic(str(value), revision_on(as_of))
        if fact.type == "date":
            return read_past_date(value, as_of)
        return READERS[fact.type](fact, value)
    except BadInput as refused:
        raise BadInput(
            given=refused.given, allowed=refused.allowed, mend=refused.mend, where=fact.name
        ) from None


def read_past_date(value: Any, as_of: datetime.date) -> datetime.date:
    is_day = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    day = value if is_day else read_date(str(value))
    if day > as_of:
        raise BadInput(
            given=day.isoformat(), allowed=f"a day up to {as_of}", mend="Leave a future day unknown."
        )
    return day


def read_yen_fact(fact: Fact, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_YEN:
        return value
    if isinstance(value, str):
        return read_yen(value)
    raise BadInput(given=repr(value), allowed="whole yen, 0 or more", mend="Write 3000000 or 300万円.")


def read_count(fact: Fact, value: Any) -> int:
    if isinstance(value, str) and DIGITS.fullmatch(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_COUNT:
        return value
    raise BadInput(given=repr(value), allowed=f"a whole number from 0 to {LARGEST_COUNT:,}", mend="Write 12.")


def read_ratio_fact(fact: Fact, value: Any) -> Fraction:
    if isinstance(value, int | str | float) and not isinstance(value, bool):
        text = str(value)
        if re.fullmatch(r"[0-9]{1,9}(/0*[1-9][0-9]{0,8}|\.[0-9]{1,9})?", text):
            ratio = Fraction(text)
            if fact.name == "firm.sales_change" or 0 <= ratio <= 1:
                return ratio
    raise BadInput(given=repr(value), allowed='a share from 0 to 1 such as "1/2" or 0.5', mend='Write "1/2".')


def read_flag(fact: Fact, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in FLAGS:
        return FLAGS[value.lower()]
    raise BadInput(given=repr(value), allowed="true, false", mend="Leave it out when unknown.")


def read_code(fact: Fact, value: Any) -> str:
    if isinstance(value, str) and value in fact.values:
        return value
    raise BadInput(given=str(value), allowed=", ".join(fact.values), mend="Leave it out when unknown.")


def read_set(fact: Fact, value: Any) -> frozenset[str]:
    if isinstance(value, str):
        value = [part for part in value.split(",") if part]
    if isinstance(value, list | tuple | set | frozenset):
        return frozenset(read_code(fact, item) for item in value)
    raise BadInput(
        given=repr(value), allowed="a list of: " + ", ".join(fact.values), mend="Write [] for none."
    )


def read_prefecture(fact: Fact, value: Any) -> str:
    codes = [prefecture.code for prefecture in PREFECTURES]
    if isinstance(value, str) and value in codes:
        return value
    raise BadInput(given=str(value), allowed="01 … 47 (JIS X 0401)", mend="Write 04 for 宮城県.")


def read_municipality(fact: Fact, value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(r"(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}", value):
        return value
    raise BadInput(given=str(value), allowed="5 digits (JIS X 0402)", mend="Write 04101.")


READERS: dict[str, Callable[[Fact, Any], Any]] = {
    "yen": read_yen_fact,
    "count": read_count,
    "ratio": read_ratio_fact,
    "flag": read_flag,
    "code": read_code,
    "set": read_set,
    "prefecture": read_prefecture,
    "municipality": read_municipality,
}
