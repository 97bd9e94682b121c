"""What a call of the list asks for. Whatever is out of range is refused, never bent."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tsunagari.base.errors import BadInput
from tsunagari.base.text import CONTROL, folded
from tsunagari.jgrants.policy.words import AREAS, EMPLOYEES, INDUSTRIES, ORDERS, SORTS, USE_PURPOSES, parts

KNOWN = (
    *("keyword", "sort", "order", "acceptance", "use_purpose", "industry"),
    *("target_number_of_employees", "target_area_search", "institution_name", "limit", "offset"),
)
KEYWORD_MENDS = "Send 2 to 255 characters without spaces."
MOST_ROWS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of the list. `keyword` and `institution` are folded for comparing; empty lists ask nothing."""

    keyword: str
    sort: str
    is_descending: bool
    is_open_only: bool
    use_purposes: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    employees: str = ""
    areas: frozenset[str] = frozenset()
    institution: str = ""
    limit: int | None = None
    offset: int = 0


def read_asked(pairs: Iterable[tuple[str, str]]) -> Asked:
    """Query parameters as they came, repeated ones included. Raises BadInput."""
    given = spread(single(pairs))
    return Asked(
        keyword=read_keyword(given),
        sort=choice(given, "sort", SORTS),
        is_descending=choice(given, "order", ORDERS) == "DESC",
        is_open_only=choice(given, "acceptance", ("0", "1")) == "1",
        use_purposes=several(given, "use_purpose", USE_PURPOSES),
        industries=several(given, "industry", INDUSTRIES),
        employees=choice(given, "target_number_of_employees", EMPLOYEES, default=""),
        areas=several(given, "target_area_search", AREAS),
        institution=folded(short(given, "institution_name")),
        limit=rows(given, "limit"),
        offset=rows(given, "offset") or 0,
    )


def single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One value for each name; two different ones cannot both be meant."""
    given: dict[str, str] = {}
    for name, value in pairs:
        if given.setdefault(name, value) != value:
            raise BadInput(given=value, allowed="one value", mend=f"Send {name} once.", where=name)
    return given


def spread(given: Mapping[str, str]) -> dict[str, str]:
    """`?request={…}` is how one client sends the same parameters: as one JSON object."""
    if "request" not in given:
        return dict(given)
    refused = BadInput(
        given=given["request"], allowed="a JSON object of parameters with plain values", where="request"
    )
    try:
        inner = json.loads(given["request"])
    except (ValueError, RecursionError):
        raise refused from None
    if not isinstance(inner, dict) or not all(is_plain(value) for value in inner.values()):
        raise refused
    told = {name: str(value) for name, value in inner.items() if value is not None}
    return told | {name: value for name, value in given.items() if name != "request"}


def is_plain(value: object) -> bool:
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def read_keyword(given: Mapping[str, str]) -> str:
    keyword = given.get("keyword", "")
    is_broken = re.search(r"\s", keyword) or CONTROL.search(keyword) or "\ufffd" in keyword
    if not 2 <= len(keyword) <= 255 or is_broken:
        raise BadInput(given=keyword, allowed="2-255 characters", mend=KEYWORD_MENDS, where="keyword")
    return folded(keyword)


def choice(given: Mapping[str, str], name: str, allowed: Collection[str], default: str | None = None) -> str:
    value = given.get(name, "") or default
    if value is None or (value not in allowed and value != default):
        raise BadInput(given=given.get(name, ""), allowed=", ".join(allowed), where=name)
    return value


def several(given: Mapping[str, str], name: str, allowed: Collection[str]) -> frozenset[str]:
    values = parts(given.get(name))
    for value in values:
        if value not in allowed:
            mend = "Write several with a space, a slash and a space between them."
            raise BadInput(given=value, allowed=" / ".join(allowed), mend=mend, where=name)
    return frozenset(values)


def short(given: Mapping[str, str], name: str) -> str:
    value = given.get(name, "")
    if len(value) > 255 or CONTROL.search(value):
        raise BadInput(given=value, allowed="at most 255 characters", where=name)
    return value


def rows(given: Mapping[str, str], name: str) -> int | None:
    """A paging word, honoured where it makes sense; it is not documented, so nonsense is passed over."""
    value = given.get(name, "")
    return min(int(value), MOST_ROWS) if re.fullmatch("[0-9]{1,12}", value) else None
