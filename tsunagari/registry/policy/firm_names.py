"""A firm's name as it is compared, and the words by which the firm is found again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tsunagari.base.text import folded
from tsunagari.engines.search.tokens import tokens_of

LONGEST_TERM = 60
LONG_FORMS = (
    *("株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "協同組合", "企業組合", "協業組合"),
    *("一般社団法人", "一般財団法人", "公益社団法人", "公益財団法人", "医療法人社団", "医療法人"),
    *("特定非営利活動法人", "社会福祉法人", "学校法人", "宗教法人", "農事組合法人"),
    *("かぶしきがいしゃ", "かぶしきかいしゃ", "ゆうげんがいしゃ", "ゆうげんかいしゃ", "ごうどうがいしゃ"),
)
LEGAL_FORM = re.compile("|".join((*LONG_FORMS, r"\((?:株|有|同|資|名|社|財|医|協|企|特非|福|学|宗)\)")))
KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}  # ァ-ヶ → ぁ-ゖ
VARIANTS = str.maketrans(
    "髙﨑嵜齋齊斎邊邉濵濱澤廣國櫻龍嶋德栁曻眞", "高崎崎斉斉斉辺辺浜浜沢広国桜竜島徳柳昇真"
)
MARKS = re.compile(r"[^\w]|_")  # everything that is neither letter nor digit; ー is a letter
SCRIPTS = {
    "kanji": re.compile("[々〇㐀-䶿一-鿿豈-﫿]"),
    "kana": re.compile("[ぁ-ヿ]"),
    "latin": re.compile("[a-z]"),
}


@dataclass(frozen=True, slots=True)
class FirmWords:
    """What a firm can be called by: names and kana of now and before, numbers as people say them."""

    names: tuple[str, ...]
    phones: tuple[str, ...] = ()
    corporate_number: str = ""


def normal_name(name: str) -> str:
    """One form for what people take for the same name: ㈱ﾔﾏﾀﾞ 商店, 株式会社やまだ商店 → やまだ商店.

    Widths, kana, capitals, spaces, marks, legal forms and old shapes of common kanji make no difference.
    """
    before = ""
    while name != before:
        before = name
        name = MARKS.sub("", LEGAL_FORM.sub("", folded(name))).translate(KATAKANA).translate(VARIANTS)
    return name


def folded_width(text: str) -> str:
    """Compatibility forms in one width, single spaces; capitals stay."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def terms_of(words: FirmWords) -> frozenset[str]:
    """Each place where someone would begin to type: whole names, their later words, numbers."""
    told = {term for name in words.names for term in name_terms(name)}
    told |= {term for phone in words.phones for term in phone_terms(phone)}
    return frozenset(term[:LONGEST_TERM] for term in {*told, words.corporate_number} if term)


def name_terms(name: str) -> Iterator[str]:
    """The normal form of the whole name, and of what is left from each later word on."""
    bare = LEGAL_FORM.sub(" ", folded(name)).strip()
    yield normal_name(bare)
    for begin in sorted({*word_begins(bare), *script_begins(bare)}):
        rest = normal_name(bare[begin:])
        if len(rest) > 1:
            yield rest


def word_begins(text: str) -> Iterable[int]:
    return (token.begin for token in tokens_of(text))


def script_begins(text: str) -> Iterator[int]:
    """Where a run of kanji, kana or Latin letters begins."""
    before = ""
    for place, letter in enumerate(text):
        script = next((name for name, letters in SCRIPTS.items() if letters.match(letter)), "")
        if script and script != before:
            yield place
        before = script


def phone_digits(phone: str) -> str:
    """The digits one dials within Japan; empty where there are none."""
    text = folded(phone)
    digits = re.sub("[^0-9]", "", text)
    return "0" + digits[2:].removeprefix("0") if text.startswith("+81") else digits


def phone_terms(phone: str) -> Iterator[str]:
    """From the first digit, and the last four, which people remember."""
    digits = phone_digits(phone)
    if digits:
        yield digits
        yield digits[-4:]
