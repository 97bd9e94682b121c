"""Words of the index that look like a word it does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CANDIDATES = 50
MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Spellings:
    """Words by the characters they hold."""

    by_character: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: Iterable[str]) -> Spellings:
        lists: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            for character in dict.fromkeys(word.lower()):
                lists.setdefault(character, []).append(word)
        return cls({character: tuple(held) for character, held in lists.items()})

    def near(self, words: Iterable[str]) -> tuple[str, ...]:
        """At most five words, nearest first; fewer edits than the longer word has characters, or none."""
        found: dict[str, float] = {}
        for word in dict.fromkeys(words):
            shared = Counter(
                held for character in set(word.lower()) for held in self.by_character.get(character, ())
            )
            likely = sorted(shared, key=lambda held: (-shared[held], len(held), held))
            for held in likely[:CANDIDATES]:
                far = edits(word.lower(), held.lower()) / max(len(word), len(held))
                if far <= 0.5:
                    found[held] = min(far, found.get(held, far))
        return tuple(sorted(found, key=lambda held: (found[held], held))[:MOST_SUGGESTIONS])


def edits(one: str, other: str) -> int:
    """Levenshtein distance: insertions, deletions and replacements of a character."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]
