"""Shapes of texts as regular expressions that every reader of JSON Schema understands alike."""

from __future__ import annotations

import re

from tsunagari.base.text import HIDDEN

LEAP_YEAR = "(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:1[26]|2[048])00)"
LONG_MONTH = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
SHORT_MONTH = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
FEBRUARY = "02-(?:0[1-9]|1[0-9]|2[0-8])"
EVERY_DAY = f"(?:[12][0-9]{{3}}-(?:{LONG_MONTH}|{SHORT_MONTH}|{FEBRUARY})|{LEAP_YEAR}-02-29)"
CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?"
ZONE = "(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
DAY = f"^{EVERY_DAY}$"
INSTANT = f"^{EVERY_DAY}T{CLOCK}{ZONE}$"
# What people write: 平成21年1月9日, H21.1.9, 2009/1/9. Whether there was such a day is read, not matched.
ERA = "(?:明治|大正|昭和|平成|令和|[MTSHR])(?:元|[0-9]{1,2})"
WRITTEN_DAY = f"^(?:{ERA}|[12][0-9]{{3}}(?!-))[-/.年][0-9]{{1,2}}[-/.月][0-9]{{1,2}}日?$"
VISIBLE = f"^[^{HIDDEN}]*$"
WORD = "^[A-Za-z0-9_.-]{1,80}$"


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text has the shape; `$` alone would let a last line break pass."""
    return re.fullmatch(pattern.removeprefix("^").removesuffix("$"), text) is not None
