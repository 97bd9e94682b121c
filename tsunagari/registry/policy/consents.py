"""What a consent may say."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.registry.policy.field_groups import FIELD_GROUPS, IDENTITY

HOW: dict[str, Words] = {
    "page": Words("ページで本人が", "On the page, by the firm itself"),
    "phone": Words("電話で", "By phone"),
    "visit": Words("会って", "In person"),
    "paper": Words("書面で", "On paper"),
}


def read_groups(groups: Collection[str]) -> list[str]:
    """The groups in their order, the name always among them. Raises BadInput for one that is not declared."""
    for group in groups:
        if group not in FIELD_GROUPS:
            allowed = "、".join(words.ja for words in FIELD_GROUPS.values())
            raise BadInput(given=group, allowed=allowed, where=_("見せるもの"))
    return [group for group in FIELD_GROUPS if group == IDENTITY or group in groups]


def read_last_day(day: datetime.date | None, today: datetime.date) -> datetime.date | None:
    """The last day; None lasts until revoked. Raises BadInput for a day that is over."""
    if day is not None and day < today:
        allowed = _("%(today)s からあとの日") % {"today": today.isoformat()}
        mend = _("終わりの日がなければ空にします。")
        raise BadInput(given=day.isoformat(), allowed=allowed, mend=mend, where=_("いつまで"))
    return day
