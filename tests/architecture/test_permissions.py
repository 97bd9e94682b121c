"""Every route answers every caller as declared: role × relation to the record × method, no cell left out."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.architecture.permissions.asking import breaches, cells, route_names, routes_by_room
from tests.architecture.permissions.callers import World, world
from tests.architecture.permissions.table import ADMINISTRATORS, READ, STAFF, TABLE, Line
from tsunagari.registry.models.people import Membership
from tsunagari.registry.views import people

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LEAST = 5_000


@pytest.fixture
def everyone(settings: Settings) -> World:
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
    count = cells(TABLE.values())
    record_property("counted: routes of the permission matrix", len(names))
    record_property("counted: cells of the permission matrix", count)
    assert count >= LEAST


@pytest.mark.parametrize("room", routes_by_room())
def test_each_cell_answers_as_declared(everyone: World, room: str) -> None:
    """A room at a time, since making everyone who asks costs more than asking one route."""
    declared = [name for name in routes_by_room()[room] if name in TABLE]
    found = [one for name in declared for one in breaches(name, TABLE[name], everyone)]
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
