"""Who may use a programme, as CCCEV requirements: a tree like the rule, down to the facts that are asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsunagari.base.words import Words
from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Condition, Not, Rule
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.graph import Node, concept, links, texts
from tsunagari.programmes.describing import condition_words
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.vocabulary import Vocabulary

JOINS = {
    "all": Words("次のすべてを満たすこと", "All of these"),
    "any": Words("次のどれかを満たすこと", "Any of these"),
    "not": Words("次に当たらないこと", "None of this"),
    "condition": Words("条件", "Condition"),
}
ROOT = "eligibility"


@dataclass(frozen=True, slots=True)
class Requirements:
    """The requirements of one programme. An address within it is that of the declaration."""

    programme: Programme
    vocabulary: Vocabulary
    addresses: Addresses

    def nodes(self) -> list[Node]:
        """All of them, with the kinds and facts they name; none for a programme open to everybody."""
        if self.programme.eligibility is None:
            return []
        return list(self.beneath(self.programme.rule, ROOT))

    def root(self) -> list[Node]:
        return links([self.at(ROOT)] if self.programme.eligibility else [])

    def at(self, address: str) -> str:
        return self.addresses.part(self.programme.key, address)

    def beneath(self, rule: Rule, address: str) -> Iterator[Node]:
        match rule:
            case Condition():
                yield from self.condition(rule, address)
            case Not(part):
                yield from self.joined("not", address, {f"{address}.not": part})
            case AllOf(parts):
                yield from self.joined("all", address, numbered(f"{address}.all", parts))
            case AnyOf(parts):
                yield from self.joined("any", address, numbered(f"{address}.any", parts))

    def joined(self, join: str, address: str, parts: dict[str, Rule]) -> Iterator[Node]:
        yield self.requirement(address, JOINS[join], join) | {"cv:hasRequirement": links(map(self.at, parts))}
        yield self.kind(join)
        for inner, part in parts.items():
            yield from self.beneath(part, inner)

    def condition(self, condition: Condition, address: str) -> Iterator[Node]:
        words = condition_words(condition, self.vocabulary)
        fact = self.addresses.fact(condition.fact)
        yield self.requirement(address, words, "condition") | {"cv:hasConcept": links([fact])}
        yield self.kind("condition")
        yield {
            "@id": fact,
            "@type": "cv:InformationConcept",
            "dct:identifier": condition.fact,
            "skos:prefLabel": texts(self.vocabulary.facts[condition.fact].label),
        }

    def requirement(self, address: str, words: Words, kind: str) -> Node:
        clauses = self.programme.eligibility.clauses if self.programme.eligibility else {}
        law = clauses[address].law if address in clauses else ""
        return {
            "@id": self.at(address),
            "@type": "cv:Requirement",
            "dct:identifier": f"{self.addresses.year}/{self.programme.key}/{address}",
            "dct:title": texts(words),
            "dct:type": links([self.addresses.word("requirement", kind)]),
            "cv:isDerivedFrom": links([self.addresses.law(law)] if law else []),
        }

    def kind(self, kind: str) -> Node:
        return concept(self.addresses.word("requirement", kind), JOINS[kind], kind)


def numbered(address: str, parts: tuple[Rule, ...]) -> dict[str, Rule]:
    return {f"{address}.{number}": part for number, part in enumerate(parts)}
