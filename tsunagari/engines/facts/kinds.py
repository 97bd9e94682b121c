"""Who somebody is: a firm's kind and an applicant's kind, each told by the other where it is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS = frozenset({"company", "individual", "cooperative", "association", "other"})
APPLICANTS_OF = {
    "company": frozenset({"company"}),
    "individual": frozenset({"individual"}),
    "cooperative": frozenset({"cooperative"}),
    "association": frozenset({"shopping_street_association", "support_organisation", "federation", "other"}),
    "other": frozenset({"other"}),
}
FIRMS_OF = {
    "company": frozenset({"company"}),
    "individual": frozenset({"individual"}),
    "cooperative": frozenset({"cooperative"}),
    "shopping_street_association": frozenset({"cooperative", "association"}),
    "town_management_company": frozenset({"company", "association"}),
    "prospective_founder": frozenset({"other"}),
    "support_organisation": frozenset({"other"}),
    "federation": frozenset({"other"}),
    "local_government": frozenset({"other"}),
    "retired_expert": frozenset({"other"}),
    "other": KINDS,
}


def firm_kinds(given: Mapping[str, Any]) -> frozenset[str]:
    """The kinds of firm still possible. A founder, an expert or a public body has no firm to be an SME."""
    if "firm.kind" in given:
        return frozenset({given["firm.kind"]})
    return FIRMS_OF[given["applicant.kind"]] if "applicant.kind" in given else KINDS


def applicant_kinds(given: Mapping[str, Any]) -> frozenset[str] | None:
    """The kinds of applicant still possible; None = unknown. It follows the firm's kind where not given."""
    if "applicant.kind" in given:
        return frozenset({given["applicant.kind"]})
    return APPLICANTS_OF[given["firm.kind"]] if "firm.kind" in given else None
