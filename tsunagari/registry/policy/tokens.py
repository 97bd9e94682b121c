"""Words that open a door once they are shown: made at random, kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets


def new_token(prefix: str = "") -> str:
    """256 random bits: nothing that could be guessed or counted up to."""
    return prefix + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept. A plain hash is enough for what cannot be guessed; passwords are another matter."""
    return hashlib.sha256(token.encode()).hexdigest()
