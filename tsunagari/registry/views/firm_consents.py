"""What a firm agreed to share: written down, and taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tsunagari.base.errors import BadInput
from tsunagari.kit.access import access
from tsunagari.registry.actions.consents import give_consent, revoke_consent
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.forms.firms import read_last_day_typed
from tsunagari.registry.queries.consents import consents_of, organisations_to_share_with
from tsunagari.registry.views.firm_card import own_firm


@access(CASE_WORKERS)
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Staff write down what the firm agreed to, and how it was said."""
    found = own_firm(request, pk)
    code = request.POST.get("given_to", "")
    desk = next((each for each in organisations_to_share_with(found) if str(each.pk) == code), None)
    if desk is None:
        mend, where = _("えらんでください。"), _("見せる相手")
        raise BadInput(given=code, allowed=_("一覧にある機関"), mend=mend, where=where)

    def act() -> str:
        give_consent(
            request.actor,
            found,
            desk,
            request.POST.getlist("groups"),
            request.POST.get("purpose", "")[:120],
            request.POST.get("how", ""),
            now=request.now,
            ends_on=read_last_day_typed(request.POST),
            may_approach="may_approach" in request.POST,
        )
        return reverse("firm", args=[pk]) + "#consents"

    return redirect_once(request, act)


@access(CASE_WORKERS)
@require_POST
def revoke(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponse:
    found = own_firm(request, pk)
    consent = get_object_or_404(consents_of(found), pk=consent_pk)

    def act() -> str:
        revoke_consent(request.actor, consent, now=request.now)
        return reverse("firm", args=[pk]) + "#consents"

    return redirect_once(request, act)
