"""The lines between a title and its text: second title, amounts, the part that goes through SMRJ."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.base.money import read_budget
from tsunagari.programmes.importer.outline import AMOUNT, BUDGET
from tsunagari.programmes.importer.times import PlanTime

GRANT = re.compile(rf"[（(][＊*].*機構.*交付金.*?({AMOUNT}).*[）)]")
SUPPLEMENTARY = re.compile(
    r"(?:平成|令和)?([０-９0-9]+|元)年度(?:第?([一二三四１-４1-4])[次号])?補正(?:予算)?(?:第?([１-４1-4])号)?"
)
COUNTED = "一二三四"
LOOKS_LIKE_AMOUNT = re.compile(r".{0,24}(億|万)円.{0,24}")


@dataclass(slots=True)
class Amounts:
    """What the budget lines say, in yen; None = not stated."""

    budget_yen: int | None = None
    budget_before_yen: int | None = None
    is_new: bool = False
    of_which: dict[str, int] = field(default_factory=dict)
    supplementary: dict[str, int] | None = None


def is_budget(text: str) -> bool:
    return bool(BUDGET.fullmatch(text))


def looks_like_budget(text: str) -> bool:
    """A short line about money that is no sentence: it should have been read as a budget."""
    return "。" not in text and bool(LOOKS_LIKE_AMOUNT.fullmatch(text)) and not text.endswith("、")


def read_amounts(text: str, into: Amounts, time: PlanTime) -> bool:
    """Read one budget line into `into`. False where the line cannot be read in full."""
    match = BUDGET.fullmatch(text)
    if not match:
        return False
    inside = re.sub(r"[ 　]", "", match[3] or "")
    try:
        yen = read_budget(match[1])
        if extra := SUPPLEMENTARY.fullmatch(inside):
            year = time.fiscal_year(extra[1])
            if year is None:
                return False
            into.supplementary = {
                "year": year,
                "number": supplementary_number(extra),
                "amount_yen": yen,
            }
            return True
        into.budget_yen = yen
        into.is_new = inside == "新規"
        if inside and not into.is_new:
            into.budget_before_yen = read_budget(inside)
    except BadInput:
        return False
    return True


def supplementary_number(match: re.Match[str]) -> int:
    said = match[2] or match[3] or "1"
    return COUNTED.find(said) + 1 or int(said)


def read_grant(text: str, into: Amounts) -> bool:
    """Read the line on the part that goes through SMRJ. False where it cannot be read."""
    match = GRANT.fullmatch(text)
    if not match:
        return False
    try:
        into.of_which["smrj_grant_yen"] = read_budget(match[1])
    except BadInput:
        return False
    return True


def as_fields(amounts: Amounts) -> dict[str, Any]:
    return {
        "budget_yen": amounts.budget_yen,
        "budget_before_yen": amounts.budget_before_yen,
        "is_new": amounts.is_new,
        "of_which": amounts.of_which,
        "supplementary": amounts.supplementary,
    }
