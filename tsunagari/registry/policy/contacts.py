"""A person of a firm as it is written on the card, and as the journal tells of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tsunagari.base.errors import BadInput
from tsunagari.base.text import CONTROL
from tsunagari.registry.policy.firm_fields import read_fields

LABELS: dict[str, str | Promise] = {
    "name": gettext_lazy("名前"),
    "kana": gettext_lazy("よみ"),
    "duty": gettext_lazy("肩書"),
    "phone": gettext_lazy("電話"),
    "email": gettext_lazy("メール"),
}
OF_CARD = ("kana", "phone", "email")  # read as those of the firm itself
LONGEST = 80


class Written(Protocol):
    """A contact as it is kept."""

    pk: int
    person_id: int | None


def read_contact(typed: Mapping[str, str], on: datetime.date) -> tuple[dict[str, str], dict[str, BadInput]]:
    """Name (needed), kana, duty, phone and e-mail as they are kept; what is wrong, in the form's order."""
    kept, wrong = read_fields({name: typed.get(name, "") for name in OF_CARD}, on=on)
    for name in ("name", "duty"):
        try:
            kept[name] = read_short(typed.get(name, "").strip(), name)
        except BadInput as refused:
            wrong[name] = refused
    return kept, {name: wrong[name] for name in LABELS if name in wrong}


def read_short(text: str, name: str) -> str:
    label, allowed = str(LABELS[name]), _("%(limit)d文字まで") % {"limit": LONGEST}
    if len(text) > LONGEST:
        raise BadInput(given=text, allowed=allowed, mend=_("短くしてください。"), where=label)
    if CONTROL.search(text) or "\n" in text:
        mend = _("目に見えない文字が入っています。書きなおしてください。")
        raise BadInput(given=text, allowed=_("ふつうの文字"), mend=mend, where=label)
    if name == "name" and not text:
        raise BadInput(given="", allowed=allowed, mend=_("書いてください。"), where=label)
    return text


def fields_of(contact: Written) -> dict[str, str]:
    return {name: getattr(contact, name) for name in LABELS}


def told(contact: Written) -> dict[str, Any]:
    """As the journal keeps it: enough to put it back exactly."""
    return {"id": contact.pk, "person": contact.person_id, **fields_of(contact)}
