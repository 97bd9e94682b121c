"""Who acts in a request. Looked up when first asked for: a public page never touches the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from tsunagari.registry.policy.actor import VISITOR, Actor
from tsunagari.registry.queries.actors import actor_of

MEMBERSHIP, BEHALF = "membership", "behalf"  # what the session remembers


@dataclass(frozen=True, slots=True)
class ActorMiddleware:
    """Gives every request its `actor`; what a signed-in person is shown is stored nowhere."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_in_request(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if is_signed_in(request):
            response.headers["Cache-Control"] = "no-store"
        return response


def actor_in_request(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return VISITOR
    return actor_of(
        request.user,
        today=request.today,  # type: ignore[attr-defined]
        membership_id=request.session.get(MEMBERSHIP),
        behalf_id=request.session.get(BEHALF),
    )


def is_signed_in(request: HttpRequest) -> bool:
    """Whether the request came with a session that someone is signed in to."""
    return bool(request.COOKIES) and request.user.is_authenticated
