"""`/firms/<id>/`: one firm on one page: what is known, what happened, what it can use today."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.base.years import fiscal_year_of
from tsunagari.kit.access import access
from tsunagari.kit.address import query
from tsunagari.kit.published import judged_on, plan_for
from tsunagari.kit.templatetags.tsunagari import words
from tsunagari.registry.actions.firms import change_card, note_reading
from tsunagari.registry.doors.access import CASE_READERS, CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.forms.firms import TYPED, read_answer
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.card_rows import rows_of
from tsunagari.registry.policy.cards import Card
from tsunagari.registry.policy.consents import HOW
from tsunagari.registry.policy.field_groups import CONSULTATIONS, FIELD_GROUPS
from tsunagari.registry.policy.firm_facts import changes_by, typed_facts
from tsunagari.registry.policy.firm_fields import CARD_FIELDS
from tsunagari.registry.policy.use_now import use_now
from tsunagari.registry.queries.cards import LONG, SHORT, Event, card_for, former_of, thread_of
from tsunagari.registry.queries.consents import consents_shown, organisations_to_share_with
from tsunagari.registry.queries.contacts import UNDO_WITHIN, undoable_change
from tsunagari.registry.queries.firms import card_family, firm_seen, kept_firms, visible_firms
from tsunagari.registry.queries.merges import merges_of


@access(CASE_READERS)
@require_safe
def firm(request: HttpRequest, pk: int) -> HttpResponse:
    """The card. That it was looked at is written down. A merged card leads to the one that took it over."""
    found = firm_seen(request.actor, pk, request.today)
    if found is None:
        firms = visible_firms(request.actor, request.today)
        return redirect("firm", get_object_or_404(firms, merged=pk).pk)
    return show(request, found)


def own_firm(request: HttpRequest, pk: int) -> Firm:
    return get_object_or_404(kept_firms(request.actor).select_related("kept_by"), pk=pk)


def show(request: HttpRequest, found: Firm, *, fault: BadInput | None = None) -> HttpResponse:
    card = card_for(request.actor, found, request.today)
    home = request.actor.organisation_id
    note_reading(request.actor, found, card.groups, organisation_id=home, now=request.now)
    catalogue = plan_for(fiscal_year_of(request.today))
    as_of = judged_on(catalogue)
    known = typed_facts(card.values, catalogue.vocabulary, as_of)
    later = [name for name in request.GET.getlist("later") if name in catalogue.vocabulary.facts]
    now = use_now(catalogue, known, as_of, later)
    family = card_family(found)
    most = LONG if request.GET.get("thread") == "all" else SHORT
    thread = thread_shown(request.actor, found, card, family, most=most + 1)
    lately = {event.verb for event in thread if request.now - event.at <= UNDO_WITHIN}
    can_write = card.is_own and CASE_WORKERS.admits(request)
    is_sharing = can_write and "share" in request.GET  # the form is drawn for whoever asks for it
    can_undo = can_write and "firm.changed" in lately
    context: dict[str, Any] = {
        "card": card,
        "rows": rows_of(card, known, catalogue.vocabulary),
        "groups": FIELD_GROUPS,
        "former": [(CARD_FIELDS[name].label, value) for name, value in former_of(card, family)],
        "thread": thread[:most],
        "has_older": len(thread) > most == SHORT,
        "now": now,
        "is_written": now.question is not None and now.question.fact.type in TYPED,
        "later": later,
        "fault": fault,
        "can_write": can_write,
        "undoable": undoable_change(request.actor, found, now=request.now) if can_undo else None,
        "consents": consents_shown(found) if card.is_own else [],
        "how": HOW,
        "merges": merges_of(found) if can_write and len(family) > 1 else [],
        "is_sharing": is_sharing,
        "desks": desks_offered(found) if is_sharing else {},
        "on": request.today,
    }
    return render(request, "registry/firms/card.html", context, status=422 if fault else 200)


def thread_shown(actor: Actor, found: Firm, card: Card, family: list[int], *, most: int) -> list[Event]:
    """The newest lines of the firm's thread, if its consultations may be seen."""
    if CONSULTATIONS not in card.groups:
        return []
    return thread_of(actor, found, card.groups, family, most=most)


def desks_offered(found: Firm) -> dict[str, Words]:
    """Whom the firm may agree to be shown to: id → name."""
    return {str(desk.pk): desk.words for desk in organisations_to_share_with(found).only("name", "name_en")}


@access(CASE_WORKERS)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An answered question becomes part of the card; one put off is only passed over on the next page."""
    found = own_firm(request, pk)
    catalogue = plan_for(fiscal_year_of(request.today))
    fact = catalogue.vocabulary.facts.get(request.POST.get("asked", ""))
    if fact is None or not fact.is_askable:
        raise BadInput(given=request.POST.get("asked", ""), allowed=_("質問の名前"), where=_("質問"))
    try:
        value = read_answer(request.POST, fact, judged_on(catalogue))
    except BadInput as refused:
        return show(request, found, fault=refused)
    later = [*request.POST.getlist("later"), *([fact.name] if value is None else [])]
    address = reverse("firm", args=[pk]) + query([("later", name) for name in later]) + "#now"
    if value is None:
        return redirect(address)

    def act() -> str:
        change_card(request.actor, found, changes_by(fact.name, value), found.version, now=request.now)
        return address

    response = redirect_once(request, act)
    messages.success(request, _("カードに書きました：%(fact)s") % {"fact": words(fact.label)})
    return response
