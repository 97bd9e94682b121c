"""Text as it comes and text as it is compared."""

from __future__ import annotations

import re
import unicodedata

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# What is not seen, line breaks and tabs too: the inside of a class as every reader of JSON Schema takes it.
HIDDEN = "\\u0000-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff"
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def half_width(text: str) -> str:
    """Full-width Latin letters, digits and signs as ASCII; everything else as it is."""
    return text.translate(HALF_WIDTH)


def without_controls(text: str) -> str:
    """Without control and invisible direction characters; line breaks and tabs stay."""
    return CONTROL.sub("", text)


def folded(text: str) -> str:
    """For comparing: compatibility forms, small letters, single spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().lower()


def mended(text: str) -> str:
    """尐, which old PDF fonts give for 少, put right."""
    return text.replace("尐", "少")
