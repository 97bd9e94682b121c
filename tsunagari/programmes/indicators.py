"""The indicators of a programme: `{count: event}`, `{sum: event}`, `{ratio: [a, b]}`, `{share: [a, b]}`."""

from __future__ import annotations

from tsunagari.engines.indicator.declared import CASES, COUNT, RATIO, SHARE, SUM, Indicator, Term
from tsunagari.programmes.node import Node
from tsunagari.programmes.vocabulary import Vocabulary

FORMS = (COUNT, SUM, RATIO, SHARE)


def read_indicators(node: Node, vocabulary: Vocabulary) -> dict[str, Indicator]:
    """By name, in the order written. One that is not in order is left out, its faults noted."""
    read = {name: read_indicator(node / name, name, vocabulary) for name in node.keys()}
    return {name: indicator for name, indicator in read.items() if indicator}


def read_indicator(node: Node, name: str, vocabulary: Vocabulary) -> Indicator | None:
    form = only_form(node, FORMS)
    if form in (COUNT, SUM):
        term = read_term(node, vocabulary)
        return Indicator(name, form, term) if term else None
    sides = [read_term(item, vocabulary) for item in (node / form).items()] if form else []
    match sides:
        case [Term() as numerator, Term() as denominator]:
            if form == SHARE and numerator.unit != denominator.unit:
                (node / form).fault("a share is a part of the same things", word=numerator.unit)
            return Indicator(name, form, numerator, denominator)
        case [None, _] | [_, None]:
            return None
    if form:
        (node / form).fault("two figures are expected: [{count: …}, {count: …}]")
    return None


def read_term(node: Node, vocabulary: Vocabulary) -> Term | None:
    """A count of an event, or the sum of the values that the event's entry in the vocabulary names."""
    match only_form(node, (COUNT, SUM)):
        case "count":
            event = (node / COUNT).choice(vocabulary.lists["events"])
            return Term(COUNT, event, CASES)
        case "sum":
            event = (node / SUM).choice(vocabulary.sums)
            return Term(SUM, event, vocabulary.kinds.get(vocabulary.sums.get(event, ""), ""))
    return None


def only_form(node: Node, forms: tuple[str, ...]) -> str:
    """The one word that says how the figure is made; empty, with a fault, where there is not exactly one."""
    node.only(*forms)
    said = [word for word in node.keys() if word in forms]
    if len(said) != 1:
        node.fault("one way to make the figure is expected", allowed=forms)
    return said[0] if len(said) == 1 else ""
