"""Sending the same form twice does one thing: a key within an account stands for one body and one answer."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.registry.models.submissions import Submission
from tsunagari.registry.policy.actor import Actor

KEY_FIELD = "submission"  # the hidden field of a form; over the API the header Idempotency-Key
LONGEST = 80


class SentDifferently(Conflict):
    """The key was used before with another body (409)."""


def answer_once(
    account: str, key: str, body: Iterable[tuple[str, str]], act: Callable[[], str], *, now: datetime.datetime
) -> str:
    """Do `act` unless this account sent this key before; return the address of the one answer.

    The submission and what `act` writes are one transaction: both are kept or neither. Raises BadInput
    without a key, SentDifferently for a key that stood for another body.
    """
    if not 0 < len(key) <= LONGEST:
        raise BadInput(given=key, allowed=f"1-{LONGEST}", where=KEY_FIELD)
    digest = digest_of(body)
    try:
        with transaction.atomic():
            sent = Submission.objects.create(account=account, key=key, digest=digest, at=now)
            sent.answer = act()
            sent.save(update_fields=["answer"])
    except IntegrityError:
        before = Submission.objects.filter(account=account, key=key).first()
        if before is None:
            raise
        if before.digest != digest:
            raise SentDifferently(
                given=key, allowed="another key for another content", where=KEY_FIELD
            ) from None
        return before.answer
    return sent.answer


def submit(request: HttpRequest, act: Callable[[], str]) -> str:
    """Do what a form of this request asks for, once; the address of its answer."""
    key, now = request.POST.get(KEY_FIELD, ""), request.now  # type: ignore[attr-defined]
    return answer_once(account_of(request), key, [("", request.path), *body_of(request)], act, now=now)


def redirect_once(request: HttpRequest, act: Callable[[], str]) -> HttpResponseRedirect:
    """`submit`, and go to where the answer can be seen."""
    return HttpResponseRedirect(submit(request, act))


def digest_of(body: Iterable[tuple[str, str]]) -> str:
    """One digest for one body, whatever the order of its fields."""
    words = hashlib.sha256()
    for name, value in sorted(body):
        for word in (name, value):
            raw = word.encode()
            words.update(len(raw).to_bytes(8, "big") + raw)
    return words.hexdigest()


def body_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form carried, without the words that differ each time it is shown."""
    passing = {"csrfmiddlewaretoken", KEY_FIELD}
    return [(name, v) for name, values in request.POST.lists() if name not in passing for v in values]


def account_of(request: HttpRequest) -> str:
    """Whose keys these are: the key's, the person's, or the browser's own (by its CSRF secret)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.key_id is not None:
        return f"key:{actor.key_id}"
    if actor.person_id is not None:
        return f"person:{actor.person_id}"
    secret = request.META.get("CSRF_COOKIE", "")
    return f"visitor:{hashlib.sha256(secret.encode()).hexdigest()[:32]}"
