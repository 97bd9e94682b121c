"""A call or a visit becomes a case: the firm found while its name is typed, all on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.base.places import PREFECTURES
from tsunagari.cases.actions.recording import Record, record_consultation
from tsunagari.cases.forms.answers import Told, read_told, shown, typed_in
from tsunagari.cases.forms.recording import CHANNELS, NEW, Recorded, read_recorded, typed_hearing
from tsunagari.cases.policy.delivering import Delivery
from tsunagari.cases.policy.movers import staff_movers
from tsunagari.cases.policy.recording import FirstForm, first_form
from tsunagari.cases.queries.cases import acts_as
from tsunagari.cases.queries.people import holders_of, people_of
from tsunagari.cases.queries.programmes import delivered_by
from tsunagari.cases.views.meanwhile import is_number
from tsunagari.cases.views.reaching import case_address
from tsunagari.kit.access import access
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.queries.firms import find_firms, visible_firms

MOST_FOUND = 8
HEARD = "is_heard"


@access(CASE_WORKERS)
def record(request: HttpRequest) -> HttpResponse:
    """The page; sent, it records everything once. The search button works without script."""
    organisation = Organisation.objects.get(pk=request.actor.organisation_id)
    offered = delivered_by(organisation.kind, request.today)
    if not offered:
        return render(request, "cases/no_programme.html", {"organisation": organisation}, status=409)
    if request.method != "POST":
        return page(request, organisation, offered, request.GET, {})
    if "look" in request.POST:
        return page(request, organisation, offered, request.POST, {})
    asked = request.POST.get("programme")
    delivery = next((one for one in offered if one.programme.key == asked), offered[0])
    sent, faults = read_record(request, delivery)
    if sent is None:
        return page(request, organisation, offered, request.POST, faults, status=422)
    try:
        return redirect_once(request, lambda: keep(request, organisation, delivery, sent))
    except Conflict:
        raise
    except BadInput as bad:
        fault = {"": f"{bad.where}：{bad.allowed}。{bad.mend}"}
        return page(request, organisation, offered, request.POST, fault, status=422)


def keep(request: HttpRequest, organisation: Organisation, delivery: Delivery, sent: Record) -> str:
    """Record it; the address of the case's page."""
    by = staff_movers(request.actor.role)
    case = record_consultation(request.actor, organisation, sent, delivery=delivery, by=by, now=request.now)
    return case_address(case.pk, said="opened")


def read_record(request: HttpRequest, delivery: Delivery) -> tuple[Record | None, dict[str, str]]:
    """What was sent, or None and all that is wrong with it, by field of the page."""
    recorded = read_recorded(request.POST, request.today)
    firm, firm_fault = chosen_firm(request, recorded)
    told = read_heard(request, delivery)
    holder_id, holder_fault = read_holder(request)
    faults = {**recorded.faults, **firm_fault, **(told.faults if told else {}), **holder_fault}
    if faults or recorded.request is None:
        return None, faults
    heard = told.given if told else None
    return Record(recorded.request, firm=firm, card=recorded.card, holder_id=holder_id, heard=heard), {}


@access(CASE_WORKERS)
def find(request: HttpRequest) -> HttpResponse:
    """The firms found so far, for the page's script while a name is being typed."""
    context = {"found": found_by(request, request.GET), "firm": request.GET.get("firm", "")}
    return render(request, "cases/parts/found.html", context)


def found_by(request: HttpRequest, typed: QueryDict) -> list[Firm]:
    """The firm already chosen, then those whose names begin as typed."""
    text = typed.get("q", "")[:60]
    found = find_firms(request.actor, text, request.today, MOST_FOUND) if text.strip() else []
    chosen = typed.get("firm", "")
    if is_number(chosen) and not any(firm.pk == int(chosen) for firm in found):
        found = [*visible_firms(request.actor, request.today).filter(pk=int(chosen)), *found]
    return found


def chosen_firm(request: HttpRequest, recorded: Recorded) -> tuple[Firm | None, dict[str, str]]:
    """The card that was chosen, if the actor may see it."""
    if recorded.firm == NEW or not recorded.firm:
        return None, {}
    firms = visible_firms(request.actor, request.today)
    firm = firms.filter(pk=int(recorded.firm)).first() if is_number(recorded.firm) else None
    return firm, {} if firm else {"firm": _("その会社は見つかりません。もういちどさがしてください。")}


def read_holder(request: HttpRequest) -> tuple[int | None, dict[str, str]]:
    holder = request.POST.get("holder", "")
    people = people_of(holders_of([request.actor.organisation_id]))
    if holder and (not is_number(holder) or int(holder) not in people):
        return None, {"holder": _("担当をえらびなおしてください。")}
    return (int(holder) if holder else None), {}


def read_heard(request: HttpRequest, delivery: Delivery) -> Told | None:
    """The hearing, where the page says that one took place."""
    first = first_form(delivery.procedure, staff_movers(request.actor.role))
    if HEARD not in request.POST or first is None:
        return None
    keys = [field.key for field in first.form.fields]
    answers = typed_hearing(request.POST, keys, request.POST.get("channel", ""))
    return read_told(first.form.fields, answers, {})


def page(
    request: HttpRequest,
    organisation: Organisation,
    offered: tuple[Delivery, ...],
    typed: QueryDict,
    faults: dict[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    first = first_form(offered[0].procedure, staff_movers(request.actor.role))
    context: dict[str, Any] = {
        "organisation": organisation,
        "offered": offered,
        "typed": typed,
        "faults": faults,
        "found": found_by(request, typed),
        "firm": typed.get("firm", ""),
        "is_searched": bool(typed.get("q", "").strip()),
        "channels": CHANNELS,
        "channel": typed.get("channel", "phone"),
        "prefectures": PREFECTURES,
        "new_prefecture": typed.get("new_prefecture", organisation.prefecture),
        "holders": people_of(holders_of([organisation.pk])),
        "holder": typed.get("holder", str(acts_as(request.actor))),
        "form": first.form if first else None,
        "fields": shown_hearing(request, first, typed, faults) if first else [],
        "is_heard": HEARD in typed,
    }
    return render(request, "cases/new.html", context, status=status)


def shown_hearing(
    request: HttpRequest, first: FirstForm, typed: QueryDict, faults: dict[str, str]
) -> list[Any]:
    """The hearing's fields but for the channel, which the page asks for anyway."""
    fields = [field for field in first.form.fields if field.key != "channel"]
    answers = typed_in(fields, typed)
    for each in fields:
        if each.kind == "date" and not any(answers[each.key]):
            answers[each.key] = [request.today.isoformat()]
    return shown(fields, answers, faults, {})
