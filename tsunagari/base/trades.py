"""Trades by the Japan Standard Industrial Classification (日本標準産業分類): a letter, or two to four digits.

Divisions and major groups are the same in revisions 12, 13 and 14. Smaller groups are listed where the
law or a rule tells them apart; elsewhere a code is accepted by its major group.
"""

from __future__ import annotations

import datetime
import re

from tsunagari.base.errors import BadInput
from tsunagari.base.text import half_width

REVISIONS = ((14, datetime.date(2024, 4, 1)), (13, datetime.date(2014, 4, 1)))
FIRST_REVISION = 12

DIVISIONS: dict[str, tuple[str, str, int, int]] = {
    "A": ("農業，林業", "Agriculture and forestry", 1, 2),
    "B": ("漁業", "Fisheries", 3, 4),
    "C": ("鉱業，採石業，砂利採取業", "Mining and quarrying", 5, 5),
    "D": ("建設業", "Construction", 6, 8),
    "E": ("製造業", "Manufacturing", 9, 32),
    "F": ("電気・ガス・熱供給・水道業", "Electricity, gas, heat and water", 33, 36),
    "G": ("情報通信業", "Information and communications", 37, 41),
    "H": ("運輸業，郵便業", "Transport and postal services", 42, 49),
    "I": ("卸売業，小売業", "Wholesale and retail trade", 50, 61),
    "J": ("金融業，保険業", "Finance and insurance", 62, 67),
    "K": ("不動産業，物品賃貸業", "Real estate and goods rental", 68, 70),
    "L": ("学術研究，専門・技術サービス業", "Research, professional and technical services", 71, 74),
    "M": ("宿泊業，飲食サービス業", "Accommodation, eating and drinking", 75, 77),
    "N": ("生活関連サービス業，娯楽業", "Living-related and amusement services", 78, 80),
    "O": ("教育，学習支援業", "Education and learning support", 81, 82),
    "P": ("医療，福祉", "Medical care and welfare", 83, 85),
    "Q": ("複合サービス事業", "Compound services", 86, 87),
    "R": ("サービス業（ほかに分類されないもの）", "Services, not elsewhere classified", 88, 96),
    "S": ("公務", "Public service", 97, 98),
    "T": ("分類不能の産業", "Unclassifiable", 99, 99),
}
_MAJOR = """
01 農業 Agriculture
02 林業 Forestry
03 漁業 Fishing
04 水産養殖業 Aquaculture
05 鉱業，採石業，砂利採取業 Mining and quarrying
06 総合工事業 General construction
07 職別工事業 Special trade construction
08 設備工事業 Installation work
09 食料品製造業 Food products
10 飲料・たばこ・飼料製造業 Beverages, tobacco and feed
11 繊維工業 Textiles
12 木材・木製品製造業 Lumber and wood products
13 家具・装備品製造業 Furniture
14 パルプ・紙・紙加工品製造業 Pulp and paper
15 印刷・同関連業 Printing
16 化学工業 Chemicals
17 石油製品・石炭製品製造業 Petroleum and coal products
18 プラスチック製品製造業 Plastics
19 ゴム製品製造業 Rubber products
20 なめし革・同製品・毛皮製造業 Leather and fur
21 窯業・土石製品製造業 Ceramics, stone and clay
22 鉄鋼業 Iron and steel
23 非鉄金属製造業 Non-ferrous metals
24 金属製品製造業 Metal products
25 はん用機械器具製造業 General-purpose machinery
26 生産用機械器具製造業 Production machinery
27 業務用機械器具製造業 Business machinery
28 電子部品・デバイス・電子回路製造業 Electronic parts and devices
29 電気機械器具製造業 Electrical machinery
30 情報通信機械器具製造業 Information and communication equipment
31 輸送用機械器具製造業 Transport equipment
32 その他の製造業 Other manufacturing
33 電気業 Electricity
34 ガス業 Gas
35 熱供給業 Heat supply
36 水道業 Water supply
37 通信業 Communications
38 放送業 Broadcasting
39 情報サービス業 Information services
40 インターネット附随サービス業 Internet-based services
41 映像・音声・文字情報制作業 Video, sound and text production
42 鉄道業 Railways
43 道路旅客運送業 Road passenger transport
44 道路貨物運送業 Road freight
45 水運業 Water transport
46 航空運輸業 Air transport
47 倉庫業 Warehousing
48 運輸に附帯するサービス業 Services for transport
49 郵便業 Postal services
50 各種商品卸売業 General wholesale
51 繊維・衣服等卸売業 Wholesale of textiles and clothing
52 飲食料品卸売業 Wholesale of food and drink
53 建築材料，鉱物・金属材料等卸売業 Wholesale of building materials and metals
54 機械器具卸売業 Wholesale of machinery
55 その他の卸売業 Other wholesale
56 各種商品小売業 General retail
57 織物・衣服・身の回り品小売業 Retail of clothing and accessories
58 飲食料品小売業 Retail of food and drink
59 機械器具小売業 Retail of machinery
60 その他の小売業 Other retail
61 無店舗小売業 Non-store retail
62 銀行業 Banking
63 協同組織金融業 Cooperative finance
64 貸金業，クレジットカード業等 Money lending and credit cards
65 金融商品取引業，商品先物取引業 Securities and commodity futures
66 補助的金融業等 Auxiliary finance
67 保険業 Insurance
68 不動産取引業 Real estate agencies
69 不動産賃貸業・管理業 Real estate lessors and managers
70 物品賃貸業 Goods rental
71 学術・開発研究機関 Research institutes
72 専門サービス業 Professional services
73 広告業 Advertising
74 技術サービス業 Technical services
75 宿泊業 Accommodation
76 飲食店 Restaurants
77 持ち帰り・配達飲食サービス業 Take-out and delivery food
78 洗濯・理容・美容・浴場業 Laundry, barbers, beauty and baths
79 その他の生活関連サービス業 Other living-related services
80 娯楽業 Amusement
81 学校教育 School education
82 その他の教育，学習支援業 Other education
83 医療業 Medical care
84 保健衛生 Public health
85 社会保険・社会福祉・介護事業 Social insurance, welfare and care
86 郵便局 Post offices
87 協同組合 Cooperative associations
88 廃棄物処理業 Waste treatment
89 自動車整備業 Motor vehicle maintenance
90 機械等修理業 Machinery repair
91 職業紹介・労働者派遣業 Employment and worker dispatch
92 その他の事業サービス業 Other business services
93 政治・経済・文化団体 Political, business and cultural bodies
94 宗教 Religion
95 その他のサービス業 Other services
96 外国公務 Foreign governments
97 国家公務 National government
98 地方公務 Local government
99 分類不能の産業 Unclassifiable
"""
_SMALLER = """
191 タイヤ・チューブ製造業 Tyres and tubes
1911 自動車タイヤ・チューブ製造業 Motor vehicle tyres and tubes
1919 その他のタイヤ・チューブ製造業 Other tyres and tubes
192 ゴム製・プラスチック製履物・同附属品製造業 Rubber and plastic footwear
193 ゴムベルト・ゴムホース・工業用ゴム製品製造業 Rubber belts, hoses and industrial rubber
1931 ゴムベルト製造業 Rubber belts
1932 ゴムホース製造業 Rubber hoses
1933 工業用ゴム製品製造業 Industrial rubber products
199 その他のゴム製品製造業 Other rubber products
391 ソフトウェア業 Software
392 情報処理・提供サービス業 Data processing and information services
3921 情報処理サービス業 Data processing
3922 情報提供サービス業 Information provision
3923 市場調査・世論調査・社会調査業 Market and opinion research
3929 その他の情報処理・提供サービス業 Other data and information services
411 映像情報制作・配給業 Video production and distribution
412 音声情報制作業 Sound production
413 新聞業 Newspapers
414 出版業 Publishing
415 広告制作業 Advertising production
416 映像・音声・文字情報制作に附帯するサービス業 Services for video, sound and text production
691 不動産賃貸業 Real estate lessors
692 貸家業，貸間業 House and room rental
693 駐車場業 Parking lots
694 不動産管理業 Real estate managers
751 旅館，ホテル Inns and hotels
752 簡易宿所 Simple lodging
753 下宿業 Boarding houses
759 その他の宿泊業 Other accommodation
761 食堂，レストラン（専門料理店を除く） General restaurants
762 専門料理店 Speciality restaurants
763 そば・うどん店 Noodle shops
764 すし店 Sushi shops
765 酒場，ビヤホール Pubs and beer halls
766 バー，キャバレー，ナイトクラブ Bars and night clubs
767 喫茶店 Cafés
769 その他の飲食店 Other eating places
771 持ち帰り飲食サービス業 Take-out food
772 配達飲食サービス業 Food delivery
791 旅行業 Travel agencies
792 家事サービス業 Domestic services
793 衣服裁縫修理業 Clothing repair
794 物品預り業 Left luggage
795 火葬・墓地管理業 Crematories and cemeteries
796 冠婚葬祭業 Ceremonies
799 他に分類されない生活関連サービス業 Other living-related services
801 映画館 Cinemas
802 興行場，興行団 Theatres and performers
803 競輪・競馬等の競走場，競技団 Racing tracks and teams
804 スポーツ施設提供業 Sports facilities
805 公園，遊園地 Parks and amusement parks
806 遊戯場 Game halls
809 その他の娯楽業 Other amusement
"""


def _named(rows: str) -> dict[str, tuple[str, str]]:
    split = (row.split(" ", 2) for row in rows.strip().splitlines())
    return {code: (ja, en) for code, ja, en in split}


MAJOR_GROUPS = _named(_MAJOR)
SMALLER_GROUPS = _named(_SMALLER)
FULLY_LISTED = frozenset(code[:2] for code in SMALLER_GROUPS)
NAMES: dict[str, tuple[str, str]] = {
    **{letter: (ja, en) for letter, (ja, en, _, _) in DIVISIONS.items()},
    **MAJOR_GROUPS,
    **SMALLER_GROUPS,
}
SINCE_13 = frozenset({"3923"})
HEAD_OFFICE = re.compile(r"[0-9]{2}0[089]?")  # 管理，補助的経済活動を行う事業所, in each group
CODE = re.compile(r"[A-T]?[0-9]{2,4}|[A-T]")


def revision_on(day: datetime.date) -> int:
    """The revision in use: 12 until March 2014, 13 from April 2014, 14 from April 2024."""
    return next((revision for revision, first in REVISIONS if day >= first), FIRST_REVISION)


def division_of(code: str) -> str:
    """The division's letter of a code of any length."""
    if code[0].isalpha():
        return code[0]
    major = int(code[:2])
    return next(letter for letter, (_, _, first, last) in DIVISIONS.items() if first <= major <= last)


def read_jsic(text: str, revision: int) -> str:
    """A code as typed (E, 39, E39, ３９１) → letter or digits. Raises BadInput."""
    code = half_width(text).strip().upper()
    mend = f"See the list of JSIC revision {revision}; a letter alone will do."
    refused = BadInput(given=text, allowed="a JSIC code: A–T, or 2 to 4 digits such as 39 or 3921", mend=mend)
    if not CODE.fullmatch(code):
        raise refused
    digits = code.lstrip("ABCDEFGHIJKLMNOPQRST")
    if not digits:
        return code
    if digits[:2] not in MAJOR_GROUPS or (code[0].isalpha() and division_of(digits) != code[0]):
        raise refused
    if not is_listed(digits, revision):
        raise refused
    return digits


def is_listed(digits: str, revision: int) -> bool:
    """Whether a code exists as far as our lists tell: where groups are listed, all of them are."""
    if digits in SINCE_13 and revision < 13:
        return False
    if len(digits) == 2 or digits[:2] not in FULLY_LISTED or HEAD_OFFICE.fullmatch(digits):
        return True
    return digits[:3] in SMALLER_GROUPS and (digits in NAMES or not has_classes(digits[:3]))


def has_classes(group: str) -> bool:
    return any(len(code) == 4 and code.startswith(group) for code in SMALLER_GROUPS)


def is_under(code: str, ancestor: str) -> bool:
    """Whether `code` is `ancestor` or lies beneath it in the tree."""
    if ancestor.isalpha():
        return division_of(code) == ancestor
    return code.startswith(ancestor)


def trade_name(code: str) -> tuple[str, str]:
    """The name (ja, en) of a code, or of the nearest group above it that is listed."""
    return next(NAMES[code[:length]] for length in range(len(code), 0, -1) if code[:length] in NAMES)


CHOICES = tuple(
    code
    for letter, (_, _, first, last) in DIVISIONS.items()
    for number in range(first, last + 1)
    for code in (f"{number:02d}", *(c for c in SMALLER_GROUPS if c.startswith(f"{number:02d}")))
)
