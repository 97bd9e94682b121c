"""The words a plan may use: facts, glossary terms and the closed lists, from plans/vocabulary/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from tsunagari.base.words import Words
from tsunagari.engines.procedure.declared import KINDS
from tsunagari.programmes.faults import Fault
from tsunagari.programmes.node import Node

TYPES = ("count", "yen", "ratio", "date", "flag", "code", "set", "jsic", "prefecture", "municipality")
LISTS = (
    *("tiers", "mechanisms", "audiences", "fees", "desks", "follows", "meanings"),
    *("organisations", "movers", "needs", "guards", "events"),
)
# What an entry of these lists says beside its label: the kind of value, and what a sum of events adds up.
EXTRA = {"needs": "kind", "events": "sums"}
FACT_WORDS = (
    *("type", "unit", "label", "question", "help", "values", "choices", "bands", "bands_months"),
    *("after", "common", "from", "law", "assumed", "ask", "derived_by"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a rule may ask for. `bands` are inclusive upper limits (count, yen, or months ago)."""

    name: str
    type: str
    label: Words
    question: Words | None = None
    help: Words | None = None
    unit: Words | None = None
    values: Mapping[str, Words] = field(default_factory=dict, hash=False)
    choices: tuple[tuple[Fraction, Words], ...] = ()
    bands: tuple[int, ...] = ()
    after: tuple[str, ...] = ()
    common: Mapping[str, int] = field(default_factory=dict, hash=False)
    law: str = ""
    derived_by: str = ""
    is_askable: bool = True
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry: one Japanese term, one English identifier."""

    id: str
    term: str
    kana: str
    en: str
    meaning: Words
    also: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    facts: Mapping[str, Fact] = field(hash=False)
    terms: tuple[Term, ...]
    lists: Mapping[str, Mapping[str, Words]] = field(hash=False)
    kinds: Mapping[str, str] = field(default_factory=dict, hash=False)  # of a need
    sums: Mapping[str, str] = field(default_factory=dict, hash=False)  # an event → the need it adds up

    def words(self, name: str, code: str) -> Words:
        """The label of `code` in the closed list `name`."""
        return self.lists[name][code]


def load_vocabulary(root: Path) -> tuple[Vocabulary, list[Fault]]:
    """Read `root`/vocabulary. Faults are returned, so that a check can show them all at once."""
    folder = root / "vocabulary"
    facts, terms, words = (
        Node.of_file(folder / f"{name}.yaml", root) for name in ("facts", "terms", "words")
    )
    vocabulary = Vocabulary(
        facts={name: read_fact(facts / name, name) for name in facts.keys()},
        terms=tuple(read_term(item) for item in terms.items()),
        lists={name: read_list(words / name, EXTRA.get(name)) for name in LISTS},
        kinds={need: (words / "needs" / need / "kind").choice(KINDS) for need in (words / "needs").keys()},
        sums={
            event: (words / "events" / event / "sums").choice((words / "needs").keys())
            for event in (words / "events").keys()
            if "sums" in words / "events" / event
        },
    )
    words.only(*LISTS)
    check_references(vocabulary, facts, terms)
    return vocabulary, [fault for node in (facts, terms, words) for fault in node.source.faults]


def read_fact(node: Node, name: str) -> Fact:
    node.only(*FACT_WORDS)
    type_ = (node / "type").choice(TYPES)
    derived_by = (node / "derived_by").text("")
    if not derived_by and "question" not in node:
        (node / "question").fault("a fact that is not derived needs a question")
    bands = node / ("bands_months" if type_ == "date" else "bands")
    return Fact(
        name=name,
        type=type_,
        label=(node / "label").words(),
        question=optional_words(node / "question"),
        help=optional_words(node / "help"),
        unit=optional_words(node / "unit"),
        values={str(code): (node / "values" / code).words() for code in (node / "values").keys()},
        choices=tuple(read_choice(item) for item in (node / "choices").items()),
        bands=tuple(item.whole() for item in bands.items()),
        after=(node / "after").texts(),
        common={str(code): share for code, share in (node / "common").mapping().items()},
        law=(node / "law").text(""),
        derived_by=derived_by,
        is_askable=not derived_by and (node / "ask").value is not False,
        is_assumed=(node / "assumed").flag(),
    )


def read_list(node: Node, extra: str | None) -> dict[str, Words]:
    return {code: (node / code).words(*filter(None, [extra])) for code in node.keys()}


def read_choice(node: Node) -> tuple[Fraction, Words]:
    node.only("value", "ja", "en")
    return read_ratio(node / "value"), Words((node / "ja").text(), (node / "en").text())


def read_ratio(node: Node) -> Fraction:
    """A share written as 2/3, 1/2 or 0.5; never a float in the end."""
    try:
        return Fraction(str(node.value))
    except (ValueError, ZeroDivisionError):
        node.fault("a ratio such as 2/3 is expected here", word=node.value)
        return Fraction(0)


def read_term(node: Node) -> Term:
    node.only("id", "term", "kana", "en", "meaning", "also", "said")
    return Term(
        id=(node / "id").text(),
        term=(node / "term").text(),
        kana=(node / "kana").text(),
        en=(node / "en").text(),
        meaning=(node / "meaning").words(),
        also=(node / "also").texts(),
        said=(node / "said").texts(),
    )


def optional_words(node: Node) -> Words | None:
    return node.words() if node.value is not None else None


def check_references(vocabulary: Vocabulary, facts: Node, terms: Node) -> None:
    for name, fact in vocabulary.facts.items():
        for earlier in fact.after:
            if earlier not in vocabulary.facts:
                (facts / name / "after").fault("no such fact", word=earlier, allowed=tuple(vocabulary.facts))
        if waits_for_itself(name, vocabulary.facts):
            (facts / name / "after").fault("the fact would wait for itself", word=name)
    for kind in ("id", "term"):
        note_repeated(terms, [getattr(term, kind) for term in vocabulary.terms], kind)


def waits_for_itself(name: str, facts: Mapping[str, Fact]) -> bool:
    """Whether following `after` from a fact leads back to it."""
    waiting, seen = [*facts[name].after], set()
    while waiting:
        earlier = waiting.pop()
        if earlier == name:
            return True
        if earlier in facts and earlier not in seen:
            seen.add(earlier)
            waiting += facts[earlier].after
    return False


def note_repeated(node: Node, names: list[Any], kind: str) -> None:
    for position, name in enumerate(names):
        if name in names[:position]:
            (node / position / kind).fault(f"the {kind} stands twice", word=name)
