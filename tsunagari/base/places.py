"""Prefectures (JIS X 0401), the bureaus that cover them, and municipality codes (JIS X 0402)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tsunagari.base.errors import BadInput
from tsunagari.base.text import half_width


@dataclass(frozen=True, slots=True)
class Prefecture:
    """`bureau` is the code of the METI bureau that covers it."""

    code: str
    ja: str
    en: str
    kana: str
    bureau: str


BUREAUS: dict[str, tuple[str, str]] = {
    "hokkaido": ("北海道経済産業局", "Hokkaido Bureau"),
    "tohoku": ("東北経済産業局", "Tohoku Bureau"),
    "kanto": ("関東経済産業局", "Kanto Bureau"),
    "chubu": ("中部経済産業局", "Chubu Bureau"),
    "kinki": ("近畿経済産業局", "Kinki Bureau"),
    "chugoku": ("中国経済産業局", "Chugoku Bureau"),
    "shikoku": ("四国経済産業局", "Shikoku Bureau"),
    "kyushu": ("九州経済産業局", "Kyushu Bureau"),
    "okinawa": ("沖縄総合事務局", "Okinawa General Bureau"),
}
_ROWS = """
北海道 Hokkaido ほっかいどう hokkaido
青森県 Aomori あおもりけん tohoku
岩手県 Iwate いわてけん tohoku
宮城県 Miyagi みやぎけん tohoku
秋田県 Akita あきたけん tohoku
山形県 Yamagata やまがたけん tohoku
福島県 Fukushima ふくしまけん tohoku
茨城県 Ibaraki いばらきけん kanto
栃木県 Tochigi とちぎけん kanto
群馬県 Gunma ぐんまけん kanto
埼玉県 Saitama さいたまけん kanto
千葉県 Chiba ちばけん kanto
東京都 Tokyo とうきょうと kanto
神奈川県 Kanagawa かながわけん kanto
新潟県 Niigata にいがたけん kanto
富山県 Toyama とやまけん chubu
石川県 Ishikawa いしかわけん chubu
福井県 Fukui ふくいけん kinki
山梨県 Yamanashi やまなしけん kanto
長野県 Nagano ながのけん kanto
岐阜県 Gifu ぎふけん chubu
静岡県 Shizuoka しずおかけん kanto
愛知県 Aichi あいちけん chubu
三重県 Mie みえけん chubu
滋賀県 Shiga しがけん kinki
京都府 Kyoto きょうとふ kinki
大阪府 Osaka おおさかふ kinki
兵庫県 Hyogo ひょうごけん kinki
奈良県 Nara ならけん kinki
和歌山県 Wakayama わかやまけん kinki
鳥取県 Tottori とっとりけん chugoku
島根県 Shimane しまねけん chugoku
岡山県 Okayama おかやまけん chugoku
広島県 Hiroshima ひろしまけん chugoku
山口県 Yamaguchi やまぐちけん chugoku
徳島県 Tokushima とくしまけん shikoku
香川県 Kagawa かがわけん shikoku
愛媛県 Ehime えひめけん shikoku
高知県 Kochi こうちけん shikoku
福岡県 Fukuoka ふくおかけん kyushu
佐賀県 Saga さがけん kyushu
長崎県 Nagasaki ながさきけん kyushu
熊本県 Kumamoto くまもとけん kyushu
大分県 Oita おおいたけん kyushu
宮崎県 Miyazaki みやざきけん kyushu
鹿児島県 Kagoshima かごしまけん kyushu
沖縄県 Okinawa おきなわけん okinawa
"""
PREFECTURES = tuple(
    Prefecture(f"{number:02d}", *row.split())
    for number, row in enumerate(_ROWS.strip().splitlines(), start=1)
)
_BY_CODE = {place.code: place for place in PREFECTURES}
_WEIGHTS = (6, 5, 4, 3, 2)
MUNICIPALITY = re.compile(r"[0-9]{5,6}")


def prefecture(code: str) -> Prefecture:
    """The prefecture of a two-digit code. Raises BadInput."""
    if code not in _BY_CODE:
        raise BadInput(given=code, allowed="01 … 47 (JIS X 0401)", mend="Write 04 for 宮城県.")
    return _BY_CODE[code]


def municipality_check_digit(code: str) -> str:
    """The sixth digit of a five-digit municipality code (JIS X 0402, modulus 11)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code, strict=True))
    return str((11 - total % 11) % 10)


def read_municipality(text: str) -> str:
    """Five digits, or six with the check digit → five. Raises BadInput where no prefecture or digit fits."""
    code = half_width(text).strip()
    refused = BadInput(
        given=text,
        allowed="a municipality code: 5 digits, or 6 with the check digit (JIS X 0402)",
        mend="Write 04101 or 041017 for 仙台市青葉区.",
    )
    if not MUNICIPALITY.fullmatch(code) or code[:2] not in _BY_CODE:
        raise refused
    if len(code) == 6 and code[5] != municipality_check_digit(code[:5]):
        raise refused
    return code[:5]
