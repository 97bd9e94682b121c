"""Small deeds on a case: a note, who holds it, a question to the firm, a meeting, undoing the last move."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tsunagari.base.errors import BadInput
from tsunagari.base.text import half_width
from tsunagari.base.years import read_date
from tsunagari.cases.actions.moving import ChangedMeanwhile, undo_move
from tsunagari.cases.actions.noting import add_note, ask_firm, assign_case, make_appointment
from tsunagari.cases.models.cases import Case
from tsunagari.cases.views.meanwhile import is_number, read_version
from tsunagari.cases.views.moving import gone
from tsunagari.cases.views.reaching import case_address, case_in_hand
from tsunagari.kit.access import access
from tsunagari.kit.address import read_text
from tsunagari.registry.doors.access import CASE_MOVERS, CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once

LONGEST_NOTE, LONGEST_QUESTION, LONGEST_PLACE, MOST_CHOICES = 4_000, 300, 120, 10
HOUR = re.compile(r"([0-9]{1,2})(?::|時)?([0-9]{2})?分?")


@access(CASE_MOVERS)
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    case_in_hand(request, pk)
    text = read_lines(request, "text", LONGEST_NOTE, _("記録"))

    def act() -> str:
        add_note(request.actor, pk, text, now=request.now, is_for_firm="for_firm" in request.POST)
        return case_address(pk, said="noted")

    return redirect_once(request, act)


@access(CASE_WORKERS)
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    case = case_in_hand(request, pk)
    holder = request.POST.get("holder", "")
    if holder and not is_number(holder):
        raise BadInput(given=holder, allowed=_("案件をもつ人のひとり"), where=_("担当"))

    def act() -> str:
        holder_id = int(holder) if holder else None
        assign_case(request.actor, pk, holder_id, now=request.now, version=read_version(request))
        return case_address(pk, said="assigned")

    return redirect_or_tell(request, case, act)


@access(CASE_WORKERS)
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    case_in_hand(request, pk)
    text = read_text(request.POST, "text", limit=LONGEST_QUESTION, where=_("たずねること"))
    choices = tuple(line.strip() for line in request.POST.get("choices", "").splitlines() if line.strip())
    if len(choices) > MOST_CHOICES:
        allowed = _("%(most)dこまで") % {"most": MOST_CHOICES}
        raise BadInput(given=str(len(choices)), allowed=allowed, where=_("えらべる答え"))

    def act() -> str:
        ask_firm(request.actor, pk, text, choices=choices, now=request.now)
        return case_address(pk, said="asked")

    return redirect_once(request, act)


@access(CASE_WORKERS)
@require_POST
def meet(request: HttpRequest, pk: int) -> HttpResponse:
    case_in_hand(request, pk)
    begins_at = read_moment(request.POST.get("day", ""), request.POST.get("hour", ""))
    place = read_text(request.POST, "place", limit=LONGEST_PLACE, where=_("場所"))

    def act() -> str:
        make_appointment(request.actor, pk, begins_at, place, now=request.now)
        return case_address(pk, said="meeting")

    return redirect_once(request, act)


@access(CASE_MOVERS)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    case = case_in_hand(request, pk)

    def act() -> str:
        undo_move(request.actor, pk, now=request.now, version=read_version(request))
        return case_address(pk, said="undone")

    return redirect_or_tell(request, case, act)


def redirect_or_tell(request: HttpRequest, case: Case, act: Callable[[], str]) -> HttpResponse:
    """Do it once; where someone changed the case meanwhile, show what they did (409)."""
    try:
        return redirect_once(request, act)
    except ChangedMeanwhile:
        return gone(request, case)


def read_moment(day: str, hour: str) -> datetime.datetime:
    """A day and an hour (9:30, 10時, 10時30分) in the time of the house."""
    match = HOUR.fullmatch(half_width(hour).strip())
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise BadInput(given=hour, allowed=_("0:00から23:59"), mend=_("例：10:00"), where=_("時刻"))
    at = datetime.time(int(match[1]), int(match[2] or 0))
    return timezone.make_aware(datetime.datetime.combine(read_date(day), at))


def read_lines(request: HttpRequest, name: str, limit: int, where: str) -> str:
    """A text of several lines: at most `limit` characters, not empty."""
    text = request.POST.get(name, "").replace("\r\n", "\n").strip()
    if not text or len(text) > limit:
        allowed = _("1文字から%(limit)d文字") % {"limit": limit}
        raise BadInput(given=text, allowed=allowed, where=where)
    return text
