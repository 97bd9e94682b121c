"""The operations that need a key, described. Their views are the desks' own: here they are only listed."""

from __future__ import annotations

from typing import Any

from tsunagari.cases.forms.api_shape import CONSULTATION, flat
from tsunagari.registry.doors.submissions import LONGEST as LONGEST_KEY

Object = dict[str, Any]
JSON = "application/json"
KEYS: Object = {"key": {"type": "http", "scheme": "bearer", "description": "組織の人と権限 → キーをつくる"}}
PROBLEM = {"$ref": "#/components/schemas/Problem"}


def answers(done: dict[str, Object], *refused: str) -> Object:
    problems = {
        status: {"description": "refused", "content": {JSON: {"schema": PROBLEM}}} for status in refused
    }
    return {status: {"description": "done", **shape} for status, shape in done.items()} | problems


def as_json(schema: Object) -> Object:
    return {"content": {JSON: {"schema": schema}}}


ADDRESS = as_json(flat({"address": {"type": "string"}}, "address"))
NUMBER = {"type": ["integer", "null"]}
EXAMPLE = {
    "firm": {"name": "ひろせ食堂", "prefecture": "04", "phone": "000-0000-0001"},
    "title": "昼の客がへった",
    "asked": "近くに大きな店ができました。",
    "channel": "phone",
    "contact": {"name": "広瀬", "email": "hirose@example.jp"},
}
IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "one word per case; the same word and body open it once",
    "schema": {"type": "string", "pattern": f"^[!-~]{{1,{LONGEST_KEY}}}$"},
}
WRITING: Object = {
    "/api/v1/cases": {
        "post": {
            "operationId": "open_case",
            "summary": "Open Case",
            "description": "相談を記録する。 Record a consultation, once however often it is sent."
            " 422 for what has not this shape; 409 for what has it and cannot be: a card out of reach,"
            " a number that another card has, a check digit that does not fit, a code that is not listed,"
            " a town of another prefecture, an Idempotency-Key that stood for another body.",
            "security": [{"key": []}],
            "parameters": [IDEMPOTENCY],
            "requestBody": {
                "required": True,
                "content": {JSON: {"schema": CONSULTATION, "example": EXAMPLE}},
            },
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
