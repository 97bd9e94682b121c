"""What a program is told when its call cannot be answered: problem details (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from django.http import JsonResponse

PROBLEM = "application/problem+json"
READABLE = {"ensure_ascii": False}  # Japanese as Japanese, for people who look at it


def problem(status: HTTPStatus, detail: str) -> JsonResponse:
    """`{"type", "title", "status", "detail"}`; an answer of 401 says what would be let in."""
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    response = JsonResponse(body, status=status, content_type=PROBLEM, json_dumps_params=READABLE)
    if status is HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response
