"""Links by which a firm sees its own case without an account: signed, worthless once withdrawn."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer

from tsunagari.cases.models.cases import Case

STATUS, CONFIRM = "status", "confirm"


def word_of(case: Case, purpose: str) -> str:
    """The word of a link to `case`; every word of a case dies when its `link_version` is raised."""
    return signer(purpose).sign(f"{case.pk}.{case.link_version}").replace(":", "~")


def case_of(word: str, purpose: str) -> Case | None:
    """The case a link's word leads to; None for a word that is forged, withdrawn or of another purpose."""
    try:
        number, version = signer(purpose).unsign(word.replace("~", ":")).split(".")
    except (BadSignature, ValueError):
        return None
    cases = Case.objects.select_related("organisation", "firm", "holder", "procedure")
    return cases.filter(pk=int(number), link_version=int(version)).first()


def address_of(case: Case, purpose: str) -> str:
    """The whole address, for a mail."""
    return f"{settings.SITE}/{purpose}/{word_of(case, purpose)}/"


def signer(purpose: str) -> Signer:
    return Signer(salt=f"cases.{purpose}")
