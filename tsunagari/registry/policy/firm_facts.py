"""What a card tells the eligibility check, and how an answer becomes part of the card."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.base.years import date_ja
from tsunagari.programmes.answers import read_value
from tsunagari.programmes.describing import in_order, listed, value_words
from tsunagari.programmes.vocabulary import Fact, Vocabulary

# Facts that are fields of the card, not of its `facts`.
RECORDED = {
    "firm.kind": "kind",
    "firm.industry": "industry",
    "firm.prefecture": "prefecture",
    "firm.municipality": "municipality",
}
FIGURES = ("firm.capital_yen", "firm.employees_regular", "firm.founded_on")  # asked for on every card


def typed_facts(values: Mapping[str, Any], vocabulary: Vocabulary, as_of: datetime.date) -> dict[str, Any]:
    """Facts as rules take them, from a card's fields as far as they are known (`values`, by field).

    What the vocabulary no longer knows, or could not have been so on that day, is unknown.
    """
    recorded = {fact: values.get(field) for fact, field in RECORDED.items()}
    said = recorded | dict(values.get("facts") or {})
    known: dict[str, Any] = {}
    for name, value in said.items():
        fact = vocabulary.facts.get(name)
        if fact is None or fact.derived_by or value in (None, ""):
            continue
        try:
            known[name] = read_value(fact, value, as_of=as_of)
        except BadInput:
            continue
    return known


def as_kept(value: Any) -> Any:
    """A typed fact as a card keeps it: what JSON can hold and `read_value` takes back."""
    match value:
        case datetime.date():
            return value.isoformat()
        case Fraction():
            return str(value)
        case frozenset():
            return sorted(value)
    return value


def changes_by(name: str, value: Any) -> dict[str, Any]:
    """The changes of a card that one answered fact makes."""
    if name in RECORDED:
        return {RECORDED[name]: as_kept(value)}
    return {"facts": {name: as_kept(value)}}


def fact_words(fact: Fact, value: Any) -> Words:
    """One known fact as people read it."""
    match value:
        case frozenset():
            each = (value_words(fact, member) for member in in_order(fact, value))
            return listed(each) if value else Words("なし", "none")
        case bool():
            return Words("はい", "Yes") if value else Words("いいえ", "No")
        case datetime.date():
            return Words(date_ja(value), f"{value.day} {value:%B %Y}")
    return value_words(fact, value)


def read_figure(fact: Fact, text: str, on: datetime.date) -> Any:
    """A figure as a card keeps it; None where the box is empty."""
    if not text:
        return None
    try:
        return as_kept(read_value(fact, text.removesuffix(fact.unit.ja if fact.unit else "￿"), as_of=on))
    except BadInput as refused:
        raise BadInput(
            given=refused.given,
            allowed=allowed_words(fact),
            mend=_("書きなおすか、空にしてください。"),
            where=fact.label.ja,
        ) from None


def allowed_words(fact: Fact) -> str:
    return {
        "yen": _("300万円 や 3000000 のような金額"),
        "count": _("12 のような数"),
        "date": _("2009年4月1日 や 平成21年4月1日 のような、今日までの日"),
    }[fact.type]
