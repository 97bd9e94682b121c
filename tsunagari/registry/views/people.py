"""The people of one's organisation: who they are, inviting more, letting them go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagari.kit.access import access
from tsunagari.registry.actions.invitations import invite as send_invitation
from tsunagari.registry.actions.invitations import withdraw_invitation
from tsunagari.registry.actions.people import end_membership
from tsunagari.registry.doors.access import ADMINISTRATORS, STAFF
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.forms.people import InvitationForm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.roles import ADMINISTRATOR, ROLES
from tsunagari.registry.queries.people import (
    changeable_deputisings,
    colleagues,
    deputisings_of,
    keys_seen,
    waiting_invitations,
)


@access(STAFF)
@require_http_methods(["GET", "HEAD"])
def organisation(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    context = {
        "is_administrator": actor.role == ADMINISTRATOR,
        "members": [(member, ROLES[member.role]) for member in colleagues(actor)],
        "invitations": [(one, ROLES[one.role]) for one in waiting_invitations(actor, request.now)],
        "deputisings": deputisings_of(actor, request.today),
        "may_end": set(changeable_deputisings(actor, request.today).values_list("pk", flat=True)),
        "keys": keys_seen(actor),
    }
    return render(request, "registry/organisation.html", context)


@access(ADMINISTRATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if not form.is_valid():
        return render(request, "registry/invite.html", {"form": form}, status=422 if form.is_bound else 200)
    home = Organisation.objects.get(pk=request.actor.organisation_id)

    def act() -> str:
        send_invitation(
            request.actor,
            home,
            form.cleaned_data["email"],
            form.cleaned_data["role"],
            link=lambda token: request.build_absolute_uri(reverse("invitation", args=[token])),
            now=request.now,
        )
        return reverse("organisation")

    return redirect_once(request, act)


@access(ADMINISTRATORS)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(waiting_invitations(request.actor, request.now), pk=pk)
    withdraw_invitation(request.actor, invitation, now=request.now)
    return redirect("organisation")


@access(ADMINISTRATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, since the person is out at their next request."""
    member = get_object_or_404(colleagues(request.actor), pk=pk)
    if request.method != "POST":
        return render(request, "registry/leave.html", {"member": member, "role": ROLES[member.role]})
    end_membership(request.actor, member, now=request.now)
    return redirect("organisation")
