"""A pulled record as an entry for programmes/pulled.py: only what is certain becomes structure."""

from __future__ import annotations

import datetime
from typing import Any

from tsunagari.base.words import Words
from tsunagari.jgrants.policy.html import plain
from tsunagari.jgrants.policy.reading import Certain, Reading

SOURCE = "Jグランツ（jGrants）"
ATTRIBUTION = Words(
    "出典：Jグランツ（jGrants）。つながりが加工して作成しました。国が内容を保証するものではありません。",
    "Source: Jグランツ (jGrants), processed by Tsunagari. The state does not guarantee the content.",
)
LONGEST_SUMMARY = 160
LONGEST_TEXT = 600  # of the detail, for the search: the rest is read on the programme's page
MEETS_CALL = {
    "fact": "project.meets_call",
    "is": True,
    "otherwise": {"ja": "公募要領の条件に合いません", "en": "It does not meet the conditions of the call"},
}


def entry_of(
    reading: Reading, digest: str, *, seen_at: datetime.datetime, changed_at: datetime.datetime
) -> dict[str, Any]:
    subsidy, certain = reading.subsidy, reading.certain
    text = plain(subsidy.detail)
    return {
        "key": subsidy.id,
        "name": subsidy.title,
        "summary": shortened(subsidy.catch_phrase or text.replace("\n", " "), LONGEST_SUMMARY),
        "eligibility": {"all": conditions(certain)},
        "offer": offer(certain),
        "outside": {
            "source": SOURCE,
            "page": subsidy.page_url,
            "seen_at": seen_at.isoformat(),
            "changed_at": changed_at.isoformat(),
            "opens_at": iso(certain.opens_at),
            "closes_at": iso(certain.closes_at),
            "text": text[:LONGEST_TEXT],
        },
        "digest": digest,
    }


def conditions(certain: Certain) -> list[dict[str, Any]]:
    """What rules a firm out, and that beyond it only the call's guidelines say who is let in."""
    found: list[dict[str, Any]] = []
    if certain.prefectures:
        found.append({"fact": "firm.prefecture", "in": sorted(certain.prefectures)})
    if certain.trades:
        found.append({"fact": "firm.industry", "in": sorted(certain.trades)})
    fewest, most = certain.employees
    if most is not None:
        found.append({"fact": "firm.employees_regular", "<=": most})
    if fewest is not None:
        found.append({"fact": "firm.employees_regular", ">=": fewest})
    return [*found, MEETS_CALL]


def offer(certain: Certain) -> dict[str, Any]:
    """The rate and the most that is paid, where they are certain."""
    rate = certain.rate
    is_fixed = rate is not None and rate.share is None
    return {
        "words": "補助金（定額）" if is_fixed else "補助金",
        "words_en": "Subsidy (fixed amount)" if is_fixed else "Subsidy",
        "rate": str(rate.share) if rate and rate.share is not None else None,
        "cap": certain.cap_yen,
    }


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def iso(instant: datetime.datetime | None) -> str | None:
    return instant and instant.isoformat()
