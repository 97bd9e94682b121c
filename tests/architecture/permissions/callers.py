"""Everyone who can knock: each role in each relation to the record asked for, and a visitor."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from tests.registry.staff import NOW, Country, country, member, person
from tsunagari.registry.actions.keys import make_key
from tsunagari.registry.models.people import Membership, Person
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.registry.policy.roles import OWNER, ROLES

VISITOR = "visitor"
OWN, SAME, PARENT, OTHER, FAR = "own", "same", "parent", "other", "far"
RELATIONS = {
    OWN: "the caller's own record, in the caller's organisation",
    SAME: "a colleague's record, in the caller's organisation",
    PARENT: "a record of a branch of the caller's organisation",
    OTHER: "a record of another organisation in the same prefecture",
    FAR: "a record of an organisation in another prefecture",
}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a role, and how the record asked for stands to it."""

    role: str
    relation: str = ""

    def __str__(self) -> str:
        return f"{self.role} ({self.relation})" if self.relation else self.role


CALLERS = (Caller(VISITOR), *(Caller(role, relation) for role in ROLES for relation in RELATIONS))
# A page that shows no one record stands in no relation to its caller: there each role asks once.
ROLES_ONCE = (Caller(VISITOR), *(Caller(role, OWN) for role in ROLES))


@dataclass(frozen=True, slots=True)
class World:
    """Where records lie (`places.branch`, so that there is a parent), and everyone who asks for them.

    colleague  whose records there are where they are not the caller's own
    """

    places: Country
    colleague: Membership
    people: dict[Caller, Person]
    memberships: dict[Caller, Membership]
    sessions: dict[Caller, str]
    keys: dict[Caller, str]

    def client(self, caller: Caller) -> Client:
        """A browser in which the caller signed in, and gave the password again, a moment ago."""
        client = Client()
        if caller in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[caller]
        return client

    def owner_of_record(self, caller: Caller) -> Membership:
        """Whose record is asked for: the caller's own where that is the relation, else the colleague's."""
        is_own = caller.relation == OWN and caller in self.memberships
        return self.memberships[caller] if is_own else self.colleague


def world() -> World:
    places = country()
    where = {
        OWN: places.branch,
        SAME: places.branch,
        PARENT: places.home,
        OTHER: places.neighbour,
        FAR: places.far,
    }
    people = {caller: person(f"{caller.role}-{caller.relation}") for caller in CALLERS if caller.relation}
    memberships = {
        caller: member(caller.role, where[caller.relation], one)
        for caller, one in people.items()
        if caller.role != OWNER
    }
    return World(
        places=places,
        colleague=member("coordinator", places.branch, person("colleague")),
        people=people,
        memberships=memberships,
        sessions={caller: session_of(one) for caller, one in people.items()},
        keys={
            caller: make_key(HOUSE, held, "照合", NOW.date(), now=NOW)[1]
            for caller, held in memberships.items()
        },
    )


def session_of(one: Person) -> str:
    """A session like the one that signing in and confirming the password just now leaves behind."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(one.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = one.get_session_auth_hash()
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(one.pk)
    session.create()
    return str(session.session_key)
