"""What an address asks to be told of: `about=search` with what the search page reads, or `about=check`."""

from __future__ import annotations

import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.alerts.policy.watched import CHECK, KINDS, RHYTHMS, SEARCH, Watched
from tsunagari.base.errors import BadInput
from tsunagari.kit.address import query, read_choice
from tsunagari.navigator.forms.check import read_check
from tsunagari.navigator.forms.search import read_search
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.policy.firm_fields import read_field

ABOUT = "about"
TRAP = "website"  # nobody sees it; whatever fills it in is no person


def read_watched(params: QueryDict, catalogue: Catalogue, as_of: datetime.date) -> Watched:
    """What is to be watched, as the search page or the check would read it.

    Raises BadInput for what these would refuse, and for a check that nothing was answered in; Http404 for a
    check of an unknown programme.
    """
    kind = read_choice(params, ABOUT, KINDS, where=_("知らせてほしいもの"), default=SEARCH)
    if kind == CHECK:
        return answered(params, catalogue, as_of)
    question = read_search(params, catalogue)
    if question.fault:
        raise question.fault
    filters = [(facet, code) for facet, codes in question.filters.items() for code in codes]
    words = [("q", question.text)] if question.text else []
    return Watched(SEARCH, (*words, *filters))


def answered(params: QueryDict, catalogue: Catalogue, as_of: datetime.date) -> Watched:
    answers = read_check(params, catalogue, as_of)
    if not answers.given:
        mend = _("さきに「確かめる」で、ひとつでも質問に答えてください。")
        raise BadInput(given="", allowed=_("確かめた答え"), mend=mend, where=_("知らせてほしいもの"))
    return Watched(CHECK, tuple(answers.pairs()))


def params_of(watched: Watched) -> QueryDict:
    """The parameters that `read_watched` read it from."""
    return QueryDict(query(watched.pairs).removeprefix("?"))


def read_address(params: QueryDict, on: datetime.date) -> str:
    """One e-mail address, in small letters as the world compares them. Raises BadInput."""
    address = read_field("email", params.get("email", ""), on=on).lower()
    if not address:
        mend = _("例：info@example.jp")
        raise BadInput(given="", allowed=_("メールアドレス"), mend=mend, where=_("メール"))
    return address


def read_rhythm(params: QueryDict) -> str:
    return read_choice(params, "rhythm", RHYTHMS, where=_("知らせる回数"), default="weekly")
