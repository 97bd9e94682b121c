"""Every refusal of the API as problem details."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.kit.problem import problem
from tsunagari.programmes.faults import PlanFaults

STATUSES: dict[type[Exception], HTTPStatus] = {
    Conflict: HTTPStatus.CONFLICT,
    BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    Http404: HTTPStatus.NOT_FOUND,
    RequestDataTooBig: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    SuspiciousOperation: HTTPStatus.BAD_REQUEST,
    PlanFaults: HTTPStatus.SERVICE_UNAVAILABLE,
}
# Where the error speaks of our insides
SAID = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large.",
    HTTPStatus.BAD_REQUEST: "The request cannot be read, or has too many parameters.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The plan does not read at the moment. Ask again in a minute.",
}


def tell_problems(api: NinjaAPI) -> None:
    for kind in STATUSES:
        api.add_exception_handler(kind, refused)
    api.add_exception_handler(ValidationError, not_as_described)
    api.add_exception_handler(HttpError, as_said)


def refused(request: HttpRequest, error: Exception) -> HttpResponse:
    status = next(status for kind, status in STATUSES.items() if isinstance(error, kind))
    return problem(status, SAID.get(status) or str(error))


def not_as_described(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Each parameter that cannot be read, by name."""
    faults = [f"{fault['loc'][-1]}: {fault['msg'].removeprefix('Value error, ')}" for fault in error.errors]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, " ".join(faults))


def as_said(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(HTTPStatus(error.status_code), str(error))
