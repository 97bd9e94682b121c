"""What is told with a move or in a step's form: kept as it was typed, with what is wrong beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.engines.procedure.answers import check_given, read_answers
from tsunagari.engines.procedure.declared import Field

PREFIX = "field-"  # a field of a procedure never meets another field of the page
Options = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One field as the page shows it: `options` are (code, words, is chosen)."""

    field: Field
    typed: tuple[str, ...]
    options: tuple[tuple[str, str, bool], ...]
    fault: str = ""

    @property
    def name(self) -> str:
        return PREFIX + self.field.key

    @property
    def text(self) -> str:
        return self.typed[0] if self.typed else ""


@dataclass(frozen=True, slots=True)
class Told:
    """`given` are the values that were understood, by key; `faults` what is wrong with the others."""

    given: Mapping[str, object] = field(hash=False)
    faults: Mapping[str, str] = field(hash=False)


def read_told(fields: Sequence[Field], params: QueryDict, records: Mapping[str, Options]) -> Told:
    """Every field read on its own, so that all that is wrong is said at once.

    `records` are, by field, the records that may be chosen: a field of a kind that names one takes no other.
    """
    given: dict[str, object] = {}
    faults: dict[str, str] = {}
    for asked in fields:
        typed = params.getlist(PREFIX + asked.key)
        try:
            told = read_answers([asked], {asked.key: typed})
            check_given([asked], told)
            check_record(asked, told, records)
        except BadInput:
            faults[asked.key] = fault_of(asked, any(text.strip() for text in typed))
        else:
            given |= told
    return Told(given, faults)


def check_record(asked: Field, told: Mapping[str, object], records: Mapping[str, Options]) -> None:
    if asked.key in told and asked.key in records and told[asked.key] not in records[asked.key]:
        raise BadInput(given=str(told[asked.key]), allowed=", ".join(records[asked.key]), where=asked.key)


def fault_of(asked: Field, is_typed: bool) -> str:  # noqa: FBT001 - said by name in one place
    """What to do about a field, in the words of the page."""
    label = asked.label.in_(get_language() or "ja")
    if asked.kind in ("choice", "choices", "organisation", "person", "consent"):
        return _("「%(label)s」をえらんでください。") % {"label": label}
    if not is_typed:
        return _("「%(label)s」が空です。書いてください。") % {"label": label}
    return {
        "date": _("日付として読めません。例：2009-10-01、平成21年10月1日、H21.10.1"),
        "yen": _("金額として読めません。例：5020万円、50,200,000"),
        "count": _("数字だけで書いてください。例：35"),
    }.get(asked.kind, _("「%(label)s」を書きなおしてください。") % {"label": label})


def shown(
    fields: Sequence[Field],
    typed: Mapping[str, Sequence[str]],
    faults: Mapping[str, str],
    records: Mapping[str, Options],
) -> list[Asked]:
    """The fields as the page shows them, with what was `typed` (by key)."""
    return [
        Asked(
            asked,
            tuple(typed.get(asked.key, ())),
            tuple(options_of(asked, typed.get(asked.key, ()), records)),
            faults.get(asked.key, ""),
        )
        for asked in fields
    ]


def options_of(
    asked: Field, typed: Sequence[str], records: Mapping[str, Options]
) -> list[tuple[str, str, bool]]:
    declared: dict[str, Words | str] = {option.code: option.label for option in asked.options}
    listed = declared or dict(records.get(asked.key, {}))
    language = get_language() or "ja"
    return [
        (code, words.in_(language) if isinstance(words, Words) else words, code in typed)
        for code, words in listed.items()
    ]


def typed_in(fields: Sequence[Field], params: QueryDict) -> dict[str, list[str]]:
    return {asked.key: params.getlist(PREFIX + asked.key) for asked in fields}
