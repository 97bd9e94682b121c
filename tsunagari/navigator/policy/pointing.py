"""What was read from an entry of the document, field by field, and the lines it stands on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tsunagari.base.errors import BadInput
from tsunagari.base.money import oku, read_budget
from tsunagari.base.text import half_width, mended
from tsunagari.programmes.schema import Programme

AMOUNT = re.compile(r"[0-9.,]+(?:億|百万|千万|万|千)?円")
LONGEST_RUN = 4  # lines over which a title or an amount may be broken
Lines = Sequence[tuple[int, str]]
Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Read:
    """One field: what the document was read to say, what the plan's file says, and the document's lines.

    declared  None where no file of the plan stands for this entry
    """

    code: str
    label: Promise
    value: str
    lines: tuple[int, ...] = ()
    declared: str | None = None
    is_said: bool = True

    @property
    def is_lost(self) -> bool:
        """Read from the document, but not found again in its lines."""
        return self.is_said and not self.lines

    @property
    def differs(self) -> bool:
        return self.declared is not None and self.declared != self.value


def fields_of(entry: Mapping[str, Any], programme: Programme | None) -> list[Read]:
    """Everything that was read from the entry, in the order of a programme file."""
    lines = [(number, squashed(text)) for number, text in entry["original"]]
    declared = declared_texts(programme)
    return [
        Read(
            code,
            label,
            value,
            locate(lines, test),
            declared.get(code) if programme else None,
            is_said=value not in (_("記載なし"), _("いいえ")),
        )
        for code, label, value, test in readings(entry)
    ]


def squashed(text: str) -> str:
    """For looking up: no spaces, narrow digits, 尐 put right."""
    return mended(half_width(re.sub(r"\s", "", text)))


def locate(lines: Lines, is_there: Test) -> tuple[int, ...]:
    """The fewest lines in a row that hold it together, by number; none where it is not found as it stands."""
    for length in range(1, LONGEST_RUN + 1):
        for start in range(len(lines) - length + 1):
            run = lines[start : start + length]
            if is_there("".join(text for _number, text in run)):
                return tuple(number for number, _text in run)
    return ()


def readings(entry: Mapping[str, Any]) -> Iterator[tuple[str, Promise, str, Test]]:
    """Code, label, what was read, and how to know the lines again."""
    yield "name", gettext_lazy("事業の名前"), entry["title"], holds(entry["title"])
    yield "budget", gettext_lazy("予算"), money(entry["budget_yen"]), holds_amount(entry["budget_yen"])
    before = entry["budget_before_yen"]
    yield "budget_before", gettext_lazy("前の年度の予算"), money(before), holds_amount(before)
    yield "new", gettext_lazy("新規"), _("はい") if entry["is_new"] else _("いいえ"), holds("新規")
    for amount in entry["of_which"].values():
        yield "of_which", gettext_lazy("うち中小機構交付金"), money(amount), holds_amount(amount)
    if extra := entry["supplementary"]:
        amount = extra["amount_yen"]
        yield "supplementary", gettext_lazy("補正予算（別枠）"), money(amount), holds_amount(amount)
    for number, past in enumerate(entry["follows"]):
        yield f"follows.{number}", gettext_lazy("前の年度の事業"), past["title"], holds(past["title"])
    for number, figure in enumerate(entry["reported"]):
        value = f"{figure['what']}　{figure['value']:,}{figure['unit']}"
        yield f"reported.{number}", gettext_lazy("これまでの数"), value, holds_number(figure)


def holds(words: str) -> Test:
    wanted = squashed(words)
    return lambda text: wanted in text


def holds_amount(yen: int | None) -> Test:
    return lambda text: yen is not None and yen in amounts_in(text)


def amounts_in(text: str) -> Iterable[int]:
    for found in AMOUNT.findall(text):
        try:
            yield read_budget(found)
        except BadInput:
            continue


def holds_number(figure: Mapping[str, Any]) -> Test:
    """The number with its unit; shares are also printed in tenths (割)."""
    value, unit = figure["value"], squashed(figure["unit"])
    said = {f"{value:,}{unit}", f"{value}{unit}"} | ({f"{value // 10}割"} if unit == "%" else set())
    return lambda text: any(form in text for form in said)


def money(yen: int | None) -> str:
    return _("記載なし") if yen is None else oku(yen)


def declared_texts(programme: Programme | None) -> dict[str, str]:
    """What the plan's file says of the same fields, in the same words."""
    if programme is None:
        return {}
    texts = {
        "name": programme.name.ja,
        "budget": money(programme.budget_yen),
        "budget_before": money(programme.budget_before_yen),
        "new": _("はい") if programme.is_new else _("いいえ"),
    }
    if programme.smrj_grant_yen is not None:
        texts["of_which"] = money(programme.smrj_grant_yen)
    if programme.supplementary:
        texts["supplementary"] = money(programme.supplementary.amount_yen)
    return texts


def pointing_at(reads: Iterable[Read]) -> dict[int, list[Read]]:
    """Line → the fields that were read from it: the way back."""
    found: dict[int, list[Read]] = {}
    for read in reads:
        for number in read.lines:
            found.setdefault(number, []).append(read)
    return found
