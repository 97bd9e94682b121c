"""What a person types into the search for a firm, word by word as the firm's terms are written."""

from __future__ import annotations

import re

from tsunagari.base.text import folded
from tsunagari.registry.policy.firm_names import LONGEST_TERM, normal_name, phone_digits

MOST_WORDS = 4
DIALLED = re.compile(r"\+?[(]?[0-9][0-9() -]*")
BEING_TYPED = re.compile(r"(?<=[ぁ-ゖー])[a-z]{1,2}$")  # あおb: the input method has not finished a syllable


def search_words(text: str) -> tuple[str, ...]:
    """Prefixes that a firm's terms must all be found by, the most telling first; none for an empty text."""
    plain = folded(text)
    if DIALLED.fullmatch(plain):
        return (phone_digits(plain)[:LONGEST_TERM],)
    words = (BEING_TYPED.sub("", normal_name(word)) for word in plain.split())
    said = list(dict.fromkeys(word[:LONGEST_TERM] for word in words if word))[:MOST_WORDS]
    return tuple(sorted(said, key=len, reverse=True))
