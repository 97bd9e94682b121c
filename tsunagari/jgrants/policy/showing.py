"""A record as people look at it: each field raw, what is certain of it, and what waits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tsunagari.base.places import prefecture
from tsunagari.jgrants.policy import doubts
from tsunagari.jgrants.policy.reading import Certain, Instant, Reading
from tsunagari.jgrants.policy.words import INDUSTRIES

DIVISIONS = {division: name for name, division in INDUSTRIES.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """`read` is what we judge by, empty where that is nothing; `value` what a person put in its place."""

    field: str
    label: str | Promise
    raw: str
    read: str
    why: str | Promise
    how: str | Promise
    value: str
    is_judged: bool


def lines_of(
    raw: Mapping[str, Any],
    reading: Reading,
    judged: Mapping[str, Mapping[str, Any]],
    typed: Mapping[str, str],
) -> list[Line]:
    """The fields that can be put right, then the others in doubt. What was `typed` is shown again."""
    read = read_words(reading.certain)
    besides = [name for name in reading.doubts if name not in doubts.MENDABLE]
    names = (*doubts.MENDABLE, *besides)
    read |= {
        name: said for name, said in unsaid_words().items() if not read[name] and raw.get(name) is not None
    }
    read |= dict.fromkeys(reading.doubts, "")
    lines = [line_of(name, raw, read.get(name, ""), reading.doubts, judged) for name in names]
    return [replace(line, value=typed.get(line.field, line.value)) for line in lines]


def line_of(
    name: str,
    raw: Mapping[str, Any],
    read: str,
    open_ones: Mapping[str, str],
    judged: Mapping[str, Mapping[str, Any]],
) -> Line:
    said = judged.get(name)
    holds = said is not None and said["raw"] == raw.get(name)
    return Line(
        field=name,
        label=doubts.LABELS.get(name, name),
        raw=as_text(raw.get(name)),
        read=read,
        why=doubts.WHY[open_ones[name]] if name in open_ones else "",
        how=doubts.MENDABLE[name][1] if name in doubts.MENDABLE else "",
        value=as_text(said["value"]) if said and holds else "",
        is_judged=holds,
    )


def read_words(certain: Certain) -> dict[str, str]:
    """What is certain, as people write it."""
    fewest, most = certain.employees
    return {
        doubts.RATE: rate_words(certain),
        doubts.LIMIT: f"{certain.cap_yen:,}" + _("円") if certain.cap_yen is not None else "",
        doubts.AREA: "・".join(prefecture(code).ja for code in sorted(certain.prefectures)),
        doubts.INDUSTRY: "・".join(DIVISIONS[code] for code in sorted(certain.trades)),
        doubts.EMPLOYEES: _("%(n)s人以下") % {"n": most} if most else _("901人以上") if fewest else "",
        doubts.OPENS: moment(certain.opens_at),
        doubts.CLOSES: moment(certain.closes_at),
    }


def unsaid_words() -> dict[str, str]:
    """What it means that a field which was read says nothing to judge by."""
    narrow = (doubts.AREA, doubts.INDUSTRY, doubts.EMPLOYEES)
    return {doubts.LIMIT: _("書かれていない"), **dict.fromkeys(narrow, _("しぼらない"))}


def rate_words(certain: Certain) -> str:
    rate = certain.rate
    if rate is None:
        return ""
    if rate.share is None:
        return _("定額")
    said = f"{rate.share.numerator}/{rate.share.denominator}"
    return _("%(share)s以内") % {"share": said} if rate.is_most else said


def moment(instant: Instant) -> str:
    return f"{localtime(instant):%Y-%m-%d %H:%M}" if instant else ""


def as_text(value: object) -> str:
    """A raw value as it came; lists and mappings as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
