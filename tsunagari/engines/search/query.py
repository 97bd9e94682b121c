"""What a person typed, made safe: no controls, one width, a bounded length."""

from __future__ import annotations

import unicodedata

from tsunagari.base.errors import BadInput
from tsunagari.base.text import mended, without_controls

LONGEST_QUERY = 1_000  # characters a person may send
LONGEST_READ = 400  # characters of it that count; more words only blur the answer


def read_query(text: str) -> str:
    """The query without controls and doubled spaces. Raises BadInput above 1,000 characters."""
    if len(text) > LONGEST_QUERY:
        raise BadInput(
            given=f"{text[:60]}… ({len(text):,} characters)",
            allowed=f"at most {LONGEST_QUERY:,} characters",
            mend="Keep the words that matter most.",
            where="q",
        )
    return cleaned(text)


def cleaned(text: str) -> str:
    """Any text at all as one line of compatibility forms, at most 400 characters; never an error."""
    sound = text[: 10 * LONGEST_READ].encode("utf-8", "ignore").decode("utf-8")  # lone surrogates go
    return in_one_form(sound)[:LONGEST_READ]


def in_one_form(text: str) -> str:
    """Widths and compatibility forms as one, 尐 as 少, any white space as one space; capitals stay."""
    return " ".join(unicodedata.normalize("NFKC", mended(without_controls(text))).split())
