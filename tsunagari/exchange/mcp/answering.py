"""The tools' answers: the same pure functions as the command line, gathered for a reader who asks again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES, Prefecture
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.exchange.policy.answers import check_answer, programme_whole, search_answer, words_object
from tsunagari.exchange.policy.firm import read_firm
from tsunagari.exchange.queries.organisations import organisation_object
from tsunagari.exchange.queries.plans import asked_edition, asked_programme, changed_at
from tsunagari.navigator.queries.editions import Edition
from tsunagari.programmes.as_objects import judgement_object
from tsunagari.programmes.checking import Check, Judgement, check_firm
from tsunagari.programmes.finding import find
from tsunagari.programmes.schema import Programme
from tsunagari.registry.queries.desks import desks_in

Object = dict[str, Any]
Asked = Mapping[str, Any]
USUAL = 5


def find_programmes(asked: Asked) -> Object:
    edition = asked_edition(asked.get("year"))
    facets = {facet: asked[facet] for facet in ("tier", "mechanism", "audience") if asked.get(facet)}
    finding = find(edition.index, asked["words"], limit=asked.get("limit", USUAL), facets=facets)
    found = search_answer(edition.offered, asked["words"], finding)
    by_key = edition.offered.by_key
    items = [{**item, "summary": words_object(by_key[item["key"]].summary)} for item in found["items"]]
    return {**found, "items": items}


def read_programme(asked: Asked) -> Object:
    edition = asked_edition(asked.get("year"))
    programme = asked_programme(edition, asked["key"])
    return programme_whole(edition.offered, programme, edition.wording, changed_at(edition, programme))


def check_a_firm(asked: Asked) -> Object:
    edition = asked_edition(asked.get("year"))
    check = checked(edition, asked)
    answer = check_answer(edition.offered, check)
    del answer["judgements"]
    return answer | {verdict.word: [listed(one) for one in check.having(verdict)] for verdict in Verdict}


def explain_verdict(asked: Asked) -> Object:
    edition = asked_edition(asked.get("year"))
    catalogue = edition.offered
    check = checked(edition, asked, asked_programme(edition, asked["key"]))
    (judgement,) = check.judgements
    facts = catalogue.vocabulary.facts
    return {
        **judgement_object(catalogue, judgement),
        "year": catalogue.year,
        "as_of": check.as_of.isoformat(),
        "page": f"/programmes/{judgement.programme.key}/",
        "questions": {name: words_object(facts[name].question) for name in judgement.ask},
    }


def find_desk(asked: Asked) -> Object:
    place = read_prefecture(asked["prefecture"])
    desks = [organisation_object(desk) for desk in desks_in(place.code, asked.get("theme", ""))]
    shown = ("name", "prefecture", "phone", "url", "themes", "is_demo")
    items = [{name: desk[name] for name in shown} | {"kind": desk["kind_name"]} for desk in desks]
    return {"prefecture": {"ja": place.ja, "en": place.en}, "items": items}


def checked(edition: Edition, asked: Asked, *among: Programme) -> Check:
    """The firm's facts against the plan, or only the programmes `among`."""
    day = datetime.date.fromisoformat(asked["as_of"]) if "as_of" in asked else edition.as_of
    given = read_firm(asked["facts"], edition.offered.vocabulary.facts, as_of=day)
    return check_firm(edition.offered, given, day, among=among or None)


def listed(judgement: Judgement) -> Object:
    named = {"key": judgement.programme.key, "title": judgement.programme.name.ja}
    return named | ({"ask": list(judgement.ask)} if judgement.verdict is Verdict.UNKNOWN else {})


def read_prefecture(text: str) -> Prefecture:
    """By code, or by name with or without its last character (宮城, 宮城県, Miyagi)."""
    said = text.strip().casefold()
    for place in PREFECTURES:
        if said in (place.code, place.ja, place.ja[:-1], place.en.casefold()):
            return place
    raise BadInput(given=text, allowed="宮城県, Miyagi, 04 …", where="prefecture")
