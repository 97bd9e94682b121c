"""Bytes of a source → records that can be kept. Broken ones are told apart from sound ones here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from tsunagari.base.text import CONTROL
from tsunagari.jgrants.policy.files import read_file
from tsunagari.jgrants.policy.subsidy import FILE_LISTS

Keep = Callable[[bytes], str]


class Unreadable(ValueError):
    """What came is no record; the text says why."""


def read_json(content: bytes) -> Any:
    """Strict JSON in UTF-8, with texts that a database can hold. Raises Unreadable."""
    try:
        return sound(json.loads(content.decode("utf-8-sig"), parse_constant=no_number))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"no JSON: {str(error)[:120]}") from None


def no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def sound(value: Any) -> Any:
    """Without NUL and other control characters, and without halves of characters."""
    if isinstance(value, str):
        return CONTROL.sub("", value).encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [sound(item) for item in value]
    if isinstance(value, dict):
        return {sound(name): sound(item) for name, item in value.items()}
    return value


def results_of(data: Any) -> list[Any]:
    """The records of an envelope, of a bare list, or the one that stands alone. Raises Unreadable."""
    inner = data.get("result", [data] if "id" in data else None) if isinstance(data, dict) else data
    results = [inner] if isinstance(inner, dict) else inner
    if not isinstance(results, list):
        raise Unreadable("no list of results")
    return results


def one_of(data: Any, number: str) -> dict[str, Any]:
    """The one record asked for. Raises Unreadable for none, several, or another one."""
    results = results_of(data)
    if len(results) != 1 or not isinstance(results[0], dict):
        raise Unreadable("not one record")
    if results[0].get("id", number) != number:
        raise Unreadable("another record than asked for")
    return results[0]


def without_bytes(detail: Mapping[str, Any], keep: Keep) -> dict[str, Any]:
    """The record with each attachment's bytes given to `keep`, and their SHA-256 in their place."""
    lists = {name: kept_list(detail[name], keep) for name in FILE_LISTS if detail.get(name) is not None}
    return {**detail, **lists}


def kept_list(items: object, keep: Keep) -> list[dict[str, Any]]:
    if not isinstance(items, list):
        return [{"name": "", "fault": "not a list"}]
    return [kept_file(item, keep) for item in items]


def kept_file(item: object, keep: Keep) -> dict[str, Any]:
    read = read_file(item)
    if read.fault:
        return {"name": read.name, "fault": read.fault}
    return {"name": read.name, "sha256": keep(read.content), "size": len(read.content)}


def digest_of(row: object, detail: object) -> str:
    """One digest for one content, whatever the order of its keys."""
    written = json.dumps([row, detail], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field → what it was and what it is."""
    names = [*before, *(name for name in after if name not in before)]
    return {n: [before.get(n), after.get(n)] for n in names if before.get(n) != after.get(n)}
