"""The addresses in mails: signed for one purpose each, and leading nowhere once their subscriber has gone."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from tsunagari.alerts.models.watches import Subscriber
from tsunagari.base.words import Words

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
    return links_to(subscriber, purpose).ja


def links_to(subscriber: Subscriber, purpose: str) -> Words:
    """The same page in both languages."""
    return pages(purpose, word_of(subscriber, purpose))


def pages(name: str, *words: str) -> Words:
    """The whole addresses of a page of this site."""
    return Words(address("ja", name, words), address("en", name, words))


def address(language: str, name: str, words: Sequence[str]) -> str:
    with override(language):
        return settings.SITE + reverse(name, args=words)


def signer(purpose: str) -> Signer:
    return Signer(salt=purpose)
