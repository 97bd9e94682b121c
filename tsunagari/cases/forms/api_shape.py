"""The JSON Schema (2020-12) of a consultation that software sends: published, and the gate."""

from __future__ import annotations

from typing import Any

from tsunagari.cases.forms.recording import CHANNELS, LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from tsunagari.registry.policy.card_shapes import CARD_SHAPES, text

Schema = dict[str, Any]
NO_NULL = "^[^\\u0000]*$"
VISIBLE_SOMEWHERE = "^[^\\u0000]*[^\\u0000\\s\\u001c-\\u001f\\u0085][^\\u0000]*$"


def flat(properties: Schema, *required: str) -> Schema:
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return shape | ({"required": list(required)} if required else {})


CARD = flat(CARD_SHAPES, "name")
CONTACT = flat(
    {"name": text(LONGEST_NAME, NO_NULL), "email": CARD_SHAPES["email"], "phone": CARD_SHAPES["phone"]}
)
CONSULTATION = flat(
    {
        "firm": {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 2**63 - 1}, CARD]},
        "title": text(LONGEST_TITLE, VISIBLE_SOMEWHERE),
        "asked": text(LONGEST_TEXT, NO_NULL),
        "channel": {"enum": list(CHANNELS)},
        "contact": CONTACT,
        "programme": text(80, NO_NULL),
    },
    *("firm", "title", "channel"),
)
