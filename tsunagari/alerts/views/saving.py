"""`/alerts/`: an owner asks to be told, by e-mail address alone. Whether it is known changes no answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagari.alerts.actions.saving import save_watch
from tsunagari.alerts.forms.watched import ABOUT, TRAP, read_address, read_rhythm, read_watched
from tsunagari.alerts.policy.watched import KINDS, RHYTHMS, Watched
from tsunagari.alerts.queries.describing import described, page_of
from tsunagari.base.errors import BadInput
from tsunagari.base.text import without_controls
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query
from tsunagari.kit.private import private
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.registry.doors.submissions import SentDifferently, redirect_once
from tsunagari.registry.doors.throttling import is_too_often

MOST_AN_HOUR = 20  # from one network address: an office's people share one


@access(ANYONE)
@private
def ask(request: HttpRequest) -> HttpResponse:
    """What will be watched and where to tell; sent, the next thing to do is in the mail."""
    edition = edition_of()
    sent = request.method == "POST"
    watched = read_watched(request.POST if sent else request.GET, edition.offered, edition.as_of)
    if not sent:
        return show(request, watched)
    if request.POST.get(TRAP):
        return redirect_once(request, lambda: reverse("alerts-asked"))
    try:
        address, rhythm = read_address(request.POST, request.today), read_rhythm(request.POST)
    except BadInput as refused:
        return show(request, watched, status=422, fault=refused)
    if is_too_often(request, "alerts", most=MOST_AN_HOUR, now=request.now):
        told = _("同じ場所から続けて送られています。1時間ほどおいて、もういちど送ってください。")
        return show(request, watched, status=429, told=told)
    try:
        return redirect_once(request, lambda: keep(request, address, watched, rhythm))
    except SentDifferently:
        told = _("前に送られた登録は、もう受け付けています。書きかえたものは、もういちど送ってください。")
        return show(request, watched, status=409, told=told)


def keep(request: HttpRequest, address: str, watched: Watched, rhythm: str) -> str:
    save_watch(address, watched, rhythm, now=request.now)
    return reverse("alerts-asked")


def show(
    request: HttpRequest,
    watched: Watched,
    *,
    status: int = 200,
    fault: BadInput | None = None,
    told: str = "",
) -> HttpResponse:
    edition = edition_of()
    context = {
        "edition": edition,
        "kind": KINDS[watched.kind],
        "lines": described(watched, edition),
        "pairs": [(ABOUT, watched.kind), *watched.pairs],
        "page": page_of(watched),
        "feed": reverse("alerts-feed") + query([(ABOUT, watched.kind), *watched.pairs]),
        "email": without_controls(request.POST.get("email", "")),
        "rhythms": RHYTHMS,
        "rhythm": request.POST.get("rhythm") or next(iter(RHYTHMS)),
        "fault": fault,
        "told": told,
    }
    return render(request, "alerts/ask.html", context, status=status)


@access(ANYONE)
@private
def asked(request: HttpRequest) -> HttpResponse:
    """The same for everyone: a mail is on its way, if one was called for."""
    return render(request, "alerts/asked.html")
