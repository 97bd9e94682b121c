"""What was changed between two texts, word by word. In Japanese a run of one kind of letter is a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]+|[0-9０-９．.,，]+|[ァ-ヶー]+|[一-鿿々]+|[ぁ-ん]+|\s+|.")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one of the texts, and whether the other lacks them."""

    words: str
    is_changed: bool = False


def marked(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts in runs. Joined again, the runs of a side are that text."""
    old, new = WORD.findall(before), WORD.findall(after)
    matched = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        joined((Run("".join(old[a:b]), what != "equal") for what, a, b, _c, _d in matched)),
        joined((Run("".join(new[c:d]), what != "equal") for what, _a, _b, c, d in matched)),
    )


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Without the empty ones."""
    return tuple(run for run in runs if run.words)
