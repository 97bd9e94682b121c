"""The operations that need a key, described. Their views are the desks' own: here they are only listed."""

from __future__ import annotations

from typing import Any

from tsunagari.cases.forms.recording import CHANNELS, LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from tsunagari.registry.policy.firm_fields import CARD_FIELDS

Object = dict[str, Any]
JSON = "application/json"
KEYS: Object = {"key": {"type": "http", "scheme": "bearer", "description": "組織の人と権限 → キーをつくる"}}
PROBLEM = {"$ref": "#/components/schemas/Problem"}
NO_NULL = "^[^\\u0000]*$"
VISIBLE_SOMEWHERE = "^[^\\u0000]*[^\\u0000\\s\\u001c-\\u001f\\u0085][^\\u0000]*$"


def text(most: int, *, pattern: str = NO_NULL) -> Object:
    return {"type": "string", "maxLength": most, "pattern": pattern}


def flat(properties: Object, *required: str) -> Object:
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return shape | ({"required": list(required)} if required else {})


def answers(done: dict[str, Object], *refused: str) -> Object:
    problems = {
        status: {"description": "refused", "content": {JSON: {"schema": PROBLEM}}} for status in refused
    }
    return {status: {"description": "done", **shape} for status, shape in done.items()} | problems


def as_json(schema: Object) -> Object:
    return {"content": {JSON: {"schema": schema}}}


ADDRESS = as_json(flat({"address": {"type": "string"}}, "address"))
NUMBER = {"type": ["integer", "null"]}
CONTACT = flat({"name": text(LONGEST_NAME), "email": text(254), "phone": text(40)})
CARD = flat({name: text(field.limit) for name, field in CARD_FIELDS.items()}, "name")
CONSULTATION = flat(
    {
        "firm": {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 2**63 - 1}, CARD]},
        "title": text(LONGEST_TITLE, pattern=VISIBLE_SOMEWHERE),
        "asked": text(LONGEST_TEXT),
        "channel": {"enum": list(CHANNELS)},
        "contact": CONTACT,
        "programme": text(80),
    },
    *("firm", "title", "channel"),
)
IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "one word per case; the same word and body open it once",
    "schema": {"type": "string", "pattern": "^[!-~]{1,100}$"},
}
WRITING: Object = {
    "/api/v1/cases": {
        "post": {
            "operationId": "open_case",
            "summary": "Open Case",
            "description": "相談を記録する。 Record a consultation, once however often it is sent.",
            "security": [{"key": []}],
            "parameters": [IDEMPOTENCY],
            "requestBody": {"required": True, **as_json(CONSULTATION)},
            "responses": answers(
                {"201": {**ADDRESS, "headers": {"Location": {"schema": {"type": "string"}}}}, "200": ADDRESS},
                *("400", "401", "403", "409", "413", "422", "429"),
            ),
        }
    },
    "/api/v1/me": {
        "get": {
            "operationId": "who_am_i",
            "summary": "Who Am I",
            "description": "キーがだれとして働くか。 Whom the key acts as.",
            "security": [{"key": []}],
            "responses": answers(
                {
                    "200": as_json(
                        flat(
                            {
                                "person": NUMBER,
                                "organisation": NUMBER,
                                "role": {"type": "string"},
                                "key": NUMBER,
                            }
                        )
                    ),
                    "304": {},
                },
                *("401", "403", "429"),
            ),
        }
    },
}
