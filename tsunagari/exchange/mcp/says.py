"""What the tools give back, typed, where it is not already an answer of the API."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from tsunagari.exchange.api.schemas import Found, Hit, Judgement, Missing, Verdict, Words


class FoundProgramme(Hit):
    summary: Words


class FoundProgrammes(Found):
    items: list[FoundProgramme]


class Named(Schema):
    key: str
    title: str


class Open(Named):
    """Not decided: `ask` names the facts that would decide it."""

    ask: list[str]


class CheckedFirm(Schema):
    """Programmes by verdict. `missing`: facts nobody gave, the most telling first; none was guessed."""

    year: int
    as_of: str
    facts: dict[str, Any]
    tally: dict[Verdict, int]
    missing: list[Missing]
    yes: list[Named]
    unknown: list[Open]
    no: list[Named]


class Explained(Judgement):
    year: int
    as_of: str
    page: str
    questions: dict[str, Words | None]


class Desk(Schema):
    name: Words
    kind: Words
    prefecture: str
    phone: str
    url: str
    themes: list[str]
    is_demo: bool


class Desks(Schema):
    prefecture: Words
    items: list[Desk]
