"""A consultation as software sends it: JSON, read as strictly as a form."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jsonschema import Draft202012Validator

from tsunagari.base.errors import BadInput
from tsunagari.base.strict_json import read_json
from tsunagari.cases.actions.opening import Request
from tsunagari.cases.forms.api_shape import CONSULTATION
from tsunagari.cases.forms.recording import CHANNELS, LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from tsunagari.kit.shapes import read_shaped
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, read_field, read_fields

WORDS = ("firm", "title", "asked", "channel", "contact", "programme")
CONTACT = ("name", "email", "phone")
SHAPE = Draft202012Validator(CONSULTATION)


@dataclass(frozen=True, slots=True)
class Sent:
    """`firm` is the id of a card, or None: then `card` holds the fields of a new one."""

    firm: int | None
    card: Mapping[str, str] = field(hash=False)
    request: Request
    programme: str = ""


def read_sent(body: bytes, on: datetime.date) -> Sent:
    """Raises BadInput for what has not the published shape, Conflict for what has it and cannot be."""
    sent = read_object(body)
    return read_shaped(sent, SHAPE, lambda: read_words(sent, on))


def read_words(sent: Mapping[str, Any], on: datetime.date) -> Sent:
    """Raises BadInput for words that are not known, and for each word that cannot be read."""
    only(sent, WORDS, "")
    contact = mapping(sent.get("contact", {}), "contact")
    only(contact, CONTACT, "contact")
    firm, card = read_firm(sent.get("firm"), on)
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


def read_firm(firm: Any, on: datetime.date) -> tuple[int | None, Mapping[str, str]]:
    """The id of a card (1.0 is a whole number too, as JSON Schema counts), or the fields of a new one."""
    if (
        isinstance(firm, int | float)
        and not isinstance(firm, bool)
        and firm == int(firm)
        and 0 < firm < 2**63
    ):
        return int(firm), {}
    card = mapping(firm, "firm")
    only(card, tuple(CARD_FIELDS), "firm")
    given = {name: text(card, name, CARD_FIELDS[name].limit) for name in card}
    _kept, faults = read_fields({"name": ""} | given, on=on)
    for refused in faults.values():
        raise refused
    return None, given


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
