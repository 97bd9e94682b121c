"""The addresses in mails: signed for one purpose each, and leading nowhere once their subscriber has gone."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from tsunagari.alerts.models.watches import Subscriber

CONFIRM, MINE, STOP = "alerts-confirm", "alerts-mine", "alerts-stop"  # names of the pages they lead to


def digest_of(address: str) -> str:
    """What an address is found again by; worthless without the key of this installation."""
    return salted_hmac("alerts.address", address, algorithm="sha256").hexdigest()


def word_of(subscriber: Subscriber, purpose: str) -> str:
    return signer(purpose).sign(subscriber.word).replace(":", "~")


def read_word(word: str, purpose: str) -> str | None:
    """The subscriber's own word in it; None for a word that is forged or of another purpose."""
    try:
        return signer(purpose).unsign(word.replace("~", ":"))
    except BadSignature:
        return None


def link_to(subscriber: Subscriber, purpose: str) -> str:
    """The whole address, for a mail."""
    return page(purpose, word_of(subscriber, purpose))


def page(name: str, *words: str) -> str:
    """The whole address of a page of this site, in Japanese."""
    with override("ja"):
        return settings.SITE + reverse(name, args=words)


def signer(purpose: str) -> Signer:
    return Signer(salt=purpose)
