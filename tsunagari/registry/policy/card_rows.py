"""A card's fields as rows of label and value, group by group, as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tsunagari.base.places import prefecture
from tsunagari.base.trades import division_of, trade_name
from tsunagari.base.words import Words
from tsunagari.programmes.vocabulary import Vocabulary
from tsunagari.registry.policy.cards import Card
from tsunagari.registry.policy.field_groups import CONTACT, FIGURES, IDENTITY
from tsunagari.registry.policy.firm_facts import fact_words
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, KINDS


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card. `value` is what is written, or words in both languages."""

    label: str | Promise | Words
    value: str | Words
    note: str = ""


def rows_of(card: Card, known: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, list[Row]]:
    """Group → its rows; only groups that the card holds. `known`: the card's facts, typed."""
    made = {IDENTITY: identity_rows(card.values), CONTACT: contact_rows(card.values)}
    rows = {group: list(lines) for group, lines in made.items() if group in card.groups}
    if FIGURES in card.groups:
        told = (name for name in card.values["facts"] if name in known)
        facts = ((vocabulary.facts[name], known[name]) for name in told)
        rows[FIGURES] = [Row(fact.label, fact_words(fact, value)) for fact, value in facts]
    return rows


def identity_rows(values: Mapping[str, Any]) -> Iterator[Row]:
    yield from plain_rows(values, ("kana", "trade_name"))
    if kind := values["kind"]:
        yield Row(CARD_FIELDS["kind"].label, KINDS[kind])
    if industry := values["industry"]:
        yield Row(CARD_FIELDS["industry"].label, Words(*trade_name(industry)), code_of(industry))
    if place := values["prefecture"]:
        yield Row(_("所在"), Words(prefecture(place).ja, prefecture(place).en))
    yield from plain_rows(values, ("municipality", "corporate_number"))


def contact_rows(values: Mapping[str, Any]) -> Iterator[Row]:
    yield from plain_rows(values, ("address", "phone", "email"))


def plain_rows(values: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[Row]:
    return (Row(CARD_FIELDS[name].label, values[name]) for name in names if values[name])


def code_of(industry: str) -> str:
    """E 24: the division's letter and the digits."""
    return industry if industry.isalpha() else f"{division_of(industry)} {industry}"
