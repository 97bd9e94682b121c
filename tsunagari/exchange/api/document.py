"""`/api/openapi.json`: OpenAPI 3.1 of everything beneath /api/v1, with the codes of the plan in force."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from tsunagari.base.places import PREFECTURES
from tsunagari.exchange.api.doors import open_to_all
from tsunagari.exchange.api.routes import JSON, api
from tsunagari.exchange.api.writing import KEYS, WRITING
from tsunagari.exchange.policy.fact_schema import facts_schema
from tsunagari.exchange.queries.plans import asked_edition
from tsunagari.kit.problem import PROBLEM, READABLE
from tsunagari.navigator.policy.facets import FACETS, facet_codes
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.policy.organisations import KINDS

Object = dict[str, Any]
HOME = "/api/v1/"
EXAMPLE_FIRM = {
    "firm.kind": "company",
    "firm.industry": "E",
    "firm.capital_yen": 3_000_000,
    "firm.employees_regular": 12,
    "firm.founded_on": "1999-04-01",
    "firm.prefecture": "04",
}


def describe(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET"})
    return JsonResponse(document(asked_edition(None).catalogue), json_dumps_params=READABLE)


def document(catalogue: Catalogue) -> Object:
    """The whole description; a program that keeps to it is never told 422."""
    described: Object = dict(api.get_openapi_schema(path_prefix=HOME))
    described["paths"] = {**described["paths"], **WRITING}
    described["servers"] = [{"url": "/"}]
    described["components"]["securitySchemes"] = KEYS
    described["components"]["schemas"]["FirmFacts"] = facts_schema(catalogue.vocabulary.facts)
    described["paths"][f"{HOME}check"]["post"]["requestBody"] = {
        "required": True,
        "content": {JSON: {"schema": {"$ref": "#/components/schemas/FirmFacts"}, "example": EXAMPLE_FIRM}},
    }
    for operations in described["paths"].values():
        for operation in operations.values():
            name_codes(operation, codes_of(catalogue))
            give_examples(operation, examples_of(catalogue))
            mark_problems(operation)
    return described


def codes_of(catalogue: Catalogue) -> dict[str, list[str]]:
    """Parameter → the codes it takes."""
    facets = {facet: list(facet_codes(catalogue, facet)) for facet in FACETS}
    return facets | {
        "prefecture": [place.code for place in PREFECTURES],
        "kind": list(KINDS),
        "theme": list(catalogue.vocabulary.facts["need.themes"].values),
        "programme": [programme.key for programme in catalogue.programmes],
    }


def name_codes(operation: Object, codes: dict[str, list[str]]) -> None:
    """Say which codes a parameter takes; one without a default is left out, not sent as null."""
    for parameter in operation.get("parameters", ()):
        schema = parameter["schema"] = dict(parameter["schema"])
        if schema.get("default", "") in (None, "", []):
            schema.pop("default", None)
        if named := codes.get(parameter["name"]):
            if schema["type"] == "array":
                schema["items"] = {"type": "string", "enum": named}
            else:
                schema["enum"] = named


def examples_of(catalogue: Catalogue) -> Object:
    """Parameter → a value that finds something."""
    first = catalogue.programmes[0].key if catalogue.programmes else "n-example"
    return {
        "q": "後継者がいない",
        "key": first,
        "year": catalogue.year,
        "earlier": catalogue.year,
        "number": 1,
        "changed_since": f"{catalogue.year}-04-01T00:00:00+09:00",
        "as_of": catalogue.plan.as_of.isoformat(),
        "limit": 20,
    }


def give_examples(operation: Object, examples: Object) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in examples:
            parameter["example"] = examples[parameter["name"]]


def mark_problems(operation: Object) -> None:
    """Refusals are problem details, whichever operation makes them."""
    for status, response in operation["responses"].items():
        if int(status) >= 400 and JSON in response.get("content", {}):
            response["content"][PROBLEM] = response["content"].pop(JSON)


openapi = open_to_all(describe)
