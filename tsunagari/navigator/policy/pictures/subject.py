"""What a picture is drawn of."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.base.words import Words
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme


@dataclass(frozen=True, slots=True)
class Subject:
    """The programmes that pass the filters, of the plan they stand in, in the reader's language.

    earlier  those of the year before that pass the same filters; None where that plan is not here
    """

    catalogue: Catalogue
    programmes: tuple[Programme, ...]
    language: str = "ja"
    earlier: tuple[Programme, ...] | None = None

    def say(self, words: Words) -> str:
        return words.in_(self.language) or words.ja
