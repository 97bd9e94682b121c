"""One programme as the wire knows it, and its three shapes: a row of the list, detail v1, detail v2."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tsunagari.jgrants.policy.times import detail_form, list_form
from tsunagari.jgrants.policy.words import ANY_NUMBER, NATIONWIDE, NO, YES

TYPE = "https://developers.digital.go.jp/documents/jgrants/api/"
PORTAL_PAGE = "https://www.jgrants-portal.go.jp/subsidy/{id}"
FILE_LISTS = ("application_guidelines", "outline_of_grant", "application_form")
Instant = datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Call:
    """One round in which one can apply (募集), in one area."""

    id: str
    area: str = NATIONWIDE
    area_detail: str | None = None
    round: str | None = None
    opens_at: Instant = None
    closes_at: Instant = None
    project_ends_at: Instant = None


@dataclass(frozen=True, slots=True)
class File:
    """An attachment: its name, and the SHA-256 under which its bytes are kept."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Subsidy:
    """`detail` is HTML that was made safe; `max_limit` in yen, 0 or None where none is stated.

    words       all that a keyword is looked for in, folded
    created_at  what `created_date` sorts by
    """

    id: str
    name: str
    title: str
    words: str
    page_url: str
    created_at: datetime.datetime
    catch_phrase: str | None = None
    detail: str = ""
    use_purpose: str | None = None
    industry: str | None = None
    area: str = NATIONWIDE
    area_detail: str | None = None
    employees: str = ANY_NUMBER
    rate: str | None = None
    max_limit: int | None = 0
    opens_at: Instant = None
    closes_at: Instant = None
    project_ends_at: Instant = None
    is_received_online: bool = False
    is_multiple: bool = False
    institution: str | None = None
    grant_type: str | None = None
    changed_at: Instant = None
    files: Mapping[str, Sequence[File]] = field(default_factory=dict, hash=False)
    calls: tuple[Call, ...] = ()


Load = Callable[[File], str]


def envelope(results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"metadata": {"type": TYPE, "resultset": {"count": len(results)}}, "result": list(results)}


def row(subsidy: Subsidy) -> dict[str, Any]:
    """The nine keys of a row of the list."""
    return {
        "id": subsidy.id,
        "name": subsidy.name,
        "title": subsidy.title,
        "target_area_search": subsidy.area,
        "subsidy_max_limit": subsidy.max_limit,
        "acceptance_start_datetime": list_form(subsidy.opens_at),
        "acceptance_end_datetime": list_form(subsidy.closes_at),
        "target_number_of_employees": subsidy.employees,
        "institution_name": subsidy.institution,
    }


def head(subsidy: Subsidy) -> dict[str, Any]:
    return {
        "id": subsidy.id,
        "name": subsidy.name,
        "title": subsidy.title,
        "subsidy_catch_phrase": subsidy.catch_phrase,
        "detail": subsidy.detail,
        "use_purpose": subsidy.use_purpose,
        "industry": subsidy.industry,
    }


def money(subsidy: Subsidy) -> dict[str, Any]:
    return {
        "target_number_of_employees": subsidy.employees,
        "subsidy_rate": subsidy.rate,
        "subsidy_max_limit": subsidy.max_limit,
    }


def tail(subsidy: Subsidy, load: Load) -> dict[str, Any]:
    lists = {
        name: [{"name": file.name, "data": load(file)} for file in subsidy.files.get(name, ())]
        for name in FILE_LISTS
    }
    return {
        "request_reception_presence": YES if subsidy.is_received_online else NO,
        "is_enable_multiple_request": subsidy.is_multiple,
        "front_subsidy_detail_page_url": subsidy.page_url,
        **lists,
        "institution_name": subsidy.institution,
    }


def looked_for(subsidy: Subsidy) -> dict[str, Any]:
    """Keys that the Digital Agency's client looks for and the real service never sends."""
    return {
        "target_industry": subsidy.industry,
        "inquiry_url": subsidy.page_url,
        "update_datetime": detail_form(subsidy.changed_at or subsidy.created_at),
    }


def detail_v1(subsidy: Subsidy, load: Load) -> dict[str, Any]:
    """The 22 keys in wire order, and the three that clients look for."""
    where_and_when = {
        "acceptance_start_datetime": detail_form(subsidy.opens_at),
        "acceptance_end_datetime": detail_form(subsidy.closes_at),
        "project_end_deadline": detail_form(subsidy.project_ends_at),
    }
    areas = {"target_area_search": subsidy.area, "target_area_detail": subsidy.area_detail}
    return {
        **head(subsidy),
        **areas,
        **money(subsidy),
        **where_and_when,
        **tail(subsidy, load),
        **looked_for(subsidy),
    }


def detail_v2(subsidy: Subsidy, load: Load) -> dict[str, Any]:
    """Areas and days stand in `workflow`, one entry for each call."""
    return {
        **head(subsidy),
        "granttype": subsidy.grant_type,
        **money(subsidy),
        **tail(subsidy, load),
        "workflow": [workflow(call) for call in subsidy.calls],
        **looked_for(subsidy),
    }


def workflow(call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "target_area_search": call.area,
        "target_area_detail": call.area_detail,
        "fiscal_year_round": call.round,
        "acceptance_start_datetime": detail_form(call.opens_at),
        "acceptance_end_datetime": detail_form(call.closes_at),
        "project_end_deadline": detail_form(call.project_ends_at),
    }
