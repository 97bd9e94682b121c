"""One programme file and its examples → frozen words."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.base.money import read_budget
from tsunagari.engines.eligibility.rule import Rule
from tsunagari.engines.masks.ways import TooManyWays, ways
from tsunagari.programmes.evidence import read_evidence
from tsunagari.programmes.indicators import read_indicators
from tsunagari.programmes.node import Node
from tsunagari.programmes.rules import RuleReader
from tsunagari.programmes.schema import (
    Deliver,
    Eligibility,
    Example,
    Lineage,
    Offer,
    Programme,
    Reported,
    Supplementary,
)
from tsunagari.programmes.vocabulary import Vocabulary, optional_words, read_ratio

PROGRAMME_WORDS = (
    *("key", "name", "alt_title", "place", "group", "budget", "budget_before", "new", "of_which"),
    *(
        "supplementary",
        "follows",
        "sources",
        "summary",
        "owner_words",
        "mechanisms",
        "audience",
        "eligibility",
    ),
    *("offers", "deliver", "first_step", "indicators", "evidence", "reported", "assumed"),
)
KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PLACE = re.compile(r"\([1-9]\)-[①-⑳](-[ァ-ヶ])?")
VERDICTS = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class ProgrammeReader:
    """Reads the files of one plan year with its vocabulary; `as_of` types dates and trades in rules."""

    vocabulary: Vocabulary
    procedures: Collection[str]
    as_of: datetime.date

    def read(self, node: Node, tier: str) -> Programme:
        node.only(*PROGRAMME_WORDS)
        lists = self.vocabulary.lists
        place = (node / "place").text()
        if not PLACE.fullmatch(place):
            (node / "place").fault("a place such as (1)-⑤-ア is expected", word=place)
        return Programme(
            key=self.key(node / "key", node.source.path),
            tier=tier,
            place=place,
            name=(node / "name").words(),
            alt_title=(node / "alt_title").text("") or None,
            group=optional_words(node / "group"),
            budget_yen=amount(node / "budget"),
            budget_before_yen=amount(node / "budget_before"),
            is_new=(node / "new").flag(),
            of_which=self.of_which(node / "of_which"),
            supplementary=supplementary(node / "supplementary"),
            follows=tuple(lineage(item, lists["follows"]) for item in (node / "follows").items()),
            lines=lines(node / "sources"),
            summary=(node / "summary").words(),
            owner_words=(node / "owner_words").texts(),
            mechanisms=(node / "mechanisms").choices(lists["mechanisms"]),
            audience=(node / "audience").choices(lists["audiences"]),
            eligibility=self.eligibility(node / "eligibility"),
            offers=tuple(self.offer(item) for item in (node / "offers").items()),
            deliver=self.deliver(node / "deliver"),
            first_step=optional_words(node / "first_step"),
            indicators=read_indicators(node / "indicators", self.vocabulary),
            evidence=tuple(read_evidence(item) for item in (node / "evidence").items()),
            reported=tuple(reported(item) for item in (node / "reported").items()),
            assumed=assumed(node),
            digest=digest_of(node.source.path),
        )

    def key(self, node: Node, path: Path) -> str:
        key = node.text()
        if key != path.stem or not KEY.fullmatch(key):
            node.fault(f"the key is the file's name, small letters and hyphens: {path.stem}", word=key)
        return key

    def of_which(self, node: Node) -> dict[str, int]:
        node.only("smrj_grant")
        amounts = {name: amount(node / name) for name in node.keys()}
        return {name: yen for name, yen in amounts.items() if yen is not None}

    def rule(self, node: Node) -> tuple[Rule, RuleReader]:
        reader = RuleReader(self.vocabulary.facts, self.as_of)
        return reader.read(node), reader

    def eligibility(self, node: Node) -> Eligibility | None:
        if node.value is None:
            return None
        rule, reader = self.rule(node)
        try:
            ways(rule)
        except TooManyWays as error:
            node.fault(f"{error}: alternatives multiply. Name a derived fact, or split the programme")
        return Eligibility(rule, reader.clauses)

    def offer(self, node: Node) -> Offer:
        node.only("kind", "words", "rate", "cap", "when", "fee", "law", "source", "statute")
        return Offer(
            kind=(node / "kind").choice(self.vocabulary.lists["mechanisms"]),
            words=(node / "words").words(),
            rate=read_ratio(node / "rate") if "rate" in node else None,
            cap_yen=amount(node / "cap"),
            when=self.rule(node / "when")[0] if "when" in node else None,
            fee=(node / "fee").choice(self.vocabulary.lists["fees"]) if "fee" in node else "",
            law=(node / "law").text(""),
            source=(node / "source").text(""),
            statute=(node / "statute").text(""),
        )

    def deliver(self, node: Node) -> Deliver | None:
        if node.value is None:
            node.fault("every programme names the desk and the procedure that deliver it")
            return None
        node.only("desk", "procedure", "by")
        return Deliver(
            (node / "desk").choice(self.vocabulary.lists["desks"]),
            (node / "procedure").choice(self.procedures),
            (node / "by").choices(self.vocabulary.lists["organisations"]),
        )


def amount(node: Node) -> int | None:
    """An amount as printed (５８．０億円) or in whole yen; None where nothing is stated."""
    if node.value is None:
        return None
    if isinstance(node.value, int) and not isinstance(node.value, bool) and node.value >= 0:
        return node.value
    try:
        return read_budget(str(node.value))
    except BadInput as refused:
        node.fault(f"not an amount ({refused.allowed})", word=node.value)
        return None


def supplementary(node: Node) -> Supplementary | None:
    if node.value is None:
        return None
    node.only("year", "number", "amount")
    yen = amount(node / "amount")
    if "amount" not in node:
        (node / "amount").fault("a supplementary budget states its amount")
    return Supplementary((node / "year").whole(), (node / "number").whole(), yen or 0)


def lineage(node: Node, ways: Collection[str]) -> Lineage:
    node.only("title", "year", "how")
    return Lineage((node / "title").text(), (node / "year").whole(), (node / "how").choice(ways))


def lines(node: Node) -> tuple[int, int] | None:
    """The document lines of the entry, heading to end, 1-based and inclusive."""
    for item in node.items():
        item.only("lines")
        ends = [end.whole() for end in (item / "lines").items()]
        if len(ends) == 2 and 0 < ends[0] <= ends[1]:
            return ends[0], ends[1]
        item.fault("two line numbers in order are expected: [first, last]")
    return None


def reported(node: Node) -> Reported:
    node.only("what", "value", "unit", "op", "as_of", "period")
    return Reported(
        what=(node / "what").words(),
        value=(node / "value").whole(),
        unit=(node / "unit").text(),
        op=(node / "op").choice(("=", ">=", "about")) if "op" in node else "=",
        as_of=(node / "as_of").date(),
        period=(node / "period").text(""),
    )


def assumed(node: Node) -> tuple[str, ...]:
    """Addresses of what we filled in; each must lead to something that is there."""
    addresses = (node / "assumed").texts()
    for address in addresses:
        if not leads_somewhere(node.value, address):
            (node / "assumed").fault("nothing stands at this address", word=address)
    return addresses


def leads_somewhere(value: Any, address: str) -> bool:
    for step in address.split("."):
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and re.fullmatch("[0-9]{1,4}", step) and int(step) < len(value):
            value = value[int(step)]
        else:
            return False
    return True


def digest_of(path: Path) -> str:
    """SHA-256 of the file's bytes: what a decision keeps, so that history stays true."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_examples(node: Node) -> tuple[Example, ...]:
    return tuple(read_example(item) for item in node.items())


def read_example(node: Node) -> Example:
    node.only("name", "given", "verdict", "because", "ask")
    return Example(
        name=(node / "name").text(),
        given=(node / "given").mapping(),
        verdict=(node / "verdict").choice(VERDICTS),
        because=(node / "because").texts(),
        ask=(node / "ask").texts(),
    )
