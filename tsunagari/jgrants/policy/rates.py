"""What a text says of the rate of a subsidy, where it says one thing only. Never a guess.

The whole text must be one rate, with nothing beside it but words that change nothing. A second rate, a
condition, a word that is not known: nobody but a person can say what that means.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

KANJI = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"十": "10"}
NUMBER = r"(?:[0-9]{1,3}|[〇一二三四五六七八九十])"
SHARE = (
    rf"(?P<top>{NUMBER})\s*[/⁄∕]\s*(?P<base>{NUMBER})"
    rf"|(?P<parts>{NUMBER})\s*分の\s*(?P<of>{NUMBER})"
    r"|(?P<percent>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*(?:%|パーセント)"
    r"|(?P<wari>[1-9十])\s*割"
)
BEFORE = (
    r"(?:(?:補助|助成|交付)(?:率|割合)\s*(?:は|:|・|=)?\s*)?"
    r"(?:(?:補助|助成|交付)?対象(?:経費|費用|事業費)(?:\((?:税抜|税抜き|税込|消費税を除く)\))?の(?:合計(?:額)?の)?\s*)?"
)
# What leaves the rate as it is: that it is the most, that it is paid, that an amount caps it.
AFTER = (
    r"(?:\s*(?:以内|以下|まで|を上限|が上限|相当額?))*"
    r"(?:\s*(?:の額|の金額|を(?:補助|助成)|補助|助成))?"
    r"(?:\s*[(、,・]?\s*(?:補助|助成)?(?:上限(?:額)?|限度額)\s*:?\s*(?:は\s*)?[0-9][0-9,.]*\s*[千百]?[億万]?円\s*\)?)?"
    r"(?:します|する)?[。.]?"
)
RATE = re.compile(f"{BEFORE}(?:{SHARE}){AFTER}")
FIXED = re.compile(
    r"(?:(?:補助|助成|交付)(?:率|割合|額)\s*(?:は|:)?\s*)?定額(?:\s*(?:補助|助成|支給))?[。.]?"
)
UP_TO = re.compile(r"以内|以下|まで|上限(?!額?\s*:?\s*(?:は\s*)?[0-9])")


@dataclass(frozen=True, slots=True)
class Rate:
    """`share` of the eligible cost; None for a fixed amount (定額). `is_most`: no more than that."""

    share: Fraction | None
    is_most: bool = False


def read_rate(text: str) -> Rate | None:
    """The one rate that `text` states; None where it states none, several, or anything beside it."""
    said = unicodedata.normalize("NFKC", text).strip()
    if FIXED.fullmatch(said):
        return Rate(None)
    found = RATE.fullmatch(said)
    share = share_of(found) if found else None
    return Rate(share, UP_TO.search(said) is not None) if share is not None else None


def share_of(found: re.Match[str]) -> Fraction | None:
    """More than nothing and at most the whole; a rate beyond that is a rate of something else."""
    if found["percent"]:
        share = Fraction(found["percent"]) / 100
    elif found["wari"]:
        share = Fraction(digits(found["wari"]), 10)
    else:
        top, base = (found["top"], found["base"]) if found["top"] else (found["of"], found["parts"])
        if not digits(base):
            return None
        share = Fraction(digits(top), digits(base))
    return share if 0 < share <= 1 else None


def digits(text: str) -> int:
    return int("".join(KANJI.get(character, character) for character in text))
