"""Identities on the wire: of the form that real ones have, the same in every year and on every machine."""

from __future__ import annotations

import hashlib
import re
import string

ID = re.compile(r"a0W[0-9A-Za-z]{15}")
LONGEST_ID = 18
ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits
CHECKS = string.ascii_uppercase + "012345"
PROGRAMME, CALL = "a0W", "a0X"


def is_id(text: object) -> bool:
    return isinstance(text, str) and ID.fullmatch(text) is not None


def id_of(key: str, kind: str = PROGRAMME) -> str:
    """18 characters for a programme's key: the kind, twelve of its digest, three that check the capitals."""
    number = int.from_bytes(hashlib.sha256(f"{kind}:{key}".encode()).digest(), "big")
    letters = []
    for _ in range(12):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    body = kind + "".join(letters)
    return body + "".join(check_of(body[start : start + 5]) for start in (0, 5, 10))


def check_of(five: str) -> str:
    """The check character of five: which of them are capitals, the first counting least."""
    return CHECKS[sum(1 << place for place, letter in enumerate(five) if letter.isupper())]


def name_of(key: str) -> str:
    """`S-` and eight digits. Unlike an id it is for people, and two programmes may share one."""
    return f"S-{int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], 'big') % 10**8:08d}"
