"""Is the process alive, and can it answer?"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils.cache import add_never_cache_headers

from tsunagari.base.errors import BadInput
from tsunagari.kit.access import ANYONE, access
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.faults import PlanFaults


@access(ANYONE)
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked. Says which one it is, where the installation names it."""
    return answer({"process": ""}, **({"instance": settings.INSTANCE} if settings.INSTANCE else {}))


@access(ANYONE)
def readyz(request: HttpRequest) -> JsonResponse:
    """Database and plan can be used; 503 and the reason where one cannot."""
    return answer({name: look() for name, look in LOOKS.items()})


def answer(faults: dict[str, str], **more: str) -> JsonResponse:
    is_well = not any(faults.values())
    looks = {name: fault or "ok" for name, fault in faults.items()}
    response = JsonResponse({"ok": is_well, **looks, **more}, status=200 if is_well else 503)
    add_never_cache_headers(response)
    return response


def database_fault() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM registry_organisation LIMIT 1")
    except DatabaseError as error:
        return f"{type(error).__name__}: run tsunagari upgrade, or look whether the database runs"
    return ""


def plan_fault() -> str:
    """Also what is wrong with files that an older state of the plan still covers for."""
    try:
        return edition_of().fault.splitlines()[0] if edition_of().fault else ""
    except (PlanFaults, BadInput) as error:
        return str(error).splitlines()[0]


LOOKS: dict[str, Callable[[], str]] = {"database": database_fault, "plan": plan_fault}
