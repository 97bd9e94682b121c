"""A commentary that serves two entries is printed once, under the last of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tsunagari.programmes.importer.entry import Draft
from tsunagari.programmes.importer.outline import KANA

NAMED = re.compile(rf"^上記[ 　]*([{KANA}](?:(?:、|，|・|及び|並びに|と)[{KANA}])*)")
BOTH = re.compile(r"^(?:上記|両|以上|これらの|本２|両者)")


def share_commentary(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Give the commentary to every entry it names, or to the silent members before it in the same group."""
    for at, draft in enumerate(drafts):
        if not draft.commentary:
            continue
        sharers = served_by(drafts, at)
        for other in sharers:
            other.commentary = draft.commentary
            others = [one for one in (*sharers, draft) if one is not other]
            other.shared_with = [one.place for one in others]
        draft.shared_with = [other.place for other in sharers] or draft.shared_with
    return drafts


def served_by(drafts: Sequence[Draft], at: int) -> list[Draft]:
    draft = drafts[at]
    if not BOTH.match(draft.commentary):
        return []
    group = draft.place.rpartition("-")[0]
    silent: list[Draft] = []
    for other in reversed(drafts[:at]):
        is_member = other.tier == draft.tier and other.place.rpartition("-")[0] == group
        if not is_member or other.commentary:
            break
        silent.insert(0, other)
    if named := NAMED.match(draft.commentary):
        return [other for other in silent if other.place[-1] in named[1]]
    return silent
