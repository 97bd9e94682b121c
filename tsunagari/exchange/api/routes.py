"""The operations of `/api/v1`. Each asks one query, and says what the command line would say."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import HttpError
from ninja.renderers import JSONRenderer

from tsunagari import __version__
from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES
from tsunagari.base.strict_json import read_json
from tsunagari.exchange.api import params, schemas
from tsunagari.exchange.api.problems import tell_problems
from tsunagari.exchange.policy.answers import (
    check_answer,
    fact_object,
    plan_object,
    programme_answer,
    programme_whole,
    search_answer,
)
from tsunagari.exchange.policy.firm import read_firm
from tsunagari.exchange.policy.paging import page_after
from tsunagari.exchange.queries.organisations import (
    asked_organisation,
    asked_organisations,
    organisation_object,
    page_of,
)
from tsunagari.exchange.queries.plans import asked_edition, asked_programme, changed_at, changes
from tsunagari.kit.address import query
from tsunagari.kit.problem import READABLE
from tsunagari.kit.published import years
from tsunagari.navigator.policy.facets import facet_codes, passes
from tsunagari.programmes.as_objects import term_object, total_object
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import check_firm
from tsunagari.programmes.differences import compare_years
from tsunagari.programmes.finding import find
from tsunagari.programmes.totals import plan_totals
from tsunagari.registry.policy.organisations import KINDS

LARGEST_FIRM = 100_000
JSON = "application/json"


def refusals(*statuses: int) -> dict[int, Any]:
    """What any operation may answer beside 200, and what this one may."""
    return dict.fromkeys((400, *statuses, 422, 503), schemas.Problem)


def not_read(*statuses: int) -> dict[int, Any]:
    """The same for what is only read, which may also be as the caller knows it."""
    return {304: None} | refusals(*statuses)


class ReadableRenderer(JSONRenderer):
    """Japanese as Japanese."""

    json_dumps_params = READABLE


api = NinjaAPI(
    renderer=ReadableRenderer(),
    title="Tsunagari",
    version=__version__,
    description="中小企業の支援計画をプログラムから読み、企業の事実と照らし合わせる。"
    " Reads Japan's support plan for small firms and checks a firm's facts against it.",
    docs_url=None,
    openapi_url=None,
)
tell_problems(api)


@api.get(
    "/programmes", response={200: schemas.ProgrammePage, **not_read(404, 409)}, url_name="api-programmes"
)
def list_programmes(
    request: HttpRequest, response: HttpResponse, asked: Query[params.ProgrammesAsked]
) -> Any:
    """制度の一覧。 Programmes in the plan's order, narrowed by codes or by when their file last changed."""
    edition = asked_edition(asked.year)
    catalogue = edition.catalogue
    known_codes(catalogue, asked.codes)
    changed = changes(catalogue.year)
    since = datetime.datetime.fromisoformat(asked.changed_since) if asked.changed_since else None
    found = [
        programme
        for programme in catalogue.programmes
        if passes(programme, asked.codes) and (since is None or changed[programme.key] >= since)
    ]
    page = page_after(found, asked.cursor or "", asked.limit, lambda programme: programme.key)
    point_on(request, response, page.next)
    items = [programme_answer(catalogue, p, edition.wording, changed[p.key]) for p in page.items]
    return {"year": catalogue.year, "total": len(found), "items": items, "next": page.next or None}


@api.get(
    "/programmes/{key}", response={200: schemas.WholeProgramme, **not_read(404)}, url_name="api-programme"
)
def read_programme(request: HttpRequest, key: str, asked: Query[params.OfYear]) -> Any:
    """一つの制度。 One programme with its offers, its desk and the facts that its rule rests on."""
    edition = asked_edition(asked.year)
    programme = asked_programme(edition, key)
    return programme_whole(edition.offered, programme, edition.wording, changed_at(edition, programme))


@api.get("/search", response={200: schemas.Found, **not_read(404)}, url_name="api-search")
def search(request: HttpRequest, asked: Query[params.SearchAsked]) -> Any:
    """ことばから制度をさがす。 An owner's words → programmes, each with the words that led to it."""
    edition = asked_edition(asked.year)
    known_codes(edition.catalogue, asked.codes)
    facets = {facet: codes for facet, codes in asked.codes.items() if codes}
    found = find(edition.index, asked.q, limit=asked.limit, facets=facets)
    return search_answer(edition.offered, asked.q, found)


@api.post("/check", response={200: schemas.Checked, **refusals(404, 409, 413, 415)}, url_name="api-check")
def check(request: HttpRequest, asked: Query[params.CheckAsked]) -> Any:
    """企業の事実を制度の条件と照らす。 A firm's facts → derived facts, a verdict per programme with reasons,
    and what to ask next. A fact that is missing or null is unknown, never "no". Nothing is kept.
    """
    edition = asked_edition(asked.year)
    catalogue = edition.offered
    day = datetime.date.fromisoformat(asked.as_of) if asked.as_of else edition.as_of
    given = read_firm(sent_object(request), catalogue.vocabulary.facts, as_of=day)
    among = [asked_programme(edition, key) for key in dict.fromkeys(asked.programme)] or None
    return check_answer(catalogue, check_firm(catalogue, given, day, among=among))


@api.get(
    "/organisations", response={200: schemas.OrganisationPage, **not_read()}, url_name="api-organisations"
)
def list_organisations(
    request: HttpRequest, response: HttpResponse, asked: Query[params.OrganisationsAsked]
) -> Any:
    """相談できる機関。 Organisations one can turn to, by prefecture, kind or what they help with."""
    themes = asked_edition(None).catalogue.vocabulary.facts["need.themes"].values
    only(asked.prefecture, [place.code for place in PREFECTURES], "prefecture")
    only(asked.kind, KINDS, "kind")
    only(asked.theme, themes, "theme")
    found = asked_organisations(prefecture=asked.prefecture, kind=asked.kind, theme=asked.theme)
    page = page_of(found, asked.cursor, asked.limit)
    point_on(request, response, page.next)
    return {"items": [organisation_object(one) for one in page.items], "next": page.next or None}


@api.get(
    "/organisations/{number}",
    response={200: schemas.Organisation, **not_read(404)},
    url_name="api-organisation",
)
def read_organisation(request: HttpRequest, number: params.Number) -> Any:
    """一つの機関。 One organisation."""
    return organisation_object(asked_organisation(number))


@api.get("/terms", response={200: schemas.Terms, **not_read(404)}, url_name="api-terms")
def list_terms(request: HttpRequest, asked: Query[params.OfYear]) -> Any:
    """用語集。 The glossary: one Japanese term, one English identifier."""
    return {"items": [term_object(term) for term in asked_edition(asked.year).catalogue.vocabulary.terms]}


@api.get("/facts", response={200: schemas.Facts, **not_read(404)}, url_name="api-facts")
def list_facts(request: HttpRequest, asked: Query[params.OfYear]) -> Any:
    """企業の事実。 Every fact that a rule may ask for, with its question and its codes."""
    return {
        "items": [fact_object(fact) for fact in asked_edition(asked.year).catalogue.vocabulary.facts.values()]
    }


@api.get("/plans", response={200: schemas.Plans, **not_read()}, url_name="api-plans")
def list_plans(request: HttpRequest) -> Any:
    """公表された計画。 The published plans, the newest first."""
    return {"items": [plan_object(asked_edition(year).catalogue) for year in years()]}


@api.get("/plans/{year}/totals", response={200: schemas.Totals, **not_read(404)}, url_name="api-totals")
def read_totals(request: HttpRequest, year: params.Year) -> Any:
    """計画の合計。 Sums of the whole plan, each tier and each pillar; null: none states an amount."""
    catalogue = asked_edition(year).catalogue
    return {"year": catalogue.year, "items": [total_object(line) for line in plan_totals(catalogue)]}


@api.get(
    "/plans/{year}/differences",
    response={200: schemas.Differences, **not_read(404)},
    url_name="api-differences",
)
def read_differences(request: HttpRequest, year: params.Year, asked: Query[params.DifferencesAsked]) -> Any:
    """二つの年度のちがい。 What changed from an earlier plan to this one."""
    before, after = asked_edition(asked.earlier).catalogue, asked_edition(year).catalogue
    items = [difference.as_dict() for difference in compare_years(before, after)]
    return {"year": after.year, "earlier": before.year, "items": items}


def known_codes(catalogue: Catalogue, asked: Mapping[str, Collection[str]]) -> None:
    """Raises BadInput for a code that the plan does not have."""
    for facet, codes in asked.items():
        for code in codes:
            only(code, facet_codes(catalogue, facet), facet)


def only(code: str | None, allowed: Collection[str], where: str) -> None:
    if code is not None and code not in allowed:
        raise BadInput(given=code, allowed=", ".join(allowed), where=where)


def sent_object(request: HttpRequest) -> Any:
    """The body as JSON. 415 for another type, 413 for more than a firm can have to say."""
    if request.content_type != JSON:
        raise HttpError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send Content-Type: {JSON}.")
    if len(request.body) > LARGEST_FIRM:
        raise HttpError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"Send at most {LARGEST_FIRM:,} bytes.")
    return read_json(request.body)


def point_on(request: HttpRequest, response: HttpResponse, cursor: str) -> None:
    """`Link: <…>; rel="next"` (RFC 8288) to the page after this one, where there is one."""
    if cursor:
        kept = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
        response["Link"] = f'<{request.path}{query([*kept, ("cursor", cursor)])}>; rel="next"'
