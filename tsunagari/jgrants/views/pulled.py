"""One pulled programme, for everyone: what it says, whose words these are, and since when."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tsunagari.jgrants.models.records import PulledRecord
from tsunagari.jgrants.policy.matching import is_open
from tsunagari.jgrants.policy.publishing import ATTRIBUTION
from tsunagari.jgrants.policy.reading import merged
from tsunagari.jgrants.policy.showing import read_words
from tsunagari.jgrants.policy.subsidy import FILE_LISTS
from tsunagari.jgrants.policy.words import parts
from tsunagari.jgrants.queries.offered import reading_of
from tsunagari.jgrants.queries.ours import ours
from tsunagari.jgrants.views.audiences import JUDGES
from tsunagari.kit.access import ANYONE, access


@access(ANYONE)
def programme(request: HttpRequest, subsidy_id: str) -> HttpResponse:
    plan = ours()
    if plan and subsidy_id in plan.programmes:
        return redirect("programme", plan.programmes[subsidy_id].key)
    record = get_object_or_404(PulledRecord, number=subsidy_id)
    if record.gone_at is not None and not record.row:
        raise Http404(_("その名前の制度はありません。"))
    reading = reading_of(record)
    raw, subsidy = merged(record.row, record.detail), reading.subsidy
    context = {
        "record": record,
        "subsidy": subsidy,
        "detail": mark_safe(subsidy.detail),  # noqa: S308 (policy.html.clean made it)
        "read": read_words(reading.certain),
        "doubts": reading.doubts,
        "areas": parts(subsidy.area),
        "industries": parts(subsidy.industry),
        "purposes": parts(subsidy.use_purpose),
        "is_open": (subsidy.opens_at or subsidy.closes_at) and is_open(subsidy, request.now),
        "is_over": subsidy.closes_at is not None and subsidy.closes_at < request.now,
        "files": [one for name in FILE_LISTS for one in raw.get(name) or () if "sha256" in one],
        "attribution": ATTRIBUTION,
        "can_judge": JUDGES.admits(request),
    }
    return render(request, "jgrants/programme.html", context)
