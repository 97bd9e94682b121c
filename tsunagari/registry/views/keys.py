"""One's own API keys."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagari.kit.access import access
from tsunagari.registry.actions.keys import make_key, revoke_key
from tsunagari.registry.doors.access import STAFF, STAFF_THEMSELVES
from tsunagari.registry.doors.submissions import submit
from tsunagari.registry.forms.people import KeyForm
from tsunagari.registry.queries.people import keys_seen, membership_of

USUAL = datetime.timedelta(days=90)


@access(STAFF_THEMSELVES)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Shows the secret in the answer to the form and never again; the form sent again shows no secret."""
    form = KeyForm(request.POST or None, initial={"ends_on": request.today + USUAL})
    if not form.is_valid():
        return render(request, "registry/key.html", {"form": form}, status=422 if form.is_bound else 200)
    shown: list[str] = []

    def act() -> str:
        _, secret = make_key(
            request.actor, membership_of(request.actor), **form.cleaned_data, now=request.now
        )
        shown.append(secret)
        return reverse("organisation")

    address = submit(request, act)
    if not shown:
        return redirect(address)
    return render(request, "registry/key_made.html", {"secret": shown[0]})


@access(STAFF)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    revoke_key(request.actor, get_object_or_404(keys_seen(request.actor), pk=pk), now=request.now)
    return redirect("organisation")
