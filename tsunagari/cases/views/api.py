"""`POST /api/v1/cases`: software records a consultation with a key, once however often it sends it."""

from __future__ import annotations

import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import override
from django.views.decorators.http import require_POST

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.cases.actions.recording import Record, record_consultation
from tsunagari.cases.forms.api import Sent, read_sent
from tsunagari.cases.policy.movers import staff_movers
from tsunagari.cases.queries.cases import acts_as
from tsunagari.cases.queries.programmes import taken_under
from tsunagari.cases.views.reaching import case_address
from tsunagari.kit.access import access
from tsunagari.kit.problem import problem
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.doors.keys import takes_key
from tsunagari.registry.doors.submissions import LONGEST, SentDifferently, account_of, answer_once
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.queries.firms import visible_firms

HEADER = "Idempotency-Key"
KEY = f"[!-~]{{1,{LONGEST}}}"


@takes_key
@access(CASE_WORKERS)
@require_POST
def cases(request: HttpRequest) -> HttpResponse:
    """201 with the new case's address; 200 with the same for the same key and body.

    422 for what has not the published shape; 409 for what has it and cannot be, another body for the key
    among it.
    """
    opened: list[int] = []
    try:
        key = read_key(request)
        sent = read_sent(request.body, request.today)
    except Conflict as refused:
        return problem(HTTPStatus.CONFLICT, str(refused))
    except BadInput as refused:
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(refused))
    body = [("", request.path), ("", request.body.decode())]
    try:
        firm = chosen_firm(request, sent)
        address = answer_once(
            account_of(request), key, body, lambda: record(request, sent, firm, opened), now=request.now
        )
    except SentDifferently:
        detail = f"This {HEADER} was used with another body. Use a new key for a new case."
        return problem(HTTPStatus.CONFLICT, detail)
    except BadInput as refused:
        return problem(HTTPStatus.CONFLICT, str(refused))
    status = HTTPStatus.CREATED if opened else HTTPStatus.OK
    return JsonResponse({"address": address}, status=status, headers={"Location": address})


def read_key(request: HttpRequest) -> str:
    """The word that stands for one case. Raises BadInput for one that has not the published shape."""
    key: str = request.headers.get(HEADER, "")
    if not re.fullmatch(KEY, key):
        raise BadInput(given=key, allowed=f"1 to {LONGEST} visible ASCII characters", where=HEADER)
    return key


def record(request: HttpRequest, sent: Sent, firm: Firm | None, opened: list[int]) -> str:
    """Open the case; its page's address, which has no language."""
    actor = request.actor
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    case = record_consultation(
        actor,
        organisation,
        Record(sent.request, firm=firm, card=sent.card, holder_id=acts_as(actor)),
        delivery=taken_under(organisation.kind, request.today, sent.programme),
        by=staff_movers(actor.role),
        now=request.now,
    )
    opened.append(case.pk)
    with override("ja"):
        return case_address(case.pk)


def chosen_firm(request: HttpRequest, sent: Sent) -> Firm | None:
    """The card that was named. Raises BadInput for one that the key may not see."""
    if sent.firm is None:
        return None
    firm = visible_firms(request.actor, request.today).filter(pk=sent.firm).first()
    if firm is None:
        raise BadInput(given=str(sent.firm), allowed="the id of a card within reach", where="firm")
    return firm
