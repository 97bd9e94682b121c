"""What a query tells about the firm besides its worry: an amount, a place, a size, years, a trade.

Each is shown as it was understood and can be taken off again; none is used for a verdict. Figures are not
searched, for they name no programme; places and trades are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tsunagari.base.errors import BadInput
from tsunagari.base.money import read_yen, yen_en, yen_ja
from tsunagari.base.places import PREFECTURES, prefecture
from tsunagari.base.trades import trade_name
from tsunagari.base.words import Words
from tsunagari.engines.search.query import cleaned
from tsunagari.engines.search.tokens import tokens_of

AMOUNT = re.compile(
    r"[0-9][0-9,]*(?:億(?:[0-9][0-9,]*万)?|万)?円|[0-9][0-9,]*[億万](?![0-9万億人個台本枚件])"
)
STAFF = re.compile(
    r"(?:従業員|社員|職人|スタッフ|パート)[がはの数]*([0-9]{1,5})(?:人|名)|([0-9]{1,5})(?:人|名)(?:の|で|だけ)"
)
SINCE = re.compile(r"(?:創業|開業|設立)(?:して|から)?([0-9]{1,3})年目?(?![度前半])|([0-9]{1,3})年目")
PARTICLE = "[でのにはが]?"
TARGET = re.compile(
    r"(?:府|県|都|道|市)?(?:で|に|へ)(?:売|出|進出|売り込)"
)  # where to sell is not where the firm is
AMBIGUOUS = {"大分"}  # also "very"


def read_rows(rows: str) -> dict[str, str]:
    """Rows of a code and its names → name to code."""
    return {name: code for code, *names in map(str.split, rows.strip().splitlines()) for name in names}


CITIES = read_rows("""
01 札幌 函館 旭川 釧路
03 盛岡
04 仙台
08 水戸 つくば市
09 宇都宮
10 前橋 高崎
11 さいたま市 川口市
13 八王子
14 横浜 川崎市 相模原
15 長岡市
17 金沢
18 鯖江
19 甲府
20 松本市
22 浜松
23 名古屋 豊田市
24 四日市
25 大津市
27 堺市 東大阪
28 神戸 姫路 尼崎
32 松江
33 倉敷
34 福山市
35 下関
37 高松市
38 松山市 今治
40 北九州 久留米
42 佐世保
47 那覇
""")
TRADES = read_rows("""
A 農家 農業
B 漁師 漁業
D 工務店 大工 建設
E 町工場 製造業 金型屋
G ソフト会社
H 運送 タクシー
I 小売 八百屋 魚屋 酒屋 問屋
K 不動産屋
M 旅館 民宿 飲食店 食堂 ラーメン屋 居酒屋 カフェ
N 美容室 床屋 クリーニング
""")
SEARCHED_TOO = {"firm.prefecture", "firm.industry"}


@dataclass(frozen=True, slots=True)
class Understood:
    """`fact` is a name of the vocabulary, else `amount_yen`; `said` stands so in the query."""

    fact: str
    value: str
    said: str
    words: Words


def understood(query: str) -> tuple[Understood, ...]:
    """All that `query` tells besides its worry, in the order above; never an error."""
    text = cleaned(query)
    return (*amounts(text), *places(text), *staff(text), *ages(text), *trades(text))


def worry_of(query: str, told: Iterable[Understood]) -> str:
    """The query without its figures; the whole of it where nothing else was said."""
    rest = cleaned(query)
    for one in told:
        if one.fact not in SEARCHED_TOO:
            rest = rest.replace(one.said, " ", 1)
    return rest if tokens_of(rest) else query


def without(query: str, one: Understood) -> str:
    """The query as it reads when the person takes `one` off."""
    return " ".join(re.sub(re.escape(one.said) + PARTICLE, " ", cleaned(query), count=1).split())


def amounts(text: str) -> Iterator[Understood]:
    for match in AMOUNT.finditer(text):
        try:
            yen = read_yen(match[0])
        except BadInput:
            continue  # ３億万円 is no amount; its words are searched as they are
        yield Understood("amount_yen", str(yen), match[0], Words(ja=yen_ja(yen), en=yen_en(yen)))


def places(text: str) -> Iterator[Understood]:
    """The first place named: a prefecture, with or without its 県, or a city that tells one."""
    found = [(text.find(name), -len(name), name, code) for name, code in NAMES if name in text]
    for begin, _, name, code in sorted(found)[:1]:
        if not TARGET.match(text, begin + len(name)):
            where = prefecture(code)
            yield Understood("firm.prefecture", code, name, Words(ja=where.ja, en=where.en))


def place_names() -> Iterator[tuple[str, str]]:
    for place in PREFECTURES:
        yield place.ja, place.code
        short = place.ja[:-1]
        if place.ja != "北海道" and short not in AMBIGUOUS:
            yield short, place.code
    yield from CITIES.items()


NAMES = tuple(place_names())


def staff(text: str) -> Iterator[Understood]:
    for match in STAFF.finditer(text):
        count = int(match[1] or match[2])
        words = Words(ja=f"従業員{count:,}人", en=f"{count:,} employees")
        yield Understood("firm.employees_regular", str(count), match[0], words)


def ages(text: str) -> Iterator[Understood]:
    for match in SINCE.finditer(text):
        years = int(match[1] or match[2])
        words = Words(ja=f"事業を始めて{years}年", en=f"{years} years in business")
        yield Understood("firm.months_in_business", str(12 * years), match[0], words)


def trades(text: str) -> Iterator[Understood]:
    """The first trade named, as a division of the industrial classification."""
    found = sorted((text.find(name), name) for name in TRADES if name in text)
    for _, name in found[:1]:
        ja, en = trade_name(TRADES[name])
        yield Understood("firm.industry", TRADES[name], name, Words(ja=ja, en=en))
