"""Which column of a table is which field, by its head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.text import folded

REMARK = re.compile(r"[（(].*?[）)]|[※*]")


def by_head(heads: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Head as it is compared → field, of field → the heads it may have."""
    return {folded(head): field for field, names in heads.items() for head in names}


def places_of(
    heads: Sequence[str], field_of: Mapping[str, str], *, needed: Mapping[str, str]
) -> dict[int, str]:
    """Place → field of the columns that are read. Raises BadInput for one that stands twice, or is missing.

    needed  field → the head to ask for
    """
    found: dict[int, str] = {}
    for place, head in enumerate(heads):
        field = field_of.get(folded(REMARK.sub("", head)))
        if field in found.values():
            mend = _("どちらかの列をけしてください。")
            raise BadInput(given=head, allowed=_("それぞれの項目に1列"), mend=mend, where=_("見出し"))
        if field:
            found[place] = field
    for field, head in needed.items():
        if field not in found.values():
            mend = _("1行目に見出しを書いてください。")
            allowed = _("「%(head)s」の列のある表") % {"head": head}
            raise BadInput(given="、".join(heads)[:80], allowed=allowed, mend=mend, where=_("見出し"))
    return found
