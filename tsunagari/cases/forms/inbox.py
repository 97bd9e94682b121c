"""`view=mine&meaning=waiting&q=…` in an address: which cases an inbox shows."""

from __future__ import annotations

from collections.abc import Collection

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.cases.policy.inbox import VIEWS, InboxQuestion, read_cursor
from tsunagari.kit.address import read_choice, read_text

LONGEST = 60


def read_inbox(
    params: QueryDict, *, holders: Collection[str], programmes: Collection[str], meanings: Collection[str]
) -> InboxQuestion:
    """Raises BadInput for a word that no filter of the page has."""
    return InboxQuestion(
        view=read_choice(params, "view", tuple(VIEWS), where=_("表示"), default="mine"),
        holder=read_choice(params, "holder", holders, where=_("担当")),
        programme=read_choice(params, "programme", programmes, where=_("制度")),
        meaning=read_choice(params, "meaning", meanings, where=_("状態")),
        text=read_text(params, "q", limit=LONGEST, where=_("さがすことば")),
        after=read_cursor(params.get("after", "")),
    )
