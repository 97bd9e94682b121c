"""The people of a firm: written down, put right, taken off, and the last of these undone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tsunagari.base.errors import BadInput
from tsunagari.base.text import without_controls
from tsunagari.kit.access import access
from tsunagari.registry.actions.contacts import (
    ContactChanged,
    add_contact,
    change_contact,
    drop_contact,
    undo_contact,
)
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.policy.contacts import LABELS, fields_of, read_contact
from tsunagari.registry.policy.editing import Reconciled, own_changes, reconcile
from tsunagari.registry.views.firm_card import own_firm

NUMBER = re.compile("[0-9]{1,15}")


@access(CASE_WORKERS)
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A person of the firm is written down."""
    found = own_firm(request, pk)

    def act() -> str:
        add_contact(request.actor, found, request.POST.dict(), now=request.now)
        return people_of(pk)

    return redirect_once(request, act)


@access(CASE_WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    """What is typed over is written; what someone else changed meanwhile is shown, and nothing lost."""
    found = own_firm(request, pk)
    contact = get_object_or_404(found.contacts, pk=contact_pk)
    if request.method != "POST":
        return show(request, found, fields_of(contact), base=fields_of(contact))
    typed = {name: without_controls(request.POST.get(name, "")) for name in LABELS}
    base = {name: request.POST.get(f"was.{name}", "") for name in LABELS}
    kept, faults = read_contact(request.POST.dict(), request.today)
    if faults:
        return show(request, found, typed, base=base, faults=faults, status=422)

    def act() -> str:
        mine = {name: kept[name] for name in own_changes(base, typed)}
        change_contact(request.actor, contact, mine, base=base, now=request.now)
        return people_of(pk)

    try:
        return redirect_once(request, act)
    except ContactChanged as refused:
        now = fields_of(refused.contact)
        both = reconcile(base, typed, now)
        return show(request, found, both.boxes, base=now, reconciled=both, status=409)


@access(CASE_WORKERS)
@require_POST
def drop(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    found = own_firm(request, pk)
    drop_contact(request.actor, get_object_or_404(found.contacts, pk=contact_pk), now=request.now)
    return redirect(people_of(pk))


@access(CASE_WORKERS)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back the change that the card showed as the last one."""
    found = own_firm(request, pk)
    line = request.POST.get("line", "")
    if not NUMBER.fullmatch(line):
        raise BadInput(given=line, allowed=_("元に戻す変更の番号"), mend=_("カードを開きなおしてください。"))

    def act() -> str:
        undo_contact(request.actor, found, int(line), now=request.now)
        return people_of(pk)

    return redirect_once(request, act)


def people_of(pk: int) -> str:
    """Where the card shows them."""
    return reverse("firm", args=[pk]) + "#contact"


def show(
    request: HttpRequest,
    found: Firm,
    boxes: Mapping[str, str],
    *,
    base: Mapping[str, str],
    faults: Mapping[str, BadInput] | None = None,
    reconciled: Reconciled | None = None,
    status: int = 200,
) -> HttpResponse:
    faults = faults or {}
    context = {
        "firm": found,
        "boxes": [(name, label, boxes[name], faults.get(name)) for name, label in LABELS.items()],
        "base": base,
        "faults": [(name, LABELS[name], fault) for name, fault in faults.items()],
        "theirs": [
            (LABELS[name], before, now, name in reconciled.both)
            for name, (before, now) in (reconciled.theirs if reconciled else {}).items()
        ],
    }
    return render(request, "registry/firms/contact.html", context, status=status)
