"""What the doors answer: the objects of the contract, gathered. The API and the MCP tools say the same."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from tsunagari.base.words import Words
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.programmes.as_objects import (
    facts_object,
    hit_object,
    judgement_object,
    programme_object,
    understood_object,
)
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import Check
from tsunagari.programmes.finding import Finding
from tsunagari.programmes.importer.wording import Wording
from tsunagari.programmes.schema import Offer, Programme
from tsunagari.programmes.vocabulary import Fact

Object = dict[str, Any]


def words_object(words: Words | None) -> Object | None:
    return words and {"ja": words.ja, "en": words.en}


def programme_answer(
    catalogue: Catalogue, programme: Programme, wording: Wording, changed_at: datetime.datetime
) -> Object:
    """A programme as `plan show` prints it, with its names, its page and when its file last changed."""
    shown = programme_object(catalogue, programme, wording.entry(programme.tier, programme.place))
    return {
        **shown,
        "name": words_object(programme.name),
        "page": f"/programmes/{programme.key}/",
        "changed_at": changed_at.isoformat(),
    }


def programme_whole(
    catalogue: Catalogue, programme: Programme, wording: Wording, changed_at: datetime.datetime
) -> Object:
    """The same with what one gets, where and how to begin, and the facts its rule rests on."""
    deliver = programme.deliver
    return {
        **programme_answer(catalogue, programme, wording, changed_at),
        "offers": [offer_object(offer) for offer in programme.offers],
        "deliver": deliver and {"procedure": deliver.procedure, "by": list(deliver.by)},
        "first_step": words_object(programme.first_step),
        "rests_on": sorted({condition.fact for condition in programme.rule.conditions()}),
    }


def offer_object(offer: Offer) -> Object:
    return {
        "kind": offer.kind,
        "words": words_object(offer.words),
        "rate": str(offer.rate) if offer.rate is not None else None,
        "cap_yen": offer.cap_yen,
        "law": offer.law,
    }


def check_answer(catalogue: Catalogue, check: Check) -> Object:
    """A check as `check` prints it, with its tally and the facts that open verdicts still miss."""
    return {
        "year": catalogue.year,
        "as_of": check.as_of.isoformat(),
        **facts_object(check),
        "tally": {verdict.word: check.tally[verdict] for verdict in Verdict},
        "missing": missing_facts(catalogue, check),
        "judgements": [judgement_object(catalogue, judgement) for judgement in check.judgements],
    }


def missing_facts(catalogue: Catalogue, check: Check) -> list[Object]:
    """The facts to ask for, the one that most programmes wait for first; none is guessed instead."""
    waiting = Counter(name for judgement in check.having(Verdict.UNKNOWN) for name in judgement.ask)
    facts = catalogue.vocabulary.facts
    return [
        {"fact": name, "question": words_object(facts[name].question), "programmes": count}
        for name, count in waiting.most_common()
    ]


def search_answer(catalogue: Catalogue, query: str, found: Finding) -> Object:
    """Hits as `search` prints them, what else the query told, and words to try.

    `instead` is what was searched where nothing met the words; else null.
    """
    answer = found.answer
    return {
        "year": catalogue.year,
        "query": query,
        "understood": [understood_object(one) for one in found.told],
        "instead": answer.instead or None,
        "total": answer.total,
        "items": [hit_object(catalogue.by_key[hit.key], hit) for hit in answer.hits],
        "suggestions": list(answer.suggestions),
    }


def fact_object(fact: Fact) -> Object:
    return {
        "name": fact.name,
        "type": fact.type,
        "label": words_object(fact.label),
        "question": words_object(fact.question),
        "values": {code: words_object(words) for code, words in fact.values.items()},
        "derived": bool(fact.derived_by),
        "law": fact.law,
    }


def plan_object(catalogue: Catalogue) -> Object:
    plan = catalogue.plan
    return {
        "year": catalogue.year,
        "title": words_object(plan.title),
        "as_of": plan.as_of.isoformat(),
        "programmes": len(catalogue.programmes),
        "digest": catalogue.digest,
    }
