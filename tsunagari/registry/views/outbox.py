"""What leaves by mail: how much waits, and what a person must look at."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tsunagari.kit.access import access
from tsunagari.kit.address import query, read_choice
from tsunagari.registry.actions.settling import settle as settle_item
from tsunagari.registry.doors.access import ADMINISTRATORS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.policy.outbox import DECIDABLE, DECISIONS, STATES
from tsunagari.registry.queries.outbox import counts_by_state, items_seen

MOST = 100


@access(ADMINISTRATORS)
@require_http_methods(["GET", "HEAD"])
def outbox(request: HttpRequest) -> HttpResponse:
    """One state at a time; first the one that waits for a person."""
    counts = counts_by_state(request.actor)
    state = read_choice(request.GET, "state", tuple(STATES), where=_("状態"), default=next(iter(DECIDABLE)))
    items = items_seen(request.actor).filter(state=state)[:MOST]
    context = {
        "state": state,
        "state_words": STATES[state],
        "states": [(code, words, counts.get(code, 0)) for code, words in STATES.items()],
        "items": items,
        "most": MOST,
        "decisions": [(code, DECISIONS[code]) for code in DECIDABLE.get(state, ())],
    }
    return render(request, "registry/outbox.html", context)


@access(ADMINISTRATORS)
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(items_seen(request.actor), pk=pk)
    decision = request.POST.get("decision", "")
    back = reverse("outbox") + query({"state": item.state})

    def act() -> str:
        settle_item(request.actor, item.pk, decision, now=request.now)
        return back

    return redirect_once(request, act)
