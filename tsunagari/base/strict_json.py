"""JSON as a contract: what readers differ about is refused instead of guessed."""

from __future__ import annotations

import json
import math
from typing import Any

from tsunagari.base.errors import BadInput

LONGEST_NUMBER = 40


def read_json(text: str | bytes, *, where: str = "body", mend: str = "") -> Any:
    """The value written in `text`: UTF-8, each name once, numbers that are finite and of a readable length.

    Raises BadInput for anything else, half a surrogate pair and endless nesting among it.
    """
    try:
        whole = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        value = json.loads(
            whole,
            object_pairs_hook=each_once,
            parse_constant=refuse_constant,
            parse_float=finite,
            parse_int=readable,
        )
        refuse_half_characters(value)
    except BadInput as refused:
        raise BadInput(given=refused.given, allowed=refused.allowed, mend=refused.mend, where=where) from None
    except (ValueError, RecursionError) as error:
        said = f"{error}. {mend}".strip()
        raise BadInput(given=start_of(text), allowed="UTF-8 JSON", mend=said, where=where) from error
    return value


def refuse_half_characters(value: Any) -> None:
    """Raises BadInput for half a surrogate pair anywhere in it: no database and no tokenizer takes one."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadInput(given=error.object[error.start : error.end], allowed="whole characters") from error


def start_of(text: str | bytes) -> str:
    return text[:200].decode(errors="replace") if isinstance(text, bytes) else text[:200]


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadInput(given=name, allowed="each name once", mend="Delete one of them.")
        found[name] = value
    return found


def refuse_constant(name: str) -> Any:
    raise BadInput(given=name, allowed="finite numbers", mend="Leave out what is unknown.")


def finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        refuse_constant(text)
    return number


def readable(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise BadInput(given=text, allowed=f"numbers of at most {LONGEST_NUMBER} digits")
    return int(text)
