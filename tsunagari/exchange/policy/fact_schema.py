"""JSON Schema (2020-12) of a firm's facts, drawn from the vocabulary.

It is published in the API's description and as the input of an MCP tool, and it is the gate of both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tsunagari.base.money import LARGEST_YEN
from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import MAJOR_GROUPS
from tsunagari.exchange.policy.patterns import DAY, WRITTEN_DAY
from tsunagari.programmes.answers import LARGEST_COUNT
from tsunagari.programmes.vocabulary import Fact

Schema = dict[str, Any]
TYPED_YEN = "^(?=[0-9０-９])(?:[0-9０-９,，]{1,9}億)?(?:[0-9０-９,，]{1,9}万)?(?:[0-9０-９,，]{1,20})?円?$"
TYPED_RATIO = "^[0-9]{1,9}(?:/0*[1-9][0-9]{0,8}|\\.[0-9]{1,9})?$"
MUNICIPALITY = "^(?:0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}$"


def facts_schema(facts: Mapping[str, Fact]) -> Schema:
    """One flat object: fact → value; a fact that is missing or null is unknown."""
    asked = [fact for fact in facts.values() if not fact.derived_by]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.name: fact_schema(fact) for fact in asked},
    }


def fact_schema(fact: Fact) -> Schema:
    said = fact.question or fact.label
    shapes = SHAPES[fact.type](fact)
    return {
        "title": fact.label.ja,
        "description": f"{said.ja} / {said.en}",
        "anyOf": [*shapes, {"type": "null"}],
    }


def yen(fact: Fact) -> list[Schema]:
    return [{"type": "integer", "minimum": 0, "maximum": LARGEST_YEN}, text(TYPED_YEN)]


def count(fact: Fact) -> list[Schema]:
    return [{"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}, text("^[0-9０-９]{1,9}$")]


def ratio(fact: Fact) -> list[Schema]:
    return [{"type": "number", "minimum": 0, "maximum": 10}, text(TYPED_RATIO)]


def day(fact: Fact) -> list[Schema]:
    return [text(DAY), text(WRITTEN_DAY)]


def flag(fact: Fact) -> list[Schema]:
    return [{"type": "boolean"}, {"enum": ["true", "false"]}]


def code(fact: Fact) -> list[Schema]:
    return [{"enum": list(fact.values)}]


def codes(fact: Fact) -> list[Schema]:
    """A list, or the codes in one text with commas between them."""
    each = "|".join(fact.values)
    return [
        {"type": "array", "items": {"enum": list(fact.values)}, "maxItems": 50},
        text(f"^(?:(?:{each})(?:,(?:{each}))*)?$"),
    ]


def trade(fact: Fact) -> list[Schema]:
    """A letter, or two to four digits of a major group that there is, with or without its letter."""
    return [text(f"^(?:[A-T]|[A-T]?(?:{'|'.join(MAJOR_GROUPS)})[0-9]{{0,2}})$")]


def prefecture(fact: Fact) -> list[Schema]:
    return [{"enum": [place.code for place in PREFECTURES]}]


def municipality(fact: Fact) -> list[Schema]:
    return [text(MUNICIPALITY)]


def text(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


SHAPES: dict[str, Callable[[Fact], list[Schema]]] = {
    "yen": yen,
    "count": count,
    "ratio": ratio,
    "date": day,
    "flag": flag,
    "code": code,
    "set": codes,
    "jsic": trade,
    "prefecture": prefecture,
    "municipality": municipality,
}
