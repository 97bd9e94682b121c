"""Why a firm is on the list, in plain words. Only facts of its cut card are known here."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tsunagari.base.words import Words
from tsunagari.base.years import date_ja
from tsunagari.engines.eligibility.explain import sorted_needs
from tsunagari.engines.eligibility.rule import Facts, Possible
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.facts.parts import PARTS
from tsunagari.engines.masks.near import Needed, could_be_met
from tsunagari.engines.masks.ways import Literal
from tsunagari.outreach.policy.causes import CARD, NEW, TIME, WINDOW
from tsunagari.outreach.policy.found import Hit
from tsunagari.outreach.policy.programmes import begins_on, given_facts
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import NEEDS, facts_with, possible_facts
from tsunagari.programmes.describing import condition_words, fill, listed
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.vocabulary import Fact, Vocabulary
from tsunagari.registry.policy.firm_facts import fact_words

UNKNOWN = Words("不明", "not known")
ASK = Words("聞く：{facts}", "Ask: {facts}")
NOT_TO_BE_ASKED = Words("本人に聞いても決まりません：{facts}", "Not for the firm to answer: {facts}")
BLOCKS = Words("{fact}：いま「{value}」。必要なこと：{needed}", "{fact}: now {value}. Needed: {needed}")
LIMIT = Words("「{fact}」が{value}なら使えます（いま{now}）", "It fits with {fact}: {value} (now {now})")
CHANGED = Words("カードの変更｜{fact}：{before} → {after}", "Card changed | {fact}: {before} → {after}")
PASSED = Words("日がたった｜{fact}：{before} → {after}", "Time passed | {fact}: {before} → {after}")
BEGAN = Words("制度が始まった｜{day}", "The programme began | {day}")
MADE = Words(
    "カードができた｜{day}。それより前は分かりません", "The card is new | {day}; nothing is known before"
)
OR, AND = Words("、または", " or "), Words("、", ", ")


# ── one fact away ─────────────────────────────────────────────────────────────────────────────────
def away_words(
    needed: Needed, programme: Programme, catalogue: Catalogue, given: Mapping[str, Any], on: datetime.date
) -> tuple[Words, ...]:
    """For each fact: what to ask, or what it is, what it would have to be and the nearest figure that is."""
    return tuple(away_lines(needed, programme, catalogue, given, on))


def away_lines(
    needed: Needed, programme: Programme, catalogue: Catalogue, given: Mapping[str, Any], on: datetime.date
) -> Iterator[Words]:
    facts, vocabulary = possible_facts(catalogue, given, on), catalogue.vocabulary
    for name, ways in needed.items():
        if could_be_met(ways, facts):
            yield asked_words(name, given, vocabulary)
            continue
        yield blocking_words(name, ways, facts[name], vocabulary)
        for told, value in figures_that_fit(name, programme, catalogue, given, on):
            fact = vocabulary.facts[told]
            pair = {"value": value_words(fact, {value}), "now": value_words(fact, {given[told]})}
            yield fill(LIMIT, fact=fact.label, **pair)


def figures_that_fit(
    name: str, programme: Programme, catalogue: Catalogue, given: Mapping[str, Any], on: datetime.date
) -> Iterator[tuple[str, int]]:
    """Numbers that a derived fact rests on, each with the nearest limit of law at which the rule says yes."""
    facts, rule = possible_facts(catalogue, given, on), programme.rule
    for part in PARTS.get(name, ()):
        told = part.facts[0]
        if part.starts is None or not isinstance(given.get(told), int):
            continue
        limits = (start - 1 for start in part.starts(catalogue.statutes, on, ()))
        for limit in sorted((one for one in limits if one < given[told]), reverse=True):
            if rule.verdict(facts_with(catalogue, given, facts, told, limit, on)) is Verdict.YES:
                yield told, limit
                break


def asked_words(name: str, given: Mapping[str, Any], vocabulary: Vocabulary) -> Words:
    """A derived fact is asked for by the answers it rests on, those that are missing."""
    beneath = sorted_needs(name, NEEDS) if name in NEEDS else (name,)
    facts = [vocabulary.facts[one] for one in beneath if one not in given] or [vocabulary.facts[name]]
    pattern = ASK if any(fact.is_askable for fact in facts) else NOT_TO_BE_ASKED
    return fill(pattern, facts=listed(fact.label for fact in facts))


def blocking_words(
    name: str, ways: Iterable[tuple[Literal, ...]], possible: Possible, vocabulary: Vocabulary
) -> Words:
    fact = vocabulary.facts[name]
    needed = dict.fromkeys(joined((literal_words(one, vocabulary) for one in way), AND) for way in ways)
    return fill(BLOCKS, fact=fact.label, value=value_words(fact, possible), needed=joined(needed, OR))


def literal_words(literal: Literal, vocabulary: Vocabulary) -> Words:
    return condition_words(literal.condition, vocabulary, negated=literal.is_turned)


def joined(words: Iterable[Words], between: Words) -> Words:
    every = tuple(words)
    return Words(between.ja.join(one.ja for one in every), between.en.join(one.en for one in every))


def value_words(fact: Fact, possible: Collection[Any] | None) -> Words:
    """What a fact is: one value, or those still possible."""
    if not possible:
        return UNKNOWN
    return listed(fact_words(fact, value) for value in sorted(possible, key=str))


# ── newly eligible ────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Days:
    """The day asked about, today, and when the firm's card was made."""

    since: datetime.date
    on: datetime.date
    made_on: datetime.date


def cause_words(
    hit: Hit, programme: Programme, catalogue: Catalogue, given: Mapping[str, Any], days: Days
) -> tuple[Words, ...]:
    """A line for each thing that made the difference."""
    return tuple(cause_lines(hit, programme, catalogue, given, days))


def cause_lines(
    hit: Hit, programme: Programme, catalogue: Catalogue, given: Mapping[str, Any], days: Days
) -> Iterator[Words]:
    if WINDOW in hit.why:
        yield fill(BEGAN, day=day_words(begins_on(programme, catalogue.year)))
    if NEW in hit.why:
        yield fill(MADE, day=day_words(days.made_on))
    if CARD in hit.why and hit.before is not None:
        asked = given_facts(programme, catalogue.vocabulary)
        yield from differences(CHANGED, asked, singly(hit.before), singly(given), catalogue.vocabulary)
    if TIME in hit.why and hit.before is not None:
        asked = dict.fromkeys(condition.fact for condition in programme.rule.conditions())
        then, now = (possible_facts(catalogue, hit.before, day) for day in (days.since, days.on))
        yield from differences(PASSED, asked, then, now, catalogue.vocabulary)


def singly(given: Mapping[str, Any]) -> Facts:
    return {name: frozenset({value}) for name, value in given.items()}


def differences(
    pattern: Words, names: Iterable[str], before: Facts, after: Facts, vocabulary: Vocabulary
) -> Iterator[Words]:
    for name in names:
        if before.get(name) != after.get(name):
            fact = vocabulary.facts[name]
            pair = {
                "before": value_words(fact, before.get(name)),
                "after": value_words(fact, after.get(name)),
            }
            yield fill(pattern, fact=fact.label, **pair)


def day_words(day: datetime.date) -> Words:
    return Words(date_ja(day), f"{day.day} {day:%B %Y}")
