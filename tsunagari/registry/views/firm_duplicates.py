"""`/firms/duplicates/`: cards that look like one firm, put side by side, merged and parted again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tsunagari.kit.access import access
from tsunagari.registry.actions.merging import know_apart, merge_cards, unmerge_cards
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.policy.duplicates import chosen_values, likeness
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, field_words
from tsunagari.registry.queries.duplicates import likely_pairs, values
from tsunagari.registry.queries.merges import merges_of
from tsunagari.registry.views.firm_card import own_firm


@access(CASE_WORKERS)
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    pairs = likely_pairs(request.actor.organisations)
    return render(request, "registry/firms/duplicates.html", {"pairs": pairs})


@access(CASE_WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """Two cards side by side; what is chosen of each field stays. The first one is the one that is left."""
    firm, other = two_firms(request, pk, other_pk)
    if request.method == "POST":
        taken = {name: request.POST.get(name, "") for name in CARD_FIELDS}

        def act() -> str:
            merge_cards(request.actor, firm, other, taken, now=request.now)
            return reverse("firm", args=[firm.pk])

        return redirect_once(request, act)
    here, there = ({**values(card), "facts": card.facts} for card in (firm, other))
    left = chosen_values(here, there, {})
    context = {
        "firm": firm,
        "other": other,
        "likeness": likeness(here, there),
        "same": [
            (CARD_FIELDS[n].label, field_words(n, here[n]))
            for n in CARD_FIELDS
            if here[n] == there[n] and here[n]
        ],
        "differing": [
            (n, CARD_FIELDS[n].label, field_words(n, here[n]), field_words(n, there[n]), left[n] == here[n])
            for n in CARD_FIELDS
            if here[n] != there[n]
        ],
    }
    return render(request, "registry/firms/merge.html", context)


def two_firms(request: HttpRequest, pk: int, other_pk: int) -> tuple[Firm, Firm]:
    firm, other = own_firm(request, pk), own_firm(request, other_pk)
    if firm.pk == other.pk or firm.kept_by_id != other.kept_by_id:
        raise Http404
    return firm, other


@access(CASE_WORKERS)
@require_POST
def unmerge(request: HttpRequest, pk: int, merge_pk: int) -> HttpResponse:
    firm = own_firm(request, pk)
    undone = get_object_or_404(merges_of(firm), pk=merge_pk)

    def act() -> str:
        return reverse("firm", args=[unmerge_cards(request.actor, undone, now=request.now).pk])

    return redirect_once(request, act)


@access(CASE_WORKERS)
@require_POST
def apart(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    firm, other = two_firms(request, pk, other_pk)
    know_apart(request.actor, firm, other, now=request.now)
    return redirect("firm-duplicates")
