"""Reading and writing the query part of an address. What cannot be accepted is refused, never guessed.

Parameters nobody asked for are passed over: links of the world carry tracking words that are not ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.text import CONTROL


def read_text(params: QueryDict, name: str, *, limit: int, where: str) -> str:
    """A person's own words: at most `limit` characters, and none that cannot be seen."""
    text = params.get(name, "").strip()
    if len(text) > limit:
        mend = _("短くしてください。")
        raise BadInput(given=text, allowed=_("%(limit)d文字まで") % {"limit": limit}, mend=mend, where=where)
    if CONTROL.search(text):
        mend = _("目に見えない文字が入っています。書きなおしてください。")
        raise BadInput(given=text, allowed=_("ふつうの文字"), mend=mend, where=where)
    return text


def read_choices(params: QueryDict, name: str, allowed: Collection[str], *, where: str) -> tuple[str, ...]:
    """The codes given for `name`, each once; an empty one means "no choice"."""
    codes = tuple(dict.fromkeys(code for code in params.getlist(name) if code))
    for code in codes:
        if code not in allowed:
            mend = _("えらびなおしてください。")
            raise BadInput(given=code, allowed="、".join(allowed), mend=mend, where=where)
    return codes


def read_choice(
    params: QueryDict, name: str, allowed: Collection[str], *, where: str, default: str = ""
) -> str:
    """The one code given for `name`, else `default`."""
    codes = read_choices(params, name, allowed, where=where)
    if len(codes) > 1:
        mend = _("えらびなおしてください。")
        raise BadInput(given="、".join(codes), allowed=_("ひとつだけ"), mend=mend, where=where)
    return codes[0] if codes else default


def query(pairs: Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]]) -> str:
    """`?a=1&b=2`, leaving out what is empty; `?` alone when nothing is left, which is the page itself."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    flat = [
        (name, value) for name, values in items for value in ([values] if isinstance(values, str) else values)
    ]
    return "?" + urlencode([(name, value) for name, value in flat if value])
