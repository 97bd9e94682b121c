"""A consultation as staff type it in: kept as typed, with what is wrong beside it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.cases.actions.opening import Request
from tsunagari.cases.forms.answers import PREFIX
from tsunagari.kit.address import read_text
from tsunagari.registry.policy.firm_fields import read_field, read_fields

CHANNELS = ("phone", "visit", "mail")
NEW = "new"
LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME = 120, 4_000, 80
CARD = ("name", "kana", "prefecture", "phone")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was typed and what was understood; `faults` by field of the page.

    firm  the id of a firm's card, or NEW
    card  fields of a new card
    """

    firm: str = ""
    card: Mapping[str, str] = field(default_factory=dict, hash=False)
    request: Request | None = None
    faults: Mapping[str, str] = field(default_factory=dict, hash=False)


def read_recorded(params: QueryDict, on: datetime.date) -> Recorded:
    """Everything but the hearing, which the procedure's own form asks for."""
    faults: dict[str, str] = {}
    read: dict[str, str] = {}
    for name, reader in readers(params, on).items():
        try:
            read[name] = reader()
        except BadInput as bad:
            faults[name] = " ".join(filter(None, (f"{bad.where}：{bad.allowed}。", bad.mend)))
    firm = params.get("firm", "")
    card, card_faults = read_new_card(params, on) if firm == NEW else ({}, {})
    if not firm:
        faults["firm"] = _("会社をさがしてえらぶか、「はじめての会社」に名前を書いてください。")
    faults |= card_faults
    request = None if faults else Request(**read)
    return Recorded(firm, card, request, faults)


def readers(params: QueryDict, on: datetime.date) -> dict[str, object]:
    return {
        "title": lambda: needed(params, "title", _("題名"), LONGEST_TITLE),
        "asked": lambda: read_long(params, "asked", _("相談されたこと")),
        "channel": lambda: read_channel(params),
        "contact_name": lambda: read_text(params, "contact_name", limit=LONGEST_NAME, where=_("相談した人")),
        "contact_email": lambda: read_field("email", params.get("contact_email", ""), on=on),
        "contact_phone": lambda: read_field("phone", params.get("contact_phone", ""), on=on),
    }


def needed(params: QueryDict, name: str, where: str, limit: int) -> str:
    text = read_text(params, name, limit=limit, where=where)
    if not text:
        raise BadInput(given="", allowed=_("空でないことば"), mend=_("書いてください。"), where=where)
    return text


def read_long(params: QueryDict, name: str, where: str) -> str:
    text = params.get(name, "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        allowed = _("%(limit)d文字まで") % {"limit": LONGEST_TEXT}
        raise BadInput(given=text, allowed=allowed, mend=_("短くしてください。"), where=where)
    return text


def read_channel(params: QueryDict) -> str:
    channel = params.get("channel", "")
    if channel not in CHANNELS:
        raise BadInput(given=channel, allowed=_("電話・来所・手紙のどれか"), where=_("経路"))
    return channel


def read_new_card(params: QueryDict, on: datetime.date) -> tuple[dict[str, str], dict[str, str]]:
    """Fields of the new card, and what is wrong with them, by the names they have on the page."""
    typed = {name: params.get(f"new_{name}", "") for name in CARD}
    kept, faults = read_fields(typed, on=on)
    return kept, {f"new_{name}": f"{bad.where}：{bad.allowed}。{bad.mend}" for name, bad in faults.items()}


def typed_hearing(params: QueryDict, keys: list[str], channel: str) -> QueryDict:
    """The hearing's answers; what the page already said of the channel is not asked twice."""
    told = params.copy()
    if "channel" in keys and not told.get(f"{PREFIX}channel"):
        told[f"{PREFIX}channel"] = channel
    return told
