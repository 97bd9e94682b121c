"""Text → the words that carry meaning, each in the form under which it is indexed.

SudachiPy in split mode A (shortest units), normalised forms: 跡継ぎ and 後継ぎ meet, 下請 meets 下請け.
Particles, auxiliaries and punctuation are dropped by part of speech.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from tsunagari.base.text import folded

STOP_PARTS = {"助詞", "助動詞", "補助記号", "空白", "接続詞", "感動詞", "代名詞", "連体詞"}
STOP_TERMS = {
    *("為る", "成る", "有る", "居る", "無い", "事", "物", "為", "良い", "欲しい", "遣る", "因る", "置く"),
    *("お", "ご", "御", "下さる", "頂く", "貰う", "呉れる", "出来る", "様", "等"),
}
STOP_ENGLISH = {
    *("a", "an", "and", "are", "at", "be", "by", "can", "do", "for", "from", "has", "have", "how", "i"),
    *("in", "is", "my", "of", "on", "or", "our", "the", "to", "we", "with"),
    *("am", "any", "as", "but", "could", "do", "does", "doesn", "don", "had", "if", "it", "me", "more"),
    *("need", "no", "not", "s", "so", "some", "t", "take", "that", "their", "them", "there", "they"),
    *("this", "us", "want", "was", "what", "when", "where", "which", "who", "will", "won", "would", "you"),
}
LATIN = re.compile(r"[a-z][a-z0-9]*")
LONGEST_PIECE = 10_000  # characters of at most four bytes; Sudachi refuses more than 49,149 bytes


@dataclass(frozen=True, slots=True)
class Token:
    """`said` as it stands in the text, `term` as it is indexed, `begin` and `end` in characters."""

    said: str
    term: str
    begin: int
    end: int


class OwnTokenizer(threading.local):
    """A Sudachi tokenizer keeps state while it reads, so every thread has its own."""

    def __init__(self) -> None:
        self.tokenizer: Tokenizer = dictionary().tokenizer(SplitMode.A)


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    return Dictionary(dict="core")


@lru_cache(maxsize=1)
def own() -> OwnTokenizer:
    return OwnTokenizer()


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of `text` that mean something, in order. `text` should have gone through `in_one_form`."""
    return tuple(read(text))


def read(text: str) -> Iterator[Token]:
    for start in range(0, len(text), LONGEST_PIECE):
        for word in own().tokenizer.tokenize(text[start : start + LONGEST_PIECE]):
            term = term_of(word)
            if term:
                yield Token(word.surface(), term, start + word.begin(), start + word.end())


def surfaces_of(text: str) -> list[str]:
    """All words of `text` as they stand, particles too. Joined again they are the text."""
    pieces = (text[start : start + LONGEST_PIECE] for start in range(0, len(text), LONGEST_PIECE))
    return [word.surface() for piece in pieces for word in own().tokenizer.tokenize(piece)]


def term_of(word: Morpheme) -> str:
    """The indexed form of a word; empty when the word only joins others."""
    part, *kinds = word.part_of_speech()
    surface = folded(word.surface())
    if LATIN.fullmatch(surface):
        return "" if surface in STOP_ENGLISH else stem(surface)
    if part in STOP_PARTS or "助動詞語幹" in kinds or not any(map(str.isalnum, surface)):
        return ""
    term = folded(word.normalized_form())
    return "" if term in STOP_TERMS else term


def stem(word: str) -> str:
    """English forms of one word as one: hire, hires, hired and hiring meet."""
    root = singular(word)
    for ending in ("ing", "ed", "e"):
        if len(root) > len(ending) + 2 and root.endswith(ending) and not root.endswith("eed"):
            return root.removesuffix(ending)
    return root


def singular(word: str) -> str:
    """English plurals as singular (loans, subsidies; business stays): enough for names and summaries."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural else word
