"""The answers offered to a question: closed choices, numbers in bands that no threshold cuts.

A band stands for every number in it, because all thresholds of rules and statutes lie at band edges
(`plan check` refuses a plan where one does not). An address that carries bands carries no one's figures.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.base.money import yen_en, yen_ja
from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import CHOICES as TRADES
from tsunagari.base.trades import trade_name
from tsunagari.base.words import NO_WORDS, Words
from tsunagari.programmes.describing import share
from tsunagari.programmes.vocabulary import Fact

NOT_KNOWN = "?"
NONE_OF_THESE = "none"
YES_NO = (("true", Words("はい", "Yes"), True), ("false", Words("いいえ", "No"), False))


@dataclass(frozen=True, slots=True)
class Choice:
    """One offered answer: its code in the address, its words, and a value that stands for it."""

    code: str
    words: Words
    value: Any


def choices_of(fact: Fact, as_of: datetime.date) -> tuple[Choice, ...]:
    """Every answer offered for `fact`; for a set, one choice per member and one for none of them."""
    match fact.type:
        case "flag":
            return tuple(Choice(*answer) for answer in YES_NO)
        case "code":
            return tuple(Choice(code, words, code) for code, words in fact.values.items())
        case "set":
            members = (Choice(code, words, frozenset({code})) for code, words in fact.values.items())
            none = Choice(NONE_OF_THESE, Words("どれもない", "None of these"), frozenset())
            return (*members, none)
        case "ratio":
            return tuple(Choice(share(value), words, value) for value, words in fact.choices)
        case "date":
            return tuple(months_choices(fact.bands, as_of))
        case "jsic":
            return tuple(Choice(code, Words(*trade_name(code)), code) for code in TRADES)
        case "prefecture":
            return tuple(Choice(p.code, Words(p.ja, p.en), p.code) for p in PREFECTURES)
        case "count" | "yen":
            return bands_of(fact, fact.bands)
    raise BadInput(given=fact.name, allowed="a fact that people can be asked for", where="question")


def bands_of(fact: Fact, edges: Sequence[int]) -> tuple[Choice, ...]:
    """Bands between inclusive upper `edges`; the value that stands for a band is its upper edge."""
    written: Callable[[int], Words] = yen_words if fact.type == "yen" else counted(fact.unit or NO_WORDS)
    bands, low = [], 0
    for edge in edges:
        words = (
            Words(f"{written(edge).ja}以下", f"up to {written(edge).en}")
            if low == 0
            else between(low, edge, written, is_yen=fact.type == "yen")
        )
        bands.append(Choice(f"{low}-{edge}", words, edge))
        low = edge + 1
    over = written(low - 1 if fact.type == "yen" else low)
    more = (
        Words(f"{over.ja}より多い", f"more than {over.en}")
        if fact.type == "yen"
        else Words(f"{over.ja}以上", f"{over.en} or more")
    )
    return (*bands, Choice(f"{low}-", more, low))


def between(low: int, high: int, written: Callable[[int], Words], *, is_yen: bool) -> Words:
    """6〜20人; money as 「1000万円より多く5000万円以下」, since nobody counts in single yen."""
    if is_yen:
        below, top = written(low - 1), written(high)
        return Words(f"{below.ja}より多く{top.ja}以下", f"over {below.en}, up to {top.en}")
    top = written(high)
    return Words(f"{low}〜{top.ja}", f"{low} to {top.en}")


def yen_words(yen: int) -> Words:
    return Words(yen_ja(yen), yen_en(yen))


def counted(unit: Words) -> Callable[[int], Words]:
    return lambda number: Words(f"{number}{unit.ja}", f"{number} {unit.en}".strip())


def months_choices(edges: Sequence[int], as_of: datetime.date) -> list[Choice]:
    """How long ago: bands of whole months, lower edge included (1年以上 = 12 or more)."""
    starts = (0, *edges)
    choices = []
    for position, low in enumerate(starts):
        high = starts[position + 1] if position + 1 < len(starts) else None
        choices.append(Choice(f"{low}m", span_words(low, high), months_before(as_of, low)))
    return choices


def span_words(low: int, high: int | None) -> Words:
    if low == 0 and high:
        return Words(f"{years(high).ja}未満", f"less than {years(high).en}")
    if high is None:
        return Words(f"{years(low).ja}以上", f"{years(low).en} or more")
    return Words(f"{years(low).ja}以上{years(high).ja}未満", f"{years(low).en} to under {years(high).en}")


def years(months: int) -> Words:
    whole, rest = divmod(months, 12)
    if rest:
        return Words(f"{months}か月", f"{months} months")
    return Words(f"{whole}年", f"{whole} year{'s' if whole > 1 else ''}")


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The day `months` whole months earlier; the month's last day where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (datetime.date(year + month // 11, (month + 1) % 12 + 1, 1) - datetime.timedelta(1)).day
    return datetime.date(year, month + 1, min(day.day, last))


def read_answers(
    params: Mapping[str, Sequence[str]], facts: Mapping[str, Fact], as_of: datetime.date
) -> tuple[dict[str, Any], frozenset[str]]:
    """Codes of an address → typed facts, and the facts answered with "not known yet".

    Raises BadInput for an unknown fact or code; other parameters are not ours and are passed over.
    """
    given: dict[str, Any] = {}
    later: set[str] = set()
    for name, codes in params.items():
        fact = facts.get(name)
        if fact is None or fact.derived_by:
            continue
        if list(codes) == [NOT_KNOWN]:
            later.add(name)
        elif codes:
            given[name] = read_codes(fact, codes, as_of)
    return given, frozenset(later)


def read_codes(fact: Fact, codes: Sequence[str], as_of: datetime.date) -> Any:
    choices = {choice.code: choice.value for choice in choices_of(fact, as_of)}
    unknown = [code for code in codes if code not in choices and not is_joined(fact, code)]
    if unknown or (fact.type != "set" and len(codes) > 1):
        allowed = ", ".join([*list(choices)[:12], NOT_KNOWN])
        raise BadInput(given=",".join(codes), allowed=allowed, mend="Answer again.", where=fact.name)
    if fact.type == "set":
        return frozenset().union(*(choices[code] for code in codes))
    return choices[codes[0]] if codes[0] in choices else end_of(codes[0])


def is_joined(fact: Fact, code: str) -> bool:
    """A band joined from neighbours: its ends are still edges, and the last band may be open."""
    low, dash, high = code.partition("-")
    lows, highs = ["0", *(str(edge + 1) for edge in fact.bands)], [*map(str, fact.bands), ""]
    is_band = fact.type in ("count", "yen") and dash == "-" and low in lows and high in highs
    return is_band and lows.index(low) <= highs.index(high)


def edges_inside(fact: Fact, code: str) -> tuple[int, ...]:
    """The edges at which a joined band was joined; none for a band as the vocabulary has it."""
    if not is_joined(fact, code):
        return ()
    low, _, high = code.partition("-")
    return tuple(edge for edge in fact.bands if int(low) <= edge and (not high or edge < int(high)))


def end_of(code: str) -> int:
    """The value that stands for a joined band: its upper edge, or where it begins if it is open."""
    low, _, high = code.partition("-")
    return int(high or low)
