"""Forms as data: plans/procedures/forms/<name>.yaml."""

from __future__ import annotations

from collections.abc import Collection

from tsunagari.engines.procedure.declared import KINDS, Field, Form, Option
from tsunagari.programmes.node import Node
from tsunagari.programmes.vocabulary import Vocabulary

CHOICES = ("choice", "choices")


def read_form(node: Node, name: str, vocabulary: Vocabulary) -> Form:
    node.only("title", "fields")
    fields = tuple(read_field(item, vocabulary) for item in (node / "fields").items())
    if not fields:
        (node / "fields").fault("a form has at least one field")
    for place, field in enumerate(fields):
        if field.key in [earlier.key for earlier in fields[:place]]:
            (node / "fields" / place / "key").fault("the key stands twice", word=field.key)
    return Form(name, (node / "title").words(), fields)


def read_field(node: Node, vocabulary: Vocabulary) -> Field:
    """`choices` are told here, or `choices_of` names a fact whose values they are."""
    node.only("key", "kind", "label", "required", "choices", "choices_of")
    kind = (node / "kind").choice(KINDS)
    options = read_options(node / "choices", vocabulary.lists["events"])
    if "choices_of" in node:
        options = fact_options(node / "choices_of", vocabulary)
    if (kind in CHOICES) != bool(options):
        node.fault("choices belong to the kinds choice and choices, and to these always", word=kind)
    return Field(
        key=(node / "key").text(),
        kind=kind,
        label=(node / "label").words(),
        is_required=(node / "required").flag(),
        options=options,
    )


def read_options(node: Node, events: Collection[str]) -> tuple[Option, ...]:
    return tuple(read_option(node / code, code, events) for code in node.keys())


def read_option(node: Node, code: str, events: Collection[str]) -> Option:
    counts = node / "counts"
    return Option(code, node.words("counts"), counts.choice(events) if counts.value is not None else "")


def fact_options(node: Node, vocabulary: Vocabulary) -> tuple[Option, ...]:
    with_values = {name: fact.values for name, fact in vocabulary.facts.items() if fact.values}
    values = with_values.get(node.choice(with_values), {})
    return tuple(Option(code, words) for code, words in values.items())
