"""Asking a route as everyone with every method, and saying where the answer is not the declared one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby, product

from django.db import transaction
from django.http import HttpResponse
from django.urls import get_resolver, reverse

from tests.architecture.permissions.callers import Caller, World
from tests.architecture.permissions.records import RECORDS
from tests.architecture.permissions.table import (
    LET_IN,
    METHODS,
    NO_KEY,
    NO_SUCH_METHOD,
    NOT_THERE,
    REFUSED,
    TO_SIGN_IN,
    Line,
    expected,
)
from tsunagari.kit.access import routes

KINDS = {401: NO_KEY, 403: REFUSED, 404: NOT_THERE, 405: NO_SUCH_METHOD}
# The door opened; what was asked there is another matter: these forms are sent empty.
OPENED = {200, 204, 302, 303, 400, 406, 409, 415, 422}


def route_names() -> list[str]:
    """Every route that the router knows, by name; by path where it has none."""
    return [route.name or path for path, route in routes(get_resolver().url_patterns)]


def routes_by_room() -> dict[str, list[str]]:
    """The names of the routes, by the package that their views live in."""
    rooms: dict[str, list[str]] = {}
    for path, route in routes(get_resolver().url_patterns):
        package = route.callback.__module__.removeprefix("tsunagari.").partition(".")[0]
        rooms.setdefault(package, []).append(route.name or path)
    return rooms


def cells(line: Line, share: int = 1) -> list[tuple[Caller, str]]:
    """The cells of a route: all, or every `share`th; a third still asks each caller, by a method or two."""
    return [*product(line.callers, METHODS)][::share]


def kind_of(response: HttpResponse) -> str:
    if response.status_code in (301, 302) and response["Location"].startswith("/account/sign-in/?next="):
        return TO_SIGN_IN
    if response.status_code in OPENED:
        return LET_IN
    return KINDS.get(response.status_code, str(response.status_code))


def breaches(name: str, declared: Line, world: World, share: int = 1) -> list[str]:
    """The cells of one route that do not answer as declared. Nothing that is asked leaves a trace."""
    return [
        f"{name}: {caller} {method}: declared {due}, answered {found}"
        for caller, asked in groupby(cells(declared, share), key=lambda cell: cell[0])
        for method, found in answers(name, declared, world, caller, [method for _, method in asked])
        if found != (due := expected(declared, caller, method))
    ]


def answers(
    name: str, declared: Line, world: World, caller: Caller, methods: Collection[str]
) -> Iterator[tuple[str, str]]:
    with transaction.atomic():
        address = reverse(name, kwargs=RECORDS[name](world, caller) if name in RECORDS else {})
        headers = {"Authorization": f"Bearer {world.keys[caller]}"} if caller in world.keys else {}
        for method in methods:
            with transaction.atomic():
                sent = headers if declared.by_key else {}
                response = world.client(caller).generic(method, address, headers=sent)
                transaction.set_rollback(True)
            yield method, kind_of(response)
        transaction.set_rollback(True)
