"""The fields of a firm's card as JSON Schema (2020-12): every text of these shapes can be read.

The readers of `firm_fields` take more, because people write in many ways. What no shape can say remains:
check digits, and whether a revision lists a code or a town lies in the prefecture.
"""

from __future__ import annotations

from typing import Any

from tsunagari.base.places import PREFECTURES
from tsunagari.base.text import HIDDEN
from tsunagari.base.trades import DIVISIONS
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, KINDS

Schema = dict[str, Any]
LINE = f"^[^{HIDDEN}]*$"
LINES = f"^(?:[^{HIDDEN}]|[\\t\\r\\n])*$"
NAMED = f"^[^{HIDDEN}]*[^{HIDDEN}\\s][^{HIDDEN}]*$"

# Digits in one to six groups, at most 15 of them (E.164), as a column of twenty signs holds them.
DIGIT = "[0-9０-９]"
BETWEEN = "(?:[-－]|[ \\u3000()（）‐-―−ー]{1,3})"
GROUPS = (
    f"{DIGIT}{{6,15}}",
    f"{DIGIT}{{2,7}}{BETWEEN}{DIGIT}{{4,8}}",
    f"{DIGIT}{{1,5}}{BETWEEN}{DIGIT}{{1,5}}{BETWEEN}{DIGIT}{{4,5}}",
    f"{DIGIT}{{1,3}}(?:{BETWEEN}{DIGIT}{{1,4}}){{2}}{BETWEEN}{DIGIT}{{3,4}}",
    f"{DIGIT}{{2,3}}(?:{BETWEEN}{DIGIT}{{1,2}}){{4,5}}",
)
PHONE = f"^(?:[(（]?[+＋]?(?:{'|'.join(GROUPS)}))?$"

# RFC 5322 dot-atom and a domain in ASCII: no quoted words, no bare addresses, 日本語.jp as xn--wgv71a119e.jp.
ATOM = "[-!#$%&'*+/=?^_`{|}~0-9A-Za-z]+"
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
TOP = "(?:[A-Za-z][A-Za-z-]{0,61}[A-Za-z]|xn--[A-Za-z0-9]{1,59})"
EMAIL = f"^(?:{ATOM}(?:\\.{ATOM})*@{LABEL}(?:\\.{LABEL})*\\.{TOP})?$"

MUNICIPALITY = "^(?:(?:0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3,4})?$"
CORPORATE_NUMBER = "^(?:[1-9](?:-?[0-9]){12})?$"


def trade_pattern() -> str:
    """A letter, or two to four digits of a major group that there is, with or without its own letter."""
    groups = (
        f"{letter}?(?:{'|'.join(f'{number:02d}' for number in range(first, last + 1))})"
        for letter, (_, _, first, last) in DIVISIONS.items()
    )
    return f"^(?:[A-T]|(?:{'|'.join(groups)})[0-9]{{0,2}})?$"


def place_words() -> list[str]:
    """A prefecture by code, by name with or without 都道府県, or in English; empty for none."""
    words = (word for place in PREFECTURES for word in (place.code, place.ja, place.ja[:-1], place.en))
    return ["", *dict.fromkeys(words)]


def kind_words() -> list[str]:
    return ["", *dict.fromkeys(word for code, said in KINDS.items() for word in (code, said.ja, said.en))]


def text(most: int, pattern: str) -> Schema:
    return {"type": "string", "maxLength": most, "pattern": pattern}


PATTERNS = {
    "name": NAMED,
    "corporate_number": CORPORATE_NUMBER,
    "industry": trade_pattern(),
    "municipality": MUNICIPALITY,
    "address": LINES,
    "phone": PHONE,
    "email": EMAIL,
}
CARD_SHAPES: dict[str, Schema] = {
    name: text(field.limit, PATTERNS.get(name, LINE)) for name, field in CARD_FIELDS.items()
} | {"kind": {"enum": kind_words()}, "prefecture": {"enum": place_words()}}
