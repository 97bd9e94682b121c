"""What each tool may be asked: JSON Schema of its arguments, with the codes of the plan in force."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from tsunagari.base.errors import BadInput
from tsunagari.base.strict_json import refuse_half_characters
from tsunagari.exchange.policy.fact_schema import facts_schema
from tsunagari.exchange.policy.patterns import DAY, VISIBLE
from tsunagari.navigator.policy.facets import facet_codes
from tsunagari.programmes.catalogue import Catalogue

Schema = dict[str, Any]
MOST_FOUND = 20
YEAR: Schema = {
    "type": "integer",
    "minimum": 1000,
    "maximum": 2999,
    "description": "計画の年度（なければ最新）。 Fiscal year of the plan; the newest without it.",
}
AS_OF: Schema = {
    "type": "string",
    "pattern": DAY,
    "description": "法令を読む日。 The day of the law, such as 2009-10-01.",
}
KEY: Schema = {
    "type": "string",
    "minLength": 1,
    "maxLength": 80,
    "description": "find_programmes が返す key。 The key that find_programmes gives.",
}


def asks(properties: Schema, *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def of_search(catalogue: Catalogue) -> Schema:
    words = {
        "type": "string",
        "minLength": 1,
        "maxLength": 400,
        "pattern": VISIBLE,
        "description": "事業者のことば（例：後継者がいない）。 An owner's own words.",
    }
    limit = {"type": "integer", "minimum": 1, "maximum": MOST_FOUND}
    facets = {facet: codes_of(catalogue, facet) for facet in ("tier", "mechanism", "audience")}
    return asks({"words": words, **facets, "limit": limit, "year": YEAR}, "words")


def codes_of(catalogue: Catalogue, facet: str) -> Schema:
    return {"type": "array", "items": {"enum": list(facet_codes(catalogue, facet))}, "maxItems": 20}


def of_programme(catalogue: Catalogue) -> Schema:
    return asks({"key": KEY, "year": YEAR}, "key")


def of_check(catalogue: Catalogue) -> Schema:
    return asks({"facts": firm_of(catalogue), "as_of": AS_OF, "year": YEAR}, "facts")


def of_verdict(catalogue: Catalogue) -> Schema:
    return asks({"key": KEY, "facts": firm_of(catalogue), "as_of": AS_OF, "year": YEAR}, "key", "facts")


def firm_of(catalogue: Catalogue) -> Schema:
    said = "分かっている事実だけ。分からないものは書かない。 Only facts that are known; leave out the others."
    return {**facts_schema(catalogue.vocabulary.facts), "description": said}


def of_desk(catalogue: Catalogue) -> Schema:
    themes = catalogue.vocabulary.facts["need.themes"].values
    place = {
        "type": "string",
        "minLength": 2,
        "maxLength": 40,
        "description": "都道府県の名前か番号（例：宮城県、04）。 A prefecture's name or JIS code.",
    }
    labels = "、".join(f"{code}={words.ja}" for code, words in themes.items())
    theme = {"enum": list(themes), "description": f"相談したいこと。 What it is about: {labels}"}
    return asks({"prefecture": place, "theme": theme}, "prefecture")


def hold_to(schema: Schema, arguments: Any) -> None:
    """Raises BadInput for the first argument that has not the published shape; `facts` are read later."""
    refuse_half_characters(arguments)
    faults = Draft202012Validator(schema).iter_errors(arguments)
    fault = next((one for one in faults if "facts" not in one.absolute_path), None)
    if fault is not None:
        where = ".".join(map(str, fault.absolute_path)) or "arguments"
        raise BadInput(
            given=repr(fault.instance), allowed=said_of(fault.schema), where=where, mend=fault.message[:300]
        )


def said_of(schema: Any) -> str:
    """What a schema allows, in few words."""
    if "anyOf" in schema:
        return " / ".join(said_of(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))[:400]
    if "properties" in schema:
        return "an object of: " + ", ".join(schema["properties"])[:600]
    return ", ".join(f"{name} {value}" for name, value in schema.items() if name in SHOWN)


SHOWN = ("type", "pattern", "minimum", "maximum", "minLength", "maxLength", "maxItems")
