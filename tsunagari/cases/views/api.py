"""`POST /api/v1/cases`: software records a consultation with a key, once however often it sends it."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import override
from django.views.decorators.http import require_POST

from tsunagari.base.errors import BadInput
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
from tsunagari.registry.doors.submissions import SentDifferently, account_of, answer_once
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.queries.firms import visible_firms

HEADER = "Idempotency-Key"


@takes_key
@access(CASE_WORKERS)
@require_POST
def cases(request: HttpRequest) -> HttpResponse:
    """201 with the new case's address; 200 with the same for the same key and body; 409 for another body."""
    opened: list[int] = []
    try:
        sent = read_sent(request.body, request.today)
        firm = chosen_firm(request, sent)
        body = [("", request.path), ("", request.body.decode())]
        key = request.headers.get(HEADER, "")
        address = answer_once(
            account_of(request), key, body, lambda: record(request, sent, firm, opened), now=request.now
        )
    except SentDifferently:
        detail = f"This {HEADER} was used with another body. Use a new key for a new case."
        return problem(HTTPStatus.CONFLICT, detail)
    except BadInput as bad:
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(bad))
    status = HTTPStatus.CREATED if opened else HTTPStatus.OK
    return JsonResponse({"address": address}, status=status, headers={"Location": address})


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
