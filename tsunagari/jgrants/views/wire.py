"""`/exp/…`: the doors that programs written for Jグランツ already know. Read only, for everyone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tsunagari.base.errors import BadInput
from tsunagari.jgrants.policy.ids import LONGEST_ID
from tsunagari.jgrants.policy.matching import answer
from tsunagari.jgrants.policy.parameters import read_asked
from tsunagari.jgrants.policy.subsidy import TYPE, detail_v1, detail_v2, envelope, row
from tsunagari.jgrants.queries.kept_files import load
from tsunagari.jgrants.queries.offered import subsidies_with, subsidy_with
from tsunagari.jgrants.queries.ours import ours
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.headers import FOR_ANY_ORIGIN
from tsunagari.programmes.faults import PlanFaults

log = logging.getLogger("tsunagari.jgrants")
View = Callable[..., HttpResponse]
READ = ("GET", "HEAD", "OPTIONS")
JSON = "application/json"


def told(data: Any, status: HTTPStatus = HTTPStatus.OK) -> JsonResponse:
    """UTF-8 as it is, readable from any page, with the attribution that goes wherever the content goes."""
    readable = {"ensure_ascii": False}
    return JsonResponse(data, status=status, json_dumps_params=readable, headers=FOR_ANY_ORIGIN)


def refused(request: HttpRequest, status: HTTPStatus, detail: str = "") -> JsonResponse:
    """The shape of the one error body that is documented, with what was wrong as one more key."""
    body = {
        "type": TYPE,
        "errorCode": f"E-TS-{status.value:04d}",
        "title": status.phrase,
        "instance": request.path.removeprefix("/exp"),
    }
    return told(body | ({"detail": detail} if detail else {}), status)


def wire(view: View) -> View:
    """Refuse other methods with 405, other formats with 406, bad parameters with 400: always as JSON."""

    @wraps(view)
    def door(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if request.method not in READ:
            response = refused(request, HTTPStatus.METHOD_NOT_ALLOWED)
            response.headers["Allow"] = ", ".join(READ)
            return response
        if not request.accepts(JSON):
            return refused(request, HTTPStatus.NOT_ACCEPTABLE, f"{JSON} is what there is")
        if request.method == "OPTIONS":
            return preflight()
        try:
            return view(request, *args, **kwargs)
        except BadInput as bad:
            log.info("refused: %s", bad)
            return refused(request, HTTPStatus.BAD_REQUEST, str(bad))
        except PlanFaults:
            log.exception("the plan does not read")
            return refused(request, HTTPStatus.INTERNAL_SERVER_ERROR)

    return door


def preflight() -> HttpResponse:
    methods = ", ".join(READ)
    headers = FOR_ANY_ORIGIN | {"Allow": methods, "Access-Control-Allow-Methods": methods}
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)


@access(ANYONE)
@csrf_exempt
@wire
def subsidies(request: HttpRequest) -> HttpResponse:
    """`GET /exp/v1/public/subsidies`."""
    asked = read_asked((name, value) for name, values in request.GET.lists() for value in values)
    found = answer(subsidies_with(asked.keyword), asked, request.now)
    return told(envelope([row(one) for one in found]))


@access(ANYONE)
@csrf_exempt
@wire
def subsidy(request: HttpRequest, version: int, number: str) -> HttpResponse:
    """`GET /exp/v1|v2/public/subsidies/id/{id}`: an array of one."""
    if len(number) > LONGEST_ID:
        raise BadInput(given=number, allowed=f"at most {LONGEST_ID} characters", where="id")
    found = subsidy_with(number)
    if found is None:
        return refused(request, HTTPStatus.NOT_FOUND)
    shape = detail_v1 if version == 1 else detail_v2
    return told(envelope([shape(found, load)]))


@access(ANYONE)
@require_safe
def page(request: HttpRequest, subsidy_id: str) -> HttpResponse:
    """`/subsidy/{id}`, as the wire's own page addresses end: the programme's page here."""
    plan = ours()
    if plan and subsidy_id in plan.programmes:
        return redirect("programme", plan.programmes[subsidy_id].key)
    return redirect("pulled", subsidy_id)


@access(ANYONE)
@csrf_exempt
@wire
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever else is asked for beneath /exp/: there is no list in v2, among others."""
    return refused(request, HTTPStatus.NOT_FOUND)
