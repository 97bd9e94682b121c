"""Standing in for an absent colleague, and choosing in which role one acts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagari.base.errors import BadInput
from tsunagari.kit.access import access
from tsunagari.registry.actions.people import end_deputising, name_deputy
from tsunagari.registry.doors.access import SIGNED_IN, STAFF, STAFF_THEMSELVES
from tsunagari.registry.doors.actors import BEHALF, MEMBERSHIP
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.forms.people import DeputyForm
from tsunagari.registry.policy.roles import ROLES
from tsunagari.registry.queries.actors import memberships_of
from tsunagari.registry.queries.people import (
    absent_colleagues,
    changeable_deputisings,
    colleagues,
    own_memberships,
)


@access(STAFF_THEMSELVES)
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    form = DeputyForm(
        request.POST or None,
        own=own_memberships(actor),
        colleagues=colleagues(actor).exclude(person=actor.person_id),
        initial={"begins_on": request.today},
    )
    if not form.is_valid():
        return render(request, "registry/deputy.html", {"form": form}, status=422 if form.is_bound else 200)

    def act() -> str:
        name_deputy(actor, **form.cleaned_data, now=request.now)
        return reverse("organisation")

    return redirect_once(request, act)


@access(STAFF)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    deputising = get_object_or_404(changeable_deputisings(request.actor, request.today), pk=pk)
    end_deputising(request.actor, deputising, now=request.now)
    return redirect("organisation")


@access(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def act_as(request: HttpRequest) -> HttpResponse:
    """In which role, and for whom, one acts from now on in this browser."""
    held = {f"{MEMBERSHIP}:{one.pk}": one for one in memberships_of(request.user)}
    absent = {f"{BEHALF}:{one.pk}": one for one in absent_colleagues(request.user, request.today)}
    if request.method != "POST":
        context = {
            "held": [(code, one, ROLES[one.role]) for code, one in held.items()],
            "absent": [(code, one, ROLES[one.membership.role]) for code, one in absent.items()],
        }
        return render(request, "registry/act_as.html", context)
    chosen = request.POST.get("as", "")
    if chosen not in held | absent:
        raise BadInput(given=chosen, allowed=", ".join(held | absent), where="as")
    kind, _, number = chosen.partition(":")
    request.session.pop(BEHALF, None)
    request.session[kind] = int(number)
    return redirect("home")
