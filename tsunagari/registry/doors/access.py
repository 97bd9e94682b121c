"""Audiences of the desks' pages, made of predicates over the actor. A page declares one: `@access(STAFF)`."""

from __future__ import annotations

from urllib.parse import urlsplit

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tsunagari.kit.access import Access
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.roles import (
    ADMINISTRATOR,
    AUDITOR,
    COORDINATOR,
    EXPERT,
    OFFICER,
    PLANNER,
    REVIEWER,
)


@rules.predicate
def is_signed_in(actor: Actor) -> bool:
    return actor.person_id is not None


@rules.predicate
def is_staff(actor: Actor) -> bool:
    return actor.is_staff


def holds(*roles: str) -> rules.Predicate:
    """The actor works for an organisation in one of `roles`."""

    @rules.predicate(f"holds:{'|'.join(roles)}")
    def holds_role(actor: Actor) -> bool:
        return actor.is_staff and actor.role in roles

    return holds_role


def audience(name: str, predicate: rules.Predicate) -> Access:
    """Admits whom the predicate admits; a visitor is shown the way to sign in, others are refused."""
    return Access(
        name,
        admits=lambda request: predicate.test(request.actor),  # type: ignore[attr-defined]
        turn_away=show_the_way,
    )


def show_the_way(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back to here. A form sent too late comes back to the page it was written on."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(
        request.get_full_path() if request.method in ("GET", "HEAD") else written_on(request)
    )


def written_on(request: HttpRequest) -> str:
    """The page of this site that a form was sent from; the site's first page where the browser hides it."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return reverse("home")
    parts = urlsplit(page)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@rules.predicate
def acts_for_oneself(actor: Actor) -> bool:
    return actor.on_behalf_of_id is None


SIGNED_IN = audience("signed in", is_signed_in)
STAFF = audience("staff", is_staff)
STAFF_THEMSELVES = audience("staff in their own name", is_staff & acts_for_oneself)
# Carries cases and firms' cards; an auditor reads them all and changes nothing.
CASE_READERS = audience("case readers", holds(COORDINATOR, EXPERT, OFFICER, AUDITOR, ADMINISTRATOR))
# Makes the moves that the procedure leaves to them, and writes down what was heard.
CASE_MOVERS = audience("case movers", holds(COORDINATOR, EXPERT, OFFICER))
CASE_WORKERS = audience("case workers", holds(COORDINATOR, OFFICER))
ADMINISTRATORS = audience("administrators", holds(ADMINISTRATOR))
RESULT_READERS = audience(
    "result readers", holds(COORDINATOR, OFFICER, REVIEWER, PLANNER, AUDITOR, ADMINISTRATOR)
)
PLANNERS = audience("planners", holds(PLANNER))
# Bring lists of organisations into the directory.
DIRECTORY_KEEPERS = audience("keepers of the directory", holds(ADMINISTRATOR, PLANNER))
