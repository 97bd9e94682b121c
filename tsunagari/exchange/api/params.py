"""Parameters of the API, each read as its description says and no looser."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, WithJsonSchema

from tsunagari.base.errors import BadInput
from tsunagari.exchange.policy.paging import MOST, USUAL
from tsunagari.exchange.policy.patterns import DAY, INSTANT, VISIBLE, WORD, fits
from tsunagari.programmes.finding import FACETS

LONGEST_QUERY = 400
LAST_NUMBER = 10**18


def whole(low: int, high: int) -> Any:
    """A whole number in ASCII digits without leading zeros."""

    def read(text: Any) -> int:
        if isinstance(text, int):
            return text
        if fits("^(?:0|[1-9][0-9]{0,18})$", text) and low <= int(text) <= high:
            return int(text)
        raise ValueError(str(BadInput(given=text, allowed=f"a whole number from {low} to {high}")))

    shape = {"type": "integer", "minimum": low, "maximum": high}
    return Annotated[int, BeforeValidator(read), WithJsonSchema(shape)]


def shaped(pattern: str, allowed: str, *, least: int = 0, most: int = 80) -> Any:
    """A text of this shape."""

    def read(text: str) -> str:
        if fits(pattern, text) and least <= len(text) <= most:
            return text
        raise ValueError(str(BadInput(given=text, allowed=allowed)))

    shape = {"type": "string", "pattern": pattern, "minLength": least, "maxLength": most}
    return Annotated[str, BeforeValidator(read), WithJsonSchema(shape)]


Year = whole(1000, 2999)
Limit = whole(1, MOST)
Number = whole(0, LAST_NUMBER)
Day = shaped(DAY, "a day such as 2009-10-01", most=10)
Instant = shaped(INSTANT, "an instant such as 2009-10-01T00:00:00+09:00", most=40)
Said = shaped(VISIBLE, f"1 to {LONGEST_QUERY} visible characters", least=1, most=LONGEST_QUERY)
Word = shaped(WORD, "letters, digits, and - _ .", least=1)
Code = Annotated[str, WithJsonSchema({"type": "string"})]


class OfYear(Schema):
    """Which plan is meant; without it, the newest."""

    year: Year = None


class Narrowed(OfYear):
    """Codes by facet: within a facet any will do, between facets all must."""

    tier: list[str] = []
    pillar: list[str] = []
    mechanism: list[str] = []
    audience: list[str] = []

    @property
    def codes(self) -> dict[str, list[str]]:
        return {facet: list(dict.fromkeys(getattr(self, facet))) for facet in FACETS}


class ProgrammesAsked(Narrowed):
    changed_since: Instant = None
    limit: Limit = USUAL
    cursor: Word = None


class SearchAsked(Narrowed):
    q: Said
    limit: Limit = USUAL


class CheckAsked(OfYear):
    """`as_of`: the day of the law; `programme`: keys, where not all are asked for."""

    as_of: Day = None
    programme: list[str] = []


class OrganisationsAsked(Schema):
    prefecture: Code = None
    kind: Code = None
    theme: Code = None
    limit: Limit = USUAL
    cursor: Number = 0


class DifferencesAsked(Schema):
    earlier: Year
