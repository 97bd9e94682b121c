"""What every journal line about a case says of it."""

from __future__ import annotations

from typing import Any

from tsunagari.cases.models.cases import Case


def about(case: Case) -> dict[str, Any]:
    """Whose chain, which record, which firm."""
    return {
        "organisation_id": case.organisation_id,
        "subject_kind": "case",
        "subject_id": case.pk,
        "firm_id": case.firm_id,
    }


def counting_for(case: Case) -> dict[str, Any]:
    """The programme, and the year of its plan, that an event of the case counts for."""
    return {"programme": case.programme, "year": case.year}
