"""A text in both languages of the interface."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    ja: str
    en: str

    def in_(self, language: str) -> str:
        return self.en if language.startswith("en") else self.ja


NO_WORDS = Words("", "")
