"""Every route answers every caller as declared: role × relation to the record × method, no cell left out."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.db import connection
from pytest_django import Settings

from tests.architecture.permissions.asking import breaches, cells, route_names, routes_by_room
from tests.architecture.permissions.callers import World, world
from tests.architecture.permissions.table import ADMINISTRATORS, METHODS, READ, STAFF, TABLE, Line
from tsunagari.paper import press
from tsunagari.registry.models.people import Membership
from tsunagari.registry.views import people

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LEAST = 5_000
THIRD = 3


def share_asked() -> int:
    """SQLite asks every cell, and PostgreSQL in the long form; in the quick form it asks every third."""
    is_quick = os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick"
    return THIRD if connection.vendor == "postgresql" and is_quick else 1


@pytest.fixture
def blank_press(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sheets of paper are not set here, as pages are not drawn; what was not set is not kept either."""
    done = SimpleNamespace(returncode=0, stdout=b"%PDF-", stderr=b"")
    blank = SimpleNamespace(run=lambda *_, **__: done, TimeoutExpired=TimeoutError)
    monkeypatch.setattr(press, "subprocess", blank)
    press.kept_print.cache_clear()
    yield
    press.kept_print.cache_clear()


@pytest.fixture
def everyone(settings: Settings, blank_press: None) -> World:
    settings.TODAY = datetime.date(2009, 10, 1)
    settings.ACCOUNT_RATE_LIMITS = settings.MFA_RATE_LIMITS = False  # everyone asks from one address
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 86_400  # however slow this machine
    settings.TEMPLATES = [{"BACKEND": "tests.architecture.permissions.blank.BlankTemplates"}]
    return world()


def test_every_route_is_declared_and_every_declared_route_exists(
    record_property: Callable[[str, int], None],
) -> None:
    names = route_names()
    assert sorted(names) == sorted(TABLE)
    count, asked = (sum(len(cells(line, share)) for line in TABLE.values()) for share in (1, share_asked()))
    record_property("counted: routes of the permission matrix", len(names))
    record_property("counted: cells of the permission matrix", count)
    record_property("counted: cells of the permission matrix that were asked", asked)
    assert count >= LEAST


@pytest.mark.parametrize("share", [1, THIRD])
def test_every_caller_is_asked_and_by_every_method(share: int) -> None:
    for name, line in TABLE.items():
        asked = cells(line, share)
        assert {caller for caller, _ in asked} == set(line.callers), name
        assert {method for _, method in asked} == set(METHODS), name


@pytest.mark.parametrize("room", routes_by_room())
def test_each_cell_answers_as_declared(everyone: World, room: str) -> None:
    """A room at a time, since making everyone who asks costs more than asking one route."""
    declared = [name for name in routes_by_room()[room] if name in TABLE]
    found = [one for name in declared for one in breaches(name, TABLE[name], everyone, share_asked())]
    assert not found, "\n".join(found)


# ── each of these turns the matrix red ────────────────────────────────────────────────────────────
def test_a_page_that_forgets_whose_records_it_shows_is_seen(
    everyone: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "colleagues", lambda actor: Membership.objects.filter(ended_at=None))
    seen = breaches("membership-end", TABLE["membership-end"], everyone)
    assert any("administrator (far) POST: declared 404, answered in" in one for one in seen)


def test_a_page_that_lets_too_many_in_is_seen(everyone: World) -> None:
    seen = breaches("organisation", Line(ADMINISTRATORS, READ), everyone)
    assert any("coordinator (own) GET: declared 403, answered in" in one for one in seen)


def test_a_page_that_takes_a_method_too_many_is_seen(everyone: World) -> None:
    seen = breaches("act-as", Line(TABLE["act-as"].who, READ), everyone)
    assert any("POST: declared 405, answered in" in one for one in seen)


def test_a_door_for_programs_that_opens_without_a_key_is_seen(everyone: World) -> None:
    seen = breaches("api-me", Line(STAFF, READ), everyone)
    assert "api-me: visitor GET: declared sign in, answered 401" in seen
