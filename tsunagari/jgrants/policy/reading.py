"""A raw record → what it says on the wire, what of it is certain, and what only a person can say.

Nothing is guessed: a value that is not exactly of its form is left as text, with the reason why.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tsunagari.base.text import folded
from tsunagari.jgrants.policy import doubts
from tsunagari.jgrants.policy.html import clean, plain
from tsunagari.jgrants.policy.ids import CALL, id_of
from tsunagari.jgrants.policy.rates import Rate, read_rate
from tsunagari.jgrants.policy.subsidy import FILE_LISTS, PORTAL_PAGE, Call, File, Instant, Subsidy
from tsunagari.jgrants.policy.times import read_instant
from tsunagari.jgrants.policy.words import (
    ANY_NUMBER,
    AREAS,
    INDUSTRIES,
    JOIN,
    MOST_EMPLOYEES,
    OVER_900,
    YES,
    parts,
    prefectures_of,
)

Raw = Mapping[str, Any]
MOST_YEN = 10**15
TEXTS = (
    *("title", "subsidy_catch_phrase", "detail", "use_purpose", "industry", "target_area_search"),
    *("target_area_detail", "target_number_of_employees", "subsidy_rate", "institution_name"),
)


@dataclass(frozen=True, slots=True)
class Certain:
    """What can be judged by. `prefectures`, `trades` (JSIC divisions): empty where nothing narrows them.

    employees  fewest and most; None where there is no such end
    """

    rate: Rate | None = None
    cap_yen: int | None = None
    prefectures: frozenset[str] = frozenset()
    trades: frozenset[str] = frozenset()
    employees: tuple[int | None, int | None] = (None, None)
    opens_at: Instant = None
    closes_at: Instant = None


@dataclass(frozen=True, slots=True)
class Reading:
    """`doubts`: field → a code of doubts.WHY, those aside that a person has judged."""

    subsidy: Subsidy
    certain: Certain
    doubts: Mapping[str, str] = field(hash=False)


@dataclass(slots=True)
class Reader:
    """Reads one record's `values` and notes its doubts on the way."""

    values: Raw
    doubts: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            self.doubts[name] = doubts.SHAPE
        return value.strip() if isinstance(value, str) else ""

    def rate(self) -> Rate | None:
        said = self.text(doubts.RATE)
        rate = read_rate(said) if said else None
        if said and rate is None:
            self.doubts[doubts.RATE] = doubts.PROSE
        return rate

    def cap_yen(self) -> int | None:
        """0 is how the source says that no limit is stated."""
        value = self.values.get(doubts.LIMIT)
        if value is None or value == 0:
            return None
        if is_yen(value):
            return int(value)
        self.doubts[doubts.LIMIT] = doubts.NUMBER
        return None

    def several(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """All of them known, or none taken."""
        values = parts(self.text(name))
        if all(value in allowed for value in values):
            return values
        self.doubts[name] = doubts.WORD
        return ()

    def trades(self) -> frozenset[str]:
        named = {INDUSTRIES[name] for name in self.several(doubts.INDUSTRY, INDUSTRIES)}
        return frozenset() if len(named) == len(INDUSTRIES) else frozenset(named)

    def employees(self) -> tuple[int | None, int | None]:
        said = self.text(doubts.EMPLOYEES)
        if said in MOST_EMPLOYEES:
            return None, MOST_EMPLOYEES[said]
        if said == OVER_900:
            return 901, None
        if said not in ("", ANY_NUMBER):
            self.doubts[doubts.EMPLOYEES] = doubts.WORD
        return None, None

    def instant(self, name: str) -> Instant:
        value = self.values.get(name)
        instant = read_instant(value)
        if instant is None and value not in (None, ""):
            self.doubts[name] = doubts.INSTANT
        return instant

    def certain(self) -> Certain:
        opens, closes = self.instant(doubts.OPENS), self.instant(doubts.CLOSES)
        if opens and closes and closes < opens:
            self.doubts[doubts.CLOSES] = doubts.ORDER
            closes = None
        return Certain(
            rate=self.rate(),
            cap_yen=self.cap_yen(),
            prefectures=prefectures_of(self.several(doubts.AREA, AREAS)),
            trades=self.trades(),
            employees=self.employees(),
            opens_at=opens,
            closes_at=closes,
        )


def read_record(
    number: str,
    row: Raw,
    detail: Raw | None,
    judged: Mapping[str, Raw],
    *,
    created_at: datetime.datetime,
    changed_at: datetime.datetime,
) -> Reading:
    """`judged` as PulledRecord keeps it. Never raises for what a record says."""
    raw = merged(row, detail)
    settled = {name: one["value"] for name, one in judged.items() if one["raw"] == raw.get(name)}
    reader = Reader({**raw, **settled})
    for name in TEXTS:
        reader.text(name)
    certain = reader.certain()
    found = {**reader.doubts, **doubts_besides(raw, detail)}
    open_ones = {name: why for name, why in found.items() if name not in settled}
    return Reading(subsidy_of(number, raw, certain, created_at, changed_at), certain, open_ones)


def doubts_besides(raw: Raw, detail: Raw | None) -> dict[str, str]:
    """What a value's form does not show."""
    found = {name: doubts.FILE for name in FILE_LISTS if any("fault" in one for one in items(raw.get(name)))}
    if detail is None:
        found["detail"] = doubts.UNREAD
    if not isinstance(raw.get("title"), str) or not raw["title"].strip():
        found["title"] = doubts.MISSING
    return found


def merged(row: Raw, detail: Raw | None) -> dict[str, Any]:
    """The detail over the row of the list; where both are silent, the calls of v2 drawn together."""
    said = {name: value for name, value in (detail or {}).items() if value is not None}
    calls = [call for call in items(said.get("workflow")) if isinstance(call, dict)]
    return {**drawn_together(calls), **{k: v for k, v in row.items() if v is not None}, **said}


def drawn_together(calls: Collection[Raw]) -> dict[str, Any]:
    """Areas of all calls, the first day and the last."""
    areas = dict.fromkeys(area for call in calls for area in parts(text_of(call, doubts.AREA)))
    starts = [call[doubts.OPENS] for call in calls if read_instant(call.get(doubts.OPENS))]
    ends = [call[doubts.CLOSES] for call in calls if read_instant(call.get(doubts.CLOSES))]
    found: dict[str, Any] = {doubts.AREA: JOIN.join(areas)} if areas else {}
    if starts:
        found[doubts.OPENS] = min(starts, key=in_time)
    if ends:
        found[doubts.CLOSES] = max(ends, key=in_time)
    return found


def in_time(text: str) -> datetime.datetime:
    return read_instant(text) or datetime.datetime.max.replace(tzinfo=datetime.UTC)


def subsidy_of(
    number: str,
    raw: Raw,
    certain: Certain,
    created_at: datetime.datetime,
    changed_at: datetime.datetime,
) -> Subsidy:
    """The record for the wire: texts as they came, HTML made safe, what does not read as not stated."""
    detail = clean(text_of(raw, "detail"))
    title = text_of(raw, "title") or number
    limit = raw.get(doubts.LIMIT)
    texts = (title, text_of(raw, "subsidy_catch_phrase"), plain(detail), text_of(raw, "name"))
    ends = read_instant(raw.get("project_end_deadline"))
    return Subsidy(
        id=number,
        name=text_of(raw, "name"),
        title=title,
        words=folded("\n".join(texts)),
        page_url=PORTAL_PAGE.format(id=number),
        created_at=created_at,
        changed_at=changed_at,
        catch_phrase=text_of(raw, "subsidy_catch_phrase") or None,
        detail=detail,
        use_purpose=text_of(raw, "use_purpose") or None,
        industry=text_of(raw, "industry") or None,
        area=text_of(raw, doubts.AREA),
        area_detail=text_of(raw, "target_area_detail") or None,
        employees=text_of(raw, doubts.EMPLOYEES),
        rate=text_of(raw, doubts.RATE) or None,
        max_limit=limit if limit == 0 or is_yen(limit) else None,
        opens_at=read_instant(raw.get(doubts.OPENS)),
        closes_at=read_instant(raw.get(doubts.CLOSES)),
        project_ends_at=ends,
        is_received_online=raw.get("request_reception_presence") == YES,
        is_multiple=raw.get("is_enable_multiple_request") is True,
        institution=text_of(raw, "institution_name") or None,
        grant_type=text_of(raw, "granttype") or None,
        files={name: files_of(raw.get(name)) for name in FILE_LISTS},
        calls=calls_of(number, raw),
    )


def calls_of(number: str, raw: Raw) -> tuple[Call, ...]:
    """As v2 tells them; a record of v1 is one call."""
    told = [call for call in items(raw.get("workflow")) if isinstance(call, dict)]
    return tuple(call_of(one, number, place) for place, one in enumerate(told or [raw]))


def call_of(raw: Raw, number: str, place: int) -> Call:
    own = text_of(raw, "id")
    return Call(
        id=own if own and own != number else id_of(f"{number}/{place}", CALL),
        area=text_of(raw, doubts.AREA),
        area_detail=text_of(raw, "target_area_detail") or None,
        round=text_of(raw, "fiscal_year_round") or None,
        opens_at=read_instant(raw.get(doubts.OPENS)),
        closes_at=read_instant(raw.get(doubts.CLOSES)),
        project_ends_at=read_instant(raw.get("project_end_deadline")),
    )


def files_of(value: object) -> tuple[File, ...]:
    return tuple(File(one["name"], one["sha256"]) for one in items(value) if "sha256" in one)


def text_of(raw: Raw, name: str) -> str:
    value = raw.get(name)
    return value.strip() if isinstance(value, str) else ""


def items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def is_yen(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_YEN
