"""Opening a card and changing one. The second of two editors sees what changed, and loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import DIVISIONS
from tsunagari.base.words import Words
from tsunagari.base.years import fiscal_year_of
from tsunagari.kit.access import access
from tsunagari.kit.published import plan_for
from tsunagari.programmes.vocabulary import Vocabulary
from tsunagari.registry.actions.firms import CardChanged, change_card, open_card
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.forms.firms import CardForm, read_card_form, read_version
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.duplicates import Likeness
from tsunagari.registry.policy.editing import Reconciled, own_changes, reconcile
from tsunagari.registry.policy.firm_facts import FIGURES
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, KINDS, field_words
from tsunagari.registry.queries.duplicates import look_alikes
from tsunagari.registry.views.firm_card import own_firm

GET_OR_POST = ["GET", "HEAD", "POST"]


class LooksAlike(Exception):
    """Cards that are there already look like the new one; nobody has said that it is another firm."""

    def __init__(self, cards: list[tuple[Firm, Likeness]]) -> None:
        super().__init__()
        self.cards = cards


@access(CASE_WORKERS)
@require_http_methods(GET_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    """A new card. Cards that look alike are shown before a second one is opened."""
    if request.method != "POST":
        return show(request, CardForm({"name": request.GET.get("name", "")[:120]}))
    form = read_card_form(request.POST, vocabulary_of(request), request.today)
    if form.faults:
        return show(request, form, status=422)
    home = Organisation.objects.get(pk=request.actor.organisation_id)

    def act() -> str:
        if "sure" not in request.POST and (alike := look_alikes(request.actor, form.kept)):
            raise LooksAlike(alike)
        facts = {name: value for name, value in form.kept["facts"].items() if value is not None}
        fields = {**form.kept, "facts": facts}
        return reverse("firm", args=[open_card(request.actor, home, fields, now=request.now).pk])

    try:
        return sent(request, form, act)
    except LooksAlike as found:
        return show(request, form, alike=found.cards)


@access(CASE_WORKERS)
@require_http_methods(GET_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_firm(request, pk)
    if request.method != "POST":
        return show(request, CardForm(boxes_of(found)), found, base=boxes_of(found))
    form = read_card_form(request.POST, vocabulary_of(request), request.today)
    base = {name: request.POST.get(f"was.{name}", "") for name in form.typed}
    if form.faults:
        return show(request, form, found, base=base, version=read_version(request.POST), status=422)
    mine = own_changes(base, form.typed)
    changes: dict[str, Any] = {name: form.kept[name] for name in mine if name in CARD_FIELDS}
    if facts := {name: form.kept["facts"][name] for name in mine if name in FIGURES}:
        changes["facts"] = facts

    def act() -> str:
        change_card(request.actor, found, changes, read_version(request.POST), now=request.now)
        return reverse("firm", args=[pk])

    try:
        return sent(request, form, act, found, base)
    except CardChanged as refused:
        now = boxes_of(refused.firm)
        both = reconcile(base, form.typed, now)
        return show(request, CardForm(both.boxes), refused.firm, base=now, reconciled=both, status=409)


def sent(
    request: HttpRequest,
    form: CardForm,
    act: Any,
    found: Firm | None = None,
    base: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Do it once; what is refused now stands beside the form with everything that was typed."""
    try:
        return redirect_once(request, act)
    except CardChanged:
        raise
    except BadInput as refused:
        if not refused.where:
            raise
        name = next((n for n, f in CARD_FIELDS.items() if str(f.label) == refused.where), "name")
        form = CardForm(form.typed, form.kept, {name: refused})
        version = read_version(request.POST) if found else 0
        return show(request, form, found, base=base, version=version, status=422)


def show(  # noqa: PLR0913 (all that the form may have to say)
    request: HttpRequest,
    form: CardForm,
    found: Firm | None = None,
    *,
    base: Mapping[str, str] | None = None,
    version: int | None = None,
    reconciled: Reconciled | None = None,
    alike: Any = (),
    status: int = 200,
) -> HttpResponse:
    vocabulary = vocabulary_of(request)
    labels = {name: field.label for name, field in CARD_FIELDS.items()}
    labels |= {name: vocabulary.facts[name].label.ja for name in FIGURES}
    context = {
        "form": form,
        "firm": found,
        "boxes": [
            (name, label, form.typed.get(name, ""), form.faults.get(name)) for name, label in labels.items()
        ],
        "base": base or {},
        "version": version or (found.version if found else 0),
        "theirs": [
            (labels[name], field_words(name, before), field_words(name, now), name in reconciled.both)
            for name, (before, now) in (reconciled.theirs if reconciled else {}).items()
        ],
        "faults": [(name, labels[name], fault) for name, fault in form.faults.items()],
        "alike": alike,
        "trades": trades_offered(form.typed.get("industry", "")),
        "kinds": KINDS,
        "places": [(place.code, Words(place.ja, place.en)) for place in PREFECTURES],
    }
    return render(request, "registry/firms/edit.html", context, status=status)


def trades_offered(typed: str) -> list[tuple[str, Words]]:
    """Divisions and major groups, and what was typed if it is a smaller one or none at all."""
    codes = [
        code
        for letter, (_ja, _en, first, last) in DIVISIONS.items()
        for code in (letter, *(f"{number:02d}" for number in range(first, last + 1)))
    ]
    offered = [(code, field_words("industry", code)) for code in codes]
    return offered if not typed or typed in codes else [(typed, Words(typed, typed)), *offered]


def boxes_of(firm: Firm) -> dict[str, str]:
    """What the form's boxes show of a card."""
    plain = {name: getattr(firm, name) for name in CARD_FIELDS}
    return plain | {name: str(firm.facts.get(name, "")) for name in FIGURES}


def vocabulary_of(request: HttpRequest) -> Vocabulary:
    return plan_for(fiscal_year_of(request.today)).vocabulary
