"""Letters that can be printed. One that no font has would stop a whole document; 〓 stands in its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import Any

from tsunagari.base.text import without_controls

GETA = "〓"  # what printers put where they have no such type
SPACES = "\t\n\r"
SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))  # which of a letter's forms is meant


def printable(value: Any, letters: Collection[int]) -> Any:
    """The same object with every text in it as it can be printed by fonts that have these `letters`."""
    if isinstance(value, str):
        return printable_text(value, letters)
    if isinstance(value, dict):
        return {name: printable(part, letters) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part, letters) for part in value]
    return value


def printable_text(text: str, letters: Collection[int]) -> str:
    """Without what only steers (joiners, soft hyphens, reading direction), and 〓 for what no font has."""
    seen = (letter for letter in without_controls(text) if unicodedata.category(letter) != "Cf")
    return "".join(letter if can_print(letter, letters) else GETA for letter in seen)


def can_print(letter: str, letters: Collection[int]) -> bool:
    code = ord(letter)
    if code in letters or letter in SPACES:
        return True
    return any(first <= code <= last for first, last in SELECTORS)
