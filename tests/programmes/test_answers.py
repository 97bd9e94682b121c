"""Facts as people write them: what is meant is read, what is not is refused with what is allowed."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest

from tsunagari.base.errors import BadInput
from tsunagari.programmes.answers import read_facts
from tsunagari.programmes.catalogue import Catalogue

AS_OF = datetime.date(2009, 10, 1)


@pytest.mark.parametrize(
    ("fact", "written", "meant"),
    [
        ("firm.capital_yen", "３億円", 300_000_000),
        ("firm.capital_yen", "5,020万円", 50_200_000),
        ("firm.capital_yen", 0, 0),
        ("firm.employees_regular", "２０", 20),
        ("firm.employees_regular", 20, 20),
        ("firm.large_shareholder_ratio", "1/2", Fraction(1, 2)),
        ("firm.large_shareholder_ratio", 0.5, Fraction(1, 2)),
        ("firm.founded_on", "昭和64年1月7日", datetime.date(1989, 1, 7)),
        ("firm.founded_on", datetime.date(2009, 1, 9), datetime.date(2009, 1, 9)),
        ("firm.exports", "true", True),
        ("firm.certifications", [], frozenset()),
        ("firm.certifications", "noshoko,shinrenkei", frozenset({"noshoko", "shinrenkei"})),
        ("firm.prefecture", "04", "04"),
        ("firm.municipality", "04101", "04101"),
        ("firm.industry", "e", "E"),
    ],
)
def test_what_is_meant_is_read(catalogue: Catalogue, fact: str, written: Any, meant: Any) -> None:
    assert read_facts({fact: written}, catalogue.vocabulary.facts, as_of=AS_OF) == {fact: meant}


@pytest.mark.parametrize(
    ("fact", "written"),
    [
        ("firm.capital_yen", 1e9),
        ("firm.capital_yen", "1e9"),
        ("firm.capital_yen", -1),
        ("firm.capital_yen", "-1"),
        ("firm.capital_yen", "٣"),
        ("firm.capital_yen", "0.5円"),
        ("firm.capital_yen", True),
        ("firm.capital_yen", float("nan")),
        ("firm.employees_regular", True),
        ("firm.employees_regular", "٣"),
        ("firm.employees_regular", -1),
        ("firm.employees_regular", 2.0),
        ("firm.employees_regular", 10**30),
        ("firm.employees_regular", [3]),
        ("firm.large_shareholder_ratio", float("nan")),
        ("firm.large_shareholder_ratio", float("inf")),
        ("firm.large_shareholder_ratio", "3/2"),
        ("firm.large_shareholder_ratio", "1/0"),
        ("firm.large_shareholder_ratio", "1/00"),
        ("firm.large_shareholder_ratio", True),
        ("firm.founded_on", "2009-02-30"),
        ("firm.founded_on", "昭和64年1月8日"),
        ("firm.founded_on", "2009-10-02"),
        ("firm.founded_on", datetime.datetime(2009, 1, 9, 12, tzinfo=datetime.UTC)),
        ("firm.industry", "Z"),
        ("firm.industry", "0099"),
        ("firm.industry", True),
        ("firm.kind", "shop"),
        ("firm.kind", ["company"]),
        ("firm.exports", "はい"),
        ("firm.exports", 1),
        ("firm.certifications", ["unheard_of"]),
        ("firm.certifications", {"noshoko": True}),
        ("firm.prefecture", "48"),
        ("firm.prefecture", 4),
        ("firm.municipality", "٠٤١٠١"),
        ("firm.unheard_of", 1),
        ("firm.is_sme", True),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_is_allowed(
    catalogue: Catalogue, fact: str, written: Any
) -> None:
    with pytest.raises(BadInput) as refused:
        read_facts({fact: written}, catalogue.vocabulary.facts, as_of=AS_OF)
    assert refused.value.given
    assert refused.value.allowed
    assert refused.value.mend
    assert refused.value.where in (fact, "fact")


def test_null_is_unknown(catalogue: Catalogue) -> None:
    assert read_facts({"firm.capital_yen": None}, catalogue.vocabulary.facts, as_of=AS_OF) == {}
