"""Firms that the demo invents. The same every time: each is drawn from its number alone."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

FIRST = (
    *(("青葉", "あおば"), ("若葉", "わかば"), ("広瀬", "ひろせ"), ("松風", "まつかぜ"), ("白鳥", "しらとり")),
    *(("朝日", "あさひ"), ("みなと", "みなと"), ("森", "もり"), ("川上", "かわかみ"), ("小春", "こはる")),
    *(("つばめ", "つばめ"), ("北星", "ほくせい"), ("蔵の", "くらの"), ("七夕", "たなばた"), ("欅", "けやき")),
    *(
        ("はまなす", "はまなす"),
        ("銀杏", "いちょう"),
        ("すずめ", "すずめ"),
        ("月見", "つきみ"),
        ("花野", "はなの"),
    ),
)
# Trade word, its kana, JSIC code, the most people such a firm has here.
TRADES = (
    ("金属工業", "きんぞくこうぎょう", "24", 45),
    ("精密", "せいみつ", "26", 60),
    ("水産加工", "すいさんかこう", "09", 38),
    ("製麺", "せいめん", "09", 14),
    ("印刷", "いんさつ", "15", 12),
    ("建設", "けんせつ", "06", 30),
    ("電設", "でんせつ", "08", 16),
    ("ソフト", "そふと", "39", 22),
    ("運送", "うんそう", "44", 40),
    ("青果", "せいか", "58", 9),
    ("酒店", "さけてん", "58", 4),
    ("洋品店", "ようひんてん", "57", 3),
    ("食堂", "しょくどう", "76", 5),
    ("旅館", "りょかん", "75", 24),
    ("美容室", "びようしつ", "78", 4),
    ("自動車整備", "じどうしゃせいび", "89", 8),
)
COMPANY, SHOP = ("株式会社", "有限会社", "合同会社"), frozenset({"58", "57", "76", "78"})
TOWNS = (
    ("04101", "あおば市中央"),
    ("04202", "みなと市浜町"),
    ("04207", "わかば市本町"),
    ("04211", "ひろせ町"),
)
PEOPLE = (
    ("佐藤", "さとう"),
    ("高橋", "たかはし"),
    ("鈴木", "すずき"),
    ("千葉", "ちば"),
    ("菅原", "すがわら"),
)
COUNT = len(FIRST) * len(TRADES)


@dataclass(frozen=True, slots=True)
class DemoFirm:
    """Fields of a card and the name of whom to call."""

    fields: dict[str, Any] = field(hash=False)
    contact: str
    contact_kana: str


def demo_firms() -> Iterator[DemoFirm]:
    """Every first word with every trade, and a few twins such as lists from two desks bring in."""
    for number in range(COUNT):
        yield demo_firm(number)
    for number in range(0, COUNT, COUNT // 6):
        yield twin(demo_firm(number))


def demo_firm(number: int) -> DemoFirm:
    dice = random.Random(f"tsunagari {number}")  # noqa: S311 - a demo, not a secret
    (first, first_kana), (trade, trade_kana, industry, most) = FIRST[number % 20], TRADES[number // 20]
    form = "" if industry in SHOP and dice.random() < 0.7 else dice.choice(COMPANY)
    town, place = dice.choice(TOWNS)
    person, person_kana = dice.choice(PEOPLE)
    people = max(0, round(most * dice.random() ** 2))
    facts: dict[str, Any] = {"firm.employees_regular": people}
    if form:
        facts["firm.capital_yen"] = dice.choice((3, 5, 10, 10, 20, 30)) * 1_000_000
    if dice.random() < 0.8:
        facts["firm.founded_on"] = datetime.date(dice.randint(1948, 2008), dice.randint(1, 12), 1).isoformat()
    fields = {
        "name": f"{form}{first}{trade}（デモ）",
        "kana": f"{first_kana}{trade_kana}",
        "kind": "company" if form else "individual",
        "industry": industry,
        "prefecture": "04",
        "municipality": town,
        "address": f"{place}{dice.randint(1, 6)}-{dice.randint(1, 20)}-{dice.randint(1, 15)}（デモ）",
        "phone": f"000-0004-{1000 + number:04d}",
        "email": f"firm{number}@example.jp",
        "facts": facts,
    }
    return DemoFirm(fields, f"{person} {first}（デモ）", person_kana)


def twin(firm: DemoFirm) -> DemoFirm:
    """The same firm as another list has it: its form before the name, fewer fields."""
    name = (
        firm.fields["name"]
        .replace("株式会社", "㈱")
        .replace("有限会社", "㈲")
        .replace("（デモ）", " （デモ）")
    )
    kept = {name: firm.fields[name] for name in ("prefecture", "municipality", "phone")}
    return DemoFirm({**kept, "name": name, "facts": {}}, "", "")
