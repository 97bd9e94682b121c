"""The case that an address names: within the actor's reach to read, in its hand to change; else 404."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tsunagari.cases.models.cases import Case
from tsunagari.cases.queries.cases import case_page, cases_in_hand, cases_within_reach


def case_in_reach(request: HttpRequest, pk: int) -> Case:
    """A case that may be read."""
    case = get_object_or_404(case_page(cases_within_reach(request.actor)), pk=pk)  # type: ignore[attr-defined]
    if case.firm.kept_by_id == case.organisation_id:
        case.firm.kept_by = case.organisation  # as most are: not asked for again
    return case


def case_in_hand(request: HttpRequest, pk: int) -> Case:
    """A case that may be changed by those whom the procedure lets."""
    return get_object_or_404(case_page(cases_in_hand(request.actor)), pk=pk)  # type: ignore[attr-defined]


def case_address(pk: int, *, said: str = "") -> str:
    """The case's page; `said` names what it confirms at the top."""
    return reverse("case", args=[pk]) + (f"?said={said}" if said else "")
