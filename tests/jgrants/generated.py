"""A folder of answers in the true format, with everything in it that real ones and hostile ones hold.

All names and texts are invented here. Which record carries which trap follows from its number alone.
"""

from __future__ import annotations

import base64
import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tsunagari.base.places import PREFECTURES
from tsunagari.jgrants.policy.ids import id_of
from tsunagari.jgrants.policy.words import EMPLOYEES, INDUSTRIES, USE_PURPOSES

CERTAIN_RATES = ("1/2", "２／３以内", "補助対象経費の1/2以内", "50%", "定額", "2分の1")
PROSE_RATES = (
    "1/2 もしくは 2/3",
    "中小企業１／２、小規模企業２／３",
    "固定資産税相当額の100％～150%",
    "要領による",
)
PDF = base64.b64encode(b"%PDF-1.7\n% a guideline\n").decode()
ZIP = base64.b64encode(b"PK\x03\x04 a form").decode()
HOSTILE = (
    '<p style="color:red" onclick="steal()"><strong><span style="font-size:12pt">対象経費</span></strong></p>'
    "<script>steal()</script><img src=x onerror=steal()><iframe src=//evil.example></iframe>"
    '<a href="javascript:steal()">申込み</a><a href="https://example.jp/">案内</a><style>p{display:none}</style>'
)
FORTY_EIGHT = " / ".join(["全国", *(place.ja for place in PREFECTURES)])


@dataclass(slots=True)
class Made:
    """What stands in the folder: how many records, and the ids of those with a trap."""

    path: Path
    ids: list[str] = field(default_factory=list)
    traps: dict[str, list[str]] = field(default_factory=dict)

    def note(self, trap: str, number: str) -> None:
        self.traps.setdefault(trap, []).append(number)


def make_folder(path: Path, count: int = 520, seed: int = 1) -> Made:
    made, chance = Made(path), random.Random(seed)  # noqa: S311 (the same records each time)
    (path / "detail").mkdir(parents=True, exist_ok=True)
    rows = [make_record(made, place, chance) for place in range(count)]
    half = count // 2
    write(path / "list_1.json", envelope(rows[:half]))
    # the second list repeats ten of the first, has a row without an id and one that is no row
    write(path / "list_2.json", envelope([*rows[half:], *rows[:10], {"title": "名なし"}, 42]))
    (path / "notes.txt").write_text("no list")
    return made


def make_record(made: Made, place: int, chance: random.Random) -> dict[str, Any]:
    number = id_of(f"generated-{place}")
    made.ids.append(number)
    row = row_of(number, place, chance)
    write_detail(made, number, place, row, chance)
    return row


def row_of(number: str, place: int, chance: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": number,
        "name": f"S-{place:08d}",
        "title": f"設備導入支援補助金（見本{place}）",
        "target_area_search": area_of(place),
        "subsidy_max_limit": 0 if place % 3 == 0 else 500_000 * (1 + place % 40),
        "acceptance_start_datetime": "2026-04-01T00:00:00.000Z",
        "acceptance_end_datetime": "2124-03-31T14:59:00.000Z"
        if place % 9 == 0
        else "2026-12-25T08:00:00.000Z",
        "target_number_of_employees": chance.choice(EMPLOYEES),
        "institution_name": None,
    }
    if place % 31 == 0:
        del row["target_area_search"], row["subsidy_max_limit"]
    return row


def area_of(place: int) -> str:
    choices = ("全国", FORTY_EIGHT, "北海道", "東北地方 / 新潟県", "海外", PREFECTURES[place % 47].ja)
    return "火星" if place % 97 == 5 else choices[place % len(choices)]


def write_detail(made: Made, number: str, place: int, row: dict[str, Any], chance: random.Random) -> None:
    target = made.path / "detail" / f"{number}.json"
    trap = {0: "broken", 1: "missing", 2: "another", 3: "not utf-8"}.get(place % 80)
    if trap:
        made.note(trap, number)
    if trap == "missing":
        return
    if trap == "broken":
        target.write_text('{"metadata": {}, "result": [{"id": "' + number)
        return
    if trap == "not utf-8":
        target.write_bytes('{"result": "補助"}'.encode("shift_jis"))
        return
    detail = (detail_v2 if place % 4 == 3 else detail_v1)(number, place, row, chance)
    if trap == "another":
        detail["id"] = id_of("somebody else")
    note_traps(made, number, place)
    write(target, envelope([detail]))


def note_traps(made: Made, number: str, place: int) -> None:
    if place % 7 == 4:
        made.note("prose", number)
    if place % 23 == 7:
        made.note("wrong file", number)
    if place % 97 == 5:
        made.note("unknown area", number)


def common(number: str, place: int, chance: random.Random) -> dict[str, Any]:
    rate = (
        PROSE_RATES[place % len(PROSE_RATES)] if place % 7 == 4 else CERTAIN_RATES[place % len(CERTAIN_RATES)]
    )
    wrong = [
        {"name": "偽.pdf", "data": ZIP},
        {"name": "壊.pdf", "data": "@@@"},
        {"name": "実行.exe", "data": ZIP},
    ]
    return {
        "id": number,
        "name": f"S-{place:08d}",
        "title": f"設備導入支援補助金（見本{place}）",
        "subsidy_catch_phrase": "古い機械を入れかえる費用を補助します。",
        "detail": HOSTILE if place % 5 == 0 else f"<p>見本の{place}番。機械を入れかえる費用の一部です。</p>",
        "use_purpose": " / ".join(chance.sample(USE_PURPOSES, 2)),
        "industry": " / ".join(chance.sample(tuple(INDUSTRIES), 1 + place % 19)),
        "target_number_of_employees": EMPLOYEES[place % len(EMPLOYEES)],
        "subsidy_rate": None if place % 11 == 0 else rate,
        "subsidy_max_limit": 0 if place % 3 == 0 else 500_000 * (1 + place % 40),
        "request_reception_presence": "有",
        "is_enable_multiple_request": False,
        "front_subsidy_detail_page_url": f"https://www.jgrants-portal.go.jp/subsidy/{number}",
        "application_guidelines": [{"name": "公募要領 （見本）.pdf", "data": PDF}],
        "outline_of_grant": wrong if place % 23 == 7 else [],
        "application_form": [{"name": "様式.zip", "data": ZIP[:8] + "\r\n" + ZIP[8:]}],
        "institution_name": "見本の支援制度",
    }


def detail_v1(number: str, place: int, row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return common(number, place, chance) | {
        "target_area_search": row.get("target_area_search"),
        "target_area_detail": None,
        "acceptance_start_datetime": "2026-04-01T00:00Z",
        "acceptance_end_datetime": "2124-03-31T14:59Z" if place % 9 == 0 else "2026-12-25T08:00Z",
        "project_end_deadline": None,
    }


def detail_v2(number: str, place: int, row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    calls = [
        {
            "id": id_of(f"call-{place}-{turn}", "a0X"),
            "target_area_search": row.get("target_area_search"),
            "target_area_detail": None,
            "fiscal_year_round": f"第{turn}回",
            "acceptance_start_datetime": f"2026-0{4 + turn}-01T00:00Z",
            "acceptance_end_datetime": f"2026-0{5 + turn}-01T00:00Z",
            "project_end_deadline": None,
        }
        for turn in (1, 2)
    ]
    return common(number, place, chance) | {"granttype": None, "workflow": calls}


def envelope(results: list[Any]) -> dict[str, Any]:
    kind = "https://developers.digital.go.jp/documents/jgrants/api/"
    return {"metadata": {"type": kind, "resultset": {"count": len(results)}}, "result": results}


def write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
