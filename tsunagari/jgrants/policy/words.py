"""The closed lists of the wire format, word for word, and what of them we can judge by."""

from __future__ import annotations

from collections.abc import Collection

from tsunagari.base.places import PREFECTURES

JOIN = " / "
USE_PURPOSES = (
    *("新たな事業を行いたい", "販路拡大・海外展開をしたい", "イベント・事業運営支援がほしい"),
    *("事業を引き継ぎたい", "研究開発・実証事業を行いたい", "人材育成を行いたい", "資金繰りを改善したい"),
    *("設備整備・IT導入をしたい", "雇用・職場環境を改善したい", "エコ・SDGs活動支援がほしい"),
    *("災害（自然災害、感染症等）支援がほしい", "教育・子育て・少子化支援がほしい"),
    *("スポーツ・文化支援がほしい", "安全・防災対策支援がほしい", "まちづくり・地域振興支援がほしい"),
)
# Each with its division of the JSIC. Their own commas are why a list of them is never cut at 、.
INDUSTRIES = {
    "農業、林業": "A",
    "漁業": "B",
    "鉱業、採石業、砂利採取業": "C",
    "建設業": "D",
    "製造業": "E",
    "電気・ガス・熱供給・水道業": "F",
    "情報通信業": "G",
    "運輸業、郵便業": "H",
    "卸売業、小売業": "I",
    "金融業、保険業": "J",
    "不動産業、物品賃貸業": "K",
    "学術研究、専門・技術サービス業": "L",
    "宿泊業、飲食サービス業": "M",
    "生活関連サービス業、娯楽業": "N",
    "教育、学習支援業": "O",
    "医療、福祉": "P",
    "複合サービス事業": "Q",
    "サービス業（他に分類されないもの）": "R",
    "公務（他に分類されるものを除く）": "S",
    "分類不能の産業": "T",
}
ANY_NUMBER = "従業員数の制約なし"
MOST_EMPLOYEES = {f"{most}名以下": most for most in (5, 20, 50, 100, 300, 900)}
OVER_900 = "901名以上"
EMPLOYEES = (ANY_NUMBER, *MOST_EMPLOYEES, OVER_900)

NATIONWIDE, ABROAD = "全国", "海外"
REGIONS = {  # first and last prefecture of each, in the order of JIS X 0401
    "北海道地方": (1, 1),
    "東北地方": (2, 7),
    "関東・甲信越地方": (8, 15),
    "東海・北陸地方": (16, 24),
    "近畿地方": (25, 30),
    "中国地方": (31, 35),
    "四国地方": (36, 39),
    "九州・沖縄地方": (40, 47),
}
# 山梨 and 長野 belong to 甲信越 and come after 福井 in the code's order.
MOVED = {"19": "関東・甲信越地方", "20": "関東・甲信越地方"}
PREFECTURE_CODES = {place.ja: place.code for place in PREFECTURES}
AREAS = (NATIONWIDE, *REGIONS, *PREFECTURE_CODES, ABROAD)

SORTS = ("created_date", "acceptance_start_datetime", "acceptance_end_datetime")
ORDERS = ("ASC", "DESC")
YES, NO = "有", "無"


def parts(text: str | None) -> tuple[str, ...]:
    """The values of a text that holds several; their order is the source's."""
    return tuple(part.strip() for part in (text or "").split(JOIN) if part.strip())


def prefectures_of(areas: Collection[str]) -> frozenset[str]:
    """Codes of the prefectures that `areas` cover; nothing where they do not narrow the country down."""
    if NATIONWIDE in areas:
        return frozenset()
    named = {PREFECTURE_CODES[area] for area in areas if area in PREFECTURE_CODES}
    covered = named.union(*(region_codes(area) for area in areas if area in REGIONS))
    return frozenset() if len(covered) == len(PREFECTURES) else frozenset(covered)


def region_codes(region: str) -> frozenset[str]:
    first, last = REGIONS[region]
    within = {f"{number:02d}" for number in range(first, last + 1)}
    return frozenset((within - MOVED.keys()) | {code for code, home in MOVED.items() if home == region})
