"""The way in: the link of an invitation's mail."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsunagari.kit.access import ANYONE, access
from tsunagari.registry.actions.invitations import accept_invitation, join
from tsunagari.registry.forms.people import AcceptanceForm
from tsunagari.registry.models.people import Invitation, Person
from tsunagari.registry.policy.roles import ROLES
from tsunagari.registry.queries.people import invitation_by

PAGE = "registry/invitation.html"


@access(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing (mail scanners open links too); sending the form does."""
    offer = invitation_by(token, request.now)
    if offer is None:
        raise Http404
    context = {"offer": offer, "role": ROLES[offer.role]}
    if Person.objects.filter(email=offer.email, is_active=True).exists():
        return take_up(request, offer, context)
    form = AcceptanceForm(request.POST or None, email=offer.email)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, PAGE, context | {"form": form}, status=status)
    accept_invitation(offer, **form.cleaned_data, now=request.now)
    return redirect("account_login")


def take_up(request: HttpRequest, offer: Invitation, context: dict[str, object]) -> HttpResponse:
    """Someone who is known here takes the role up as themselves."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    is_other = request.user.email != offer.email
    if request.method != "POST" or is_other:
        return render(request, PAGE, context | {"is_other": is_other}, status=403 if is_other else 200)
    join(offer, request.user, now=request.now)
    return redirect("organisation")
