"""What people ask of firms and write on their cards."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES
from tsunagari.base.text import without_controls
from tsunagari.base.trades import DIVISIONS
from tsunagari.base.years import read_date
from tsunagari.kit.address import read_choice, read_text
from tsunagari.programmes.questions import NOT_KNOWN, read_codes
from tsunagari.programmes.vocabulary import Fact, Vocabulary
from tsunagari.registry.policy.firm_facts import FIGURES, as_kept, read_figure
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, read_fields
from tsunagari.registry.queries.firms import Narrowing

VERSION = re.compile("[0-9]{1,9}")
LONGEST, LONGEST_PURPOSE = 80, 120
TYPED = frozenset({"count", "yen", "date"})  # types of fact that are written, not chosen


@dataclass(frozen=True, slots=True)
class FirmQuestion:
    """What is being looked for: some typed words and how the list is narrowed."""

    text: str
    narrowed: Narrowing

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The question as an address carries it."""
        return [
            ("q", self.text),
            ("pref", self.narrowed.prefecture),
            ("trade", self.narrowed.division),
        ]


def read_question(params: QueryDict) -> FirmQuestion:
    """Raises BadInput for a place or trade that is not in the lists, and for a text that is too long."""
    text = read_text(params, "q", limit=LONGEST, where=_("さがすことば"))
    places = [place.code for place in PREFECTURES]
    place = read_choice(params, "pref", places, where=_("都道府県"))
    trade = read_choice(params, "trade", tuple(DIVISIONS), where=_("業種"))
    return FirmQuestion(text, Narrowing(place, trade))


def read_purpose(params: QueryDict) -> str:
    """What an export is for. Raises BadInput where it is not said."""
    purpose = read_text(params, "purpose", limit=LONGEST_PURPOSE, where=_("書き出す目的"))
    if not purpose:
        raise BadInput(
            given="", allowed=_("何に使うか"), mend=_("目的を書いてください。"), where=_("書き出す目的")
        )
    return purpose


@dataclass(frozen=True, slots=True)
class CardForm:
    """`typed` is what stands in the boxes, `kept` what was understood of it, `faults` what is wrong."""

    typed: Mapping[str, str] = field(hash=False)
    kept: Mapping[str, Any] = field(default_factory=dict, hash=False)
    faults: Mapping[str, BadInput] = field(default_factory=dict, hash=False)


def read_card_form(params: QueryDict, vocabulary: Vocabulary, on: datetime.date) -> CardForm:
    """A card as it was typed: its fields and the figures every card has a box for."""
    names = (*CARD_FIELDS, *FIGURES)
    typed = {name: without_controls(params.get(name, "")) for name in names}
    given = {name: params.get(name, "") for name in CARD_FIELDS}
    kept, faults = read_fields(given, on=on)
    facts: dict[str, Any] = {}
    for name in FIGURES:
        try:
            facts[name] = read_figure(vocabulary.facts[name], typed[name].strip(), on)
        except BadInput as refused:
            faults[name] = refused
    ordered = {name: faults[name] for name in names if name in faults}
    return CardForm(typed, {**kept, "facts": facts}, ordered)


def read_last_day_typed(params: QueryDict) -> datetime.date | None:
    text = params.get("ends_on", "").strip()
    return read_date(text) if text else None


def read_answer(params: QueryDict, fact: Fact, as_of: datetime.date) -> Any:
    """The answer to a question asked on the card, as a card keeps it; None for "not known yet".

    Numbers and days are typed as they are: a band would be kept as a figure nobody said. Raises BadInput.
    """
    codes = [code for code in params.getlist(fact.name) if code.strip()]
    if NOT_KNOWN in codes:
        return None
    if not codes:
        mend = _("答えるか、「まだ分からない」を押してください。")
        raise BadInput(given="", allowed=_("答え"), mend=mend, where=fact.label.ja)
    if fact.type in TYPED:
        return read_figure(fact, codes[0].strip(), as_of)
    return as_kept(read_codes(fact, codes, as_of))


def read_version(params: QueryDict) -> int:
    """The version of the card that a form was made from. Raises BadInput."""
    text = params.get("version", "")
    if not VERSION.fullmatch(text):
        raise BadInput(given=text, allowed=_("カードの版の番号"), mend=_("カードを開きなおしてください。"))
    return int(text)
