"""`/consult/`: an owner asks a desk from the page, without an account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagari.base.places import PREFECTURES
from tsunagari.cases.actions.asking import Asking, ask_desk
from tsunagari.cases.forms.consult import CARD, LONGEST, NEEDED, OFFERED, ConsultForm, read_consult, typed_in
from tsunagari.cases.links import STATUS, word_of
from tsunagari.cases.queries.programmes import delivered_by, programme_on, taken_under
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.private import private
from tsunagari.kit.templatetags.tsunagari import is_english
from tsunagari.registry.doors.submissions import SentDifferently, redirect_once
from tsunagari.registry.doors.throttling import is_too_often
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.field_groups import FIELD_GROUPS
from tsunagari.registry.policy.organisations import KINDS
from tsunagari.registry.queries.desks import desks_in

MOST_AN_HOUR = 20  # from one address: an office's people share one


@access(ANYONE)
@private
def consult(request: HttpRequest) -> HttpResponse:
    """The form; its second half once the place is known. Nothing is kept until it is sent in order."""
    if request.method != "POST":
        return show(request, arrived(request))
    form = typed_in(request.POST)
    desks = desks_for(request, form)
    if "look" in request.POST:
        return show(request, form, desks)
    form = read_consult(request.POST, desks, request.today)
    if form.faults:
        return show(request, form, desks, status=422)
    if is_too_often(request, "consult", most=MOST_AN_HOUR, now=request.now):
        told = _("同じ場所から続けて送られています。1時間ほどおいて、もういちど送ってください。")
        return show(request, form, desks, status=429, told=told)
    try:
        return redirect_once(request, lambda: ask(request, form, desks))
    except SentDifferently:
        told = _(
            "前に送られた相談は、もう受け付けています。書きかえたものを別の相談として送るときは、もういちど送ってください。"
        )
        return show(request, form, desks, status=409, told=told)


def ask(request: HttpRequest, form: ConsultForm, desks: list[Organisation]) -> str:
    """Ask the chosen desk; the address of the page where the owner follows it."""
    desk = next(desk for desk in desks if str(desk.pk) == form.read["desk"])
    key = form.typed["programme"]
    delivery = taken_under(desk.kind, request.today, key)
    about = programme_on(key, request.today)
    asking = Asking(
        desk=desk,
        card={name: form.read[name] for name in CARD},
        asked=form.read["asked"],
        contact_name=form.read["contact_name"],
        groups=form.groups,
        about=about.name.ja if about and about != delivery.programme else "",
    )
    case = ask_desk(asking, programme=delivery.programme, procedure=delivery.procedure, now=request.now)
    return reverse("status", args=[word_of(case, STATUS)]) + "?said=received"


def arrived(request: HttpRequest) -> ConsultForm:
    """What the address already says: the words searched for, the desk and the programme come from."""
    form = typed_in(request.GET)
    desk = chosen_desk(form.typed["desk"])
    known = {"prefecture": desk.prefecture if desk else request.GET.get("pref", "")}
    known["asked"] = request.GET.get("q", "")[:LONGEST]
    return ConsultForm({**form.typed, **known})


def chosen_desk(code: str) -> Organisation | None:
    """The desk an address names; None where it names none of ours."""
    is_number = code.isascii() and code.isdigit() and len(code) < 16
    return Organisation.objects.filter(pk=int(code)).first() if is_number else None


def desks_for(request: HttpRequest, form: ConsultForm) -> list[Organisation]:
    """The desks of the place that take consultations, the best first."""
    place, theme = form.typed["prefecture"], form.typed["theme"]
    fitting = desks_in(place, theme) if place else []
    everyone = [*fitting, *(desk for desk in desks_in(place) if desk not in fitting)] if place else []
    return [desk for desk in everyone if delivered_by(desk.kind, request.today)]


def show(
    request: HttpRequest,
    form: ConsultForm,
    desks: list[Organisation] | None = None,
    *,
    status: int = 200,
    told: str = "",
) -> HttpResponse:
    found = desks_for(request, form) if desks is None else desks
    chosen = form.typed["desk"] if form.typed["desk"] in {str(desk.pk) for desk in found} else ""
    context: dict[str, Any] = {
        "form": form,
        "told": told,
        "desks": [(desk, KINDS[desk.kind]) for desk in found],
        "chosen": chosen or (str(found[0].pk) if found else ""),
        "about": programme_on(form.typed["programme"], request.today),
        "groups": [(code, FIELD_GROUPS[code], code in NEEDED, code in form.groups) for code in OFFERED],
        "places": [(place.code, place.en if is_english() else place.ja) for place in PREFECTURES],
        "longest": LONGEST,
    }
    return render(request, "cases/consult.html", context, status=status)
