"""Whom to hand the case to: proposed with reasons, with the firm's consent shown or written down here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.base.years import fiscal_year_of
from tsunagari.cases.actions.handing_over import refer_case
from tsunagari.cases.actions.moving import ChangedMeanwhile
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.answers import hands_over
from tsunagari.cases.policy.proposing import Proposal
from tsunagari.cases.queries.cases import last_entry_of
from tsunagari.cases.queries.partners import agreed_with, proposals_for
from tsunagari.cases.views.meanwhile import read_version, what_changed
from tsunagari.cases.views.moving import gone, offered_move
from tsunagari.cases.views.reaching import case_address, case_in_hand
from tsunagari.engines.procedure.declared import Move
from tsunagari.kit.access import access
from tsunagari.kit.address import read_text
from tsunagari.kit.published import plan_for
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.consents import HOW
from tsunagari.registry.policy.field_groups import CONSULTATIONS, CONTACT, FIELD_GROUPS, IDENTITY
from tsunagari.registry.policy.organisations import KINDS

BY_STAFF = {code: words for code, words in HOW.items() if code != "page"}
USUAL_GROUPS = (IDENTITY, CONTACT, CONSULTATIONS)
PURPOSE = "紹介のため"
SHOWN_FOR = datetime.timedelta(days=365)
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What the page offers: whom, and with whom the firm agreed already."""

    case: Case
    move: Move
    proposals: list[Proposal]
    elsewhere: int
    agreed: set[int]


@dataclass(frozen=True, slots=True)
class Referral:
    """What was chosen and typed; `faults` by field."""

    sent_to: int | None = None
    groups: tuple[str, ...] = USUAL_GROUPS
    how: str = ""
    note: str = ""
    faults: Mapping[str, str] = field(default_factory=dict, hash=False)


@access(CASE_WORKERS)
def refer(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    case = case_in_hand(request, pk)
    chosen = offered_move(request, case, verb)
    if chosen is None:
        return gone(request, case)
    if not hands_over(chosen):
        return redirect("case-move", pk, verb)
    proposals, elsewhere = proposals_for(case, request.today)
    agreed = agreed_with(case, request.today, [each.organisation_id for each in proposals])
    choice = Choice(case, chosen, proposals, elsewhere, agreed)
    if request.method != "POST":
        best = next((each.organisation_id for each in proposals if each.verdict == "yes"), None)
        return page(request, choice, Referral(sent_to=best))
    referral = read_referral(request, choice)
    if referral.faults:
        return page(request, choice, referral, status=422)
    try:
        return redirect_once(request, lambda: hand_over(request, choice, referral))
    except ChangedMeanwhile:
        return page(request, choice, referral, status=409)
    except Conflict:
        raise
    except BadInput as bad:
        told = replace(referral, faults={"": bad.mend or bad.allowed})
        return page(request, choice, told, status=422)


@transaction.atomic
def hand_over(request: HttpRequest, choice: Choice, referral: Referral) -> str:
    """Write the consent down, where it was given only now, and hand the case over."""
    case = choice.case
    if referral.sent_to not in choice.agreed:
        give_consent(
            request.actor,
            case.firm,
            Organisation.objects.get(pk=referral.sent_to),
            referral.groups,
            PURPOSE,
            referral.how,
            now=request.now,
            ends_on=request.today + SHOWN_FOR,
        )
    refer_case(
        request.actor,
        case.pk,
        choice.move.verb,
        referral.sent_to,
        note=referral.note,
        now=request.now,
        version=read_version(request),
    )
    return case_address(case.pk, said="referred")


def read_referral(request: HttpRequest, choice: Choice) -> Referral:
    """What was sent, with what is missing."""
    offered = {str(each.organisation_id) for each in choice.proposals}
    to = request.POST.get("to", "")
    referral = Referral(
        sent_to=int(to) if to in offered else None,
        groups=tuple(group for group in FIELD_GROUPS if group in request.POST.getlist("groups")),
        how=request.POST.get("how", ""),
        note=read_text(request.POST, "note", limit=LONGEST, where=_("ひとこと")),
    )
    faults = {}
    if referral.sent_to is None:
        faults["to"] = _("紹介先をえらんでください。")
    elif referral.sent_to not in choice.agreed:
        if referral.how not in BY_STAFF:
            faults["how"] = _("同意のとり方が空です。どれかひとつをえらんでください。")
        if not referral.groups:
            faults["groups"] = _("渡してよいと本人が言ったものを、えらんでください。")
    return replace(referral, faults=faults)


def page(request: HttpRequest, choice: Choice, referral: Referral, *, status: int = 200) -> HttpResponse:
    case = choice.case
    if status == 409:
        case.refresh_from_db(fields=["version"])
    catalogue = plan_for(fiscal_year_of(request.today))
    context = {
        "case": case,
        "choice": choice,
        "referral": referral,
        "faults": referral.faults,
        "themes": catalogue.vocabulary.facts["need.themes"].values,
        "kinds": KINDS,
        "groups": FIELD_GROUPS,
        "hows": BY_STAFF,
        "last_entry": last_entry_of(case),
        "is_late": status == 409,
        "changes": what_changed(request, case) if status == 409 else [],
    }
    return render(request, "cases/refer.html", context, status=status)
