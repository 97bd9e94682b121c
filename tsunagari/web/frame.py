"""What every page's frame needs: the day of the demo, the menu, the same page in the other language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tsunagari.base.words import Words
from tsunagari.base.years import fiscal_year_of
from tsunagari.registry.doors.actors import is_signed_in
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.roles import OFFICER, PLANNER, ROLES

PLAN_PAGES = ("plan", "plan-picture", "plan-diff", "plan-document")
MENU = (
    ("search", _("さがす"), ("search", "programme", "compare", "saved")),
    ("check", _("確かめる"), ("check", "check-result")),
    ("desks", _("窓口"), ("desks", "directory", "directory-organisation")),
    ("plan", _("計画"), PLAN_PAGES),
)

# What staff see instead; a desk that is not there is not named.
STAFF_MENU = (
    ("inbox", _("受信箱"), ("inbox", "case")),
    ("firms", _("企業"), ("firms", "firm", "outreach")),
    ("evaluation", _("結果"), ("evaluation", "evaluation-programme", "evaluation-lines", "planning")),
    ("search", _("制度"), ("search", "programme", *PLAN_PAGES)),
)
PLANNER_MENU = (
    ("plan", _("計画"), (*PLAN_PAGES, "planning")),
    ("what-if", _("試算"), ("what-if",)),
    ("evaluation", _("結果"), ("evaluation", "evaluation-programme", "evaluation-lines")),
    ("search", _("制度"), ("search", "programme")),
)
# For those who decide about what was pulled, besides.
PULLED = ("pulled-queue", _("取り込み"), ("pulled-queue", "pulled-record"))
OWN_MENU = (
    ("organisation", _("組織の人と権限"), ("organisation",)),
    ("act-as", _("役割をかえる・代わりをする"), ("act-as",)),
    ("mfa_index", _("サインインの守り"), ("mfa_index",)),
)
Item = tuple[str, Any, bool]
Items = tuple[tuple[str, Any, tuple[str, ...]], ...]


def frame(request: HttpRequest) -> dict[str, Any]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    other = "ja" if (get_language() or "ja").startswith("en") else "en"
    actor = signed_in_actor(request)
    return {
        "site": settings.SITE,
        "today": settings.TODAY,
        "today_year": fiscal_year_of(settings.TODAY) if settings.TODAY else None,
        "menu": menu(menu_of(actor), here or ""),
        "own_menu": menu(OWN_MENU, here or "") if actor else [],
        "actor": actor,
        "actor_role": role_words(actor),
        "other_language": other,
        "other_address": translate_url(request.get_full_path(), other),
    }


def signed_in_actor(request: HttpRequest) -> Actor | None:
    """Who is signed in; None for a visitor, and on an error page made before anyone was looked up."""
    if not hasattr(request, "actor") or not is_signed_in(request):
        return None
    return request.actor


def menu_of(actor: Actor | None) -> Items:
    if actor is None or not actor.is_staff:
        return MENU
    items: Items = PLANNER_MENU if actor.role == PLANNER else STAFF_MENU
    return (*items, PULLED) if actor.role in (OFFICER, PLANNER) else items


def role_words(actor: Actor | None) -> Words | None:
    return ROLES.get(actor.role) if actor else None


def menu(items: Items, here: str) -> list[Item]:
    """Address, label and whether it is here, of each page that exists."""
    found = [(address_of(name), label, here in names) for name, label, names in items]
    return [(address, label, is_here) for address, label, is_here in found if address]


def address_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
