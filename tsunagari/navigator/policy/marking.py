"""What was changed between two texts, word by word; a number is one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from tsunagari.engines.search.tokens import surfaces_of

NUMBER = re.compile(r"([0-9０-９]+(?:[.,．，][0-9０-９]+)*)")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one of the texts, and whether the other lacks them."""

    words: str
    is_changed: bool = False


def marked(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts in runs. Joined again, the runs of a side are that text."""
    old, new = list(words_of(before)), list(words_of(after))
    matched = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        joined((Run("".join(old[a:b]), what != "equal") for what, a, b, _c, _d in matched)),
        joined((Run("".join(new[c:d]), what != "equal") for what, _a, _b, c, d in matched)),
    )


def words_of(text: str) -> Iterator[str]:
    for place, piece in enumerate(NUMBER.split(text)):
        yield from [piece] if place % 2 else surfaces_of(piece)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Without the empty ones."""
    return tuple(run for run in runs if run.words)
