"""What the address of the list asks: a programme, one of two questions, and how to narrow the firms."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import DIVISIONS
from tsunagari.base.years import read_date
from tsunagari.kit.address import query, read_choice
from tsunagari.outreach.policy.causes import CAUSES
from tsunagari.programmes.schema import Programme
from tsunagari.registry.queries.firms import Narrowing

NEWLY, NEAR = "newly", "near"
QUESTIONS = (NEWLY, NEAR)
FARTHEST, NEAREST, USUAL = (datetime.timedelta(days) for days in (366, 1, 30))
PAGE_NUMBER = re.compile("[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Asked:
    """`programme` None: nothing has been asked yet. `why` is one reason to narrow by; empty: all."""

    programme: Programme | None
    question: str
    since: datetime.date
    narrowed: Narrowing
    why: str
    page: int

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The question as an address carries it, without the page."""
        return [
            ("programme", self.programme.key if self.programme else ""),
            ("question", self.question),
            ("since", self.since.isoformat() if self.question == NEWLY else ""),
            ("pref", self.narrowed.prefecture),
            ("trade", self.narrowed.division),
            ("why", self.why),
        ]

    def address(self, **changed: str) -> str:
        """The query of the same question with some things otherwise."""
        return query({**dict(self.pairs), **changed})


def read_asked(params: QueryDict, offered: Mapping[str, Programme], today: datetime.date) -> Asked:
    """Raises BadInput for a programme the plan does not have, a day out of reach and unknown choices."""
    key = read_choice(params, "programme", offered, where=_("制度"))
    question = read_choice(params, "question", QUESTIONS, where=_("問い"), default=NEWLY)
    places = [place.code for place in PREFECTURES]
    place = read_choice(params, "pref", places, where=_("都道府県"))
    trade = read_choice(params, "trade", tuple(DIVISIONS), where=_("業種"))
    programme = offered.get(key)
    return Asked(
        programme=programme,
        question=question,
        since=read_since(params.get("since", "").strip(), today),
        narrowed=Narrowing(place, trade),
        why=read_choice(params, "why", reasons_of(programme, question), where=_("理由")),
        page=read_page(params.get("page", "")),
    )


def reasons_of(programme: Programme | None, question: str) -> tuple[str, ...]:
    """The reasons there can be: causes, or the facts that the rule asks for."""
    if question == NEWLY or programme is None:
        return tuple(CAUSES)
    return tuple(dict.fromkeys(condition.fact for condition in programme.rule.conditions()))


def read_since(text: str, today: datetime.date) -> datetime.date:
    """A day of the last year and before today; where none is given, thirty days ago. Raises BadInput."""
    if not text:
        return today - USUAL
    first, last = today - FARTHEST, today - NEAREST
    where = _("いつから")
    allowed = _("%(first)s から %(last)s までの日") % {"first": first.isoformat(), "last": last.isoformat()}
    mend = _("例：%(day)s") % {"day": (today - USUAL).isoformat()}
    try:
        day = read_date(text)
    except BadInput:
        raise BadInput(given=text, allowed=allowed, mend=mend, where=where) from None
    if not first <= day <= last:
        raise BadInput(given=text, allowed=allowed, mend=mend, where=where)
    return day


def read_page(text: str) -> int:
    if text and not PAGE_NUMBER.fullmatch(text):
        raise BadInput(given=text, allowed=_("1からの数字"), where=_("ページ"))
    return int(text or 1)
