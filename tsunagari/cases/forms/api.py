"""A consultation as software sends it: JSON, read as strictly as a form."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.base.strict_json import read_json
from tsunagari.cases.actions.opening import Request
from tsunagari.cases.forms.recording import CHANNELS, LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, read_field

WORDS = ("firm", "title", "asked", "channel", "contact", "programme")
CONTACT = ("name", "email", "phone")


@dataclass(frozen=True, slots=True)
class Sent:
    """`firm` is the id of a card, or None: then `card` holds the fields of a new one."""

    firm: int | None
    card: Mapping[str, str] = field(hash=False)
    request: Request
    programme: str = ""


def read_sent(body: bytes, on: datetime.date) -> Sent:
    """Raises BadInput for what is no object of these words, and for each word that cannot be read."""
    sent = read_object(body)
    only(sent, WORDS, "")
    contact = mapping(sent.get("contact", {}), "contact")
    only(contact, CONTACT, "contact")
    firm, card = read_firm(sent.get("firm"))
    return Sent(
        firm=firm,
        card=card,
        request=Request(
            title=text(sent, "title", LONGEST_TITLE, is_needed=True),
            asked=text(sent, "asked", LONGEST_TEXT),
            channel=channel(sent),
            contact_name=text(contact, "name", LONGEST_NAME),
            contact_email=read_field("email", text(contact, "email", 254), on=on),
            contact_phone=read_field("phone", text(contact, "phone", 40), on=on),
        ),
        programme=text(sent, "programme", 80),
    )


def read_object(body: bytes) -> Mapping[str, Any]:
    return mapping(read_json(body), "body")


def read_firm(firm: Any) -> tuple[int | None, Mapping[str, str]]:
    if isinstance(firm, int) and not isinstance(firm, bool) and 0 < firm < 2**63:
        return firm, {}
    card = mapping(firm, "firm")
    only(card, tuple(CARD_FIELDS), "firm")
    return None, {name: text(card, name, CARD_FIELDS[name].limit) for name in card}


def channel(sent: Mapping[str, Any]) -> str:
    said = text(sent, "channel", 10)
    if said not in CHANNELS:
        raise BadInput(given=said, allowed=", ".join(CHANNELS), where="channel")
    return said


def mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadInput(given=json.dumps(value, ensure_ascii=False), allowed="an object", where=where)
    return value


def only(sent: Mapping[str, Any], words: tuple[str, ...], where: str) -> None:
    for name in sent:
        if name not in words:
            raise BadInput(given=name, allowed=", ".join(words), mend="Leave it out.", where=where or "body")


def text(sent: Mapping[str, Any], name: str, limit: int, *, is_needed: bool = False) -> str:
    """A text of at most `limit` characters without a null character, which PostgreSQL cannot keep."""
    value = sent.get(name, "")
    if not isinstance(value, str) or len(value) > limit or "\0" in value or (is_needed and not value.strip()):
        allowed = f"a text of {'1' if is_needed else '0'}-{limit} characters"
        raise BadInput(given=json.dumps(value, ensure_ascii=False), allowed=allowed, where=name)
    return value.strip()
