"""The answers of a check, as the address carries them: fact=code, in the order they were given.

Codes are choices and bands, never figures or names: an address can be shared and tells no one's own data.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.programmes.asking import stale_bands
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.questions import NOT_KNOWN, choices_of, read_answers
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.vocabulary import Fact

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answers:
    """`codes` by fact; `given` and `later` are the same, typed; `programme` narrows the check to one."""

    codes: Mapping[str, tuple[str, ...]] = field(hash=False)
    given: Mapping[str, Any] = field(hash=False)
    later: frozenset[str]
    programme: Programme | None = None

    @property
    def among(self) -> tuple[Programme, ...] | None:
        return (self.programme,) if self.programme else None

    def pairs(self, *, without: str = "") -> Pairs:
        """Name and value of every answer, for links and hidden fields."""
        start = [("for", self.programme.key)] if self.programme else []
        return start + [
            (name, code) for name, codes in self.codes.items() if name != without for code in codes
        ]


def read_check(params: QueryDict, catalogue: Catalogue, as_of: datetime.date) -> Answers:
    """The answers in an address; a band that says too little after another answer changed is asked again.

    BadInput for a code never offered, Http404 for an unknown programme.
    """
    facts = catalogue.vocabulary.facts
    codes = {
        name: tuple(filter(None, values)) for name, values in params.lists() if is_asked(facts.get(name))
    }
    codes = {name: values for name, values in codes.items() if values}
    given: dict[str, Any] = {}
    later: set[str] = set()
    for name, values in codes.items():
        known, open_ = read_one(facts[name], values, as_of)
        given |= known
        later |= open_
    for name in stale_bands(catalogue, given, codes, as_of):
        del codes[name], given[name]
    return Answers(codes, given, frozenset(later), read_programme(params, catalogue))


def is_asked(fact: Fact | None) -> bool:
    return fact is not None and fact.is_askable


def read_one(
    fact: Fact, codes: tuple[str, ...], as_of: datetime.date
) -> tuple[dict[str, Any], frozenset[str]]:
    try:
        return read_answers({fact.name: codes}, {fact.name: fact}, as_of)
    except BadInput as refused:
        language = get_language() or "ja"
        offered = [choice.words.in_(language) for choice in choices_of(fact, as_of)][:12]
        mend = _("もういちど答えてください。")
        where = fact.label.in_(language)
        raise BadInput(given=refused.given, allowed="、".join(offered), mend=mend, where=where) from None


def read_programme(params: QueryDict, catalogue: Catalogue) -> Programme | None:
    key = params.get("for", "")
    if key and key not in catalogue.by_key:
        raise Http404(_("その名前の制度は、この年度の計画にありません。"))
    return catalogue.by_key.get(key)


def read_asked(params: QueryDict, catalogue: Catalogue, name: str) -> Fact | None:
    """The question an address names by `name` (asked, question). BadInput for one nobody is asked."""
    code = params.get(name, "")
    fact = catalogue.vocabulary.facts.get(code)
    if code and not is_asked(fact):
        raise BadInput(
            given=code, allowed=_("質問の名前"), mend=_("はじめから答えてください。"), where=_("質問")
        )
    return fact


def missing_answer(params: QueryDict, asked: Fact | None) -> str:
    """What to say when a question was sent without an answer, or with one that contradicts itself."""
    if asked is None:
        return ""
    codes = [code for code in params.getlist(asked.name) if code]
    if not codes:
        return _(
            "答えがえらばれていません。ひとつえらんでください。分からないときは「まだ分からない」をえらびます。"
        )
    if len(codes) > 1 and NOT_KNOWN in codes:
        return _("「まだ分からない」は、ほかの答えといっしょにえらべません。")
    return ""
