"""Two years of the plan, programme by programme, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

COMPARED = ("place", "budget_yen", "mechanisms", "audience", "eligibility")


@dataclass(frozen=True, slots=True)
class Difference:
    """`what` is new, ended, changed, or a way of following (merges, splits …)."""

    what: str
    key: str
    title: str
    field: str = ""
    before: Any = None
    after: Any = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def compare_years(earlier: Catalogue, later: Catalogue) -> Iterator[Difference]:
    """Programmes are paired by key; what is left is new or ended, unless its lineage tells."""
    for programme in later.programmes:
        before = earlier.by_key.get(programme.key)
        if before is None:
            yield from came_from(programme, earlier)
        else:
            yield from changed(before, programme)
    followed = {lineage.title for programme in later.programmes for lineage in programme.follows}
    for programme in earlier.programmes:
        if programme.key not in later.by_key and programme.name.ja not in followed:
            yield Difference("ended", programme.key, programme.name.ja)


def came_from(programme: Programme, earlier: Catalogue) -> Iterator[Difference]:
    titles = {other.name.ja: other.key for other in earlier.programmes}
    known = [lineage for lineage in programme.follows if lineage.title in titles]
    for lineage in known:
        yield Difference(
            lineage.how, programme.key, programme.name.ja, "follows", titles[lineage.title], programme.key
        )
    if not known:
        yield Difference("new", programme.key, programme.name.ja)


def changed(before: Programme, after: Programme) -> Iterator[Difference]:
    if before.name.ja != after.name.ja:
        yield Difference("renames", after.key, after.name.ja, "title", before.name.ja, after.name.ja)
    for field in COMPARED:
        old, new = comparable(before, field), comparable(after, field)
        if old != new:
            yield Difference("changed", after.key, after.name.ja, field, old, new)


def comparable(programme: Programme, field: str) -> Any:
    value = getattr(programme, field)
    if field == "eligibility":
        return repr(value.rule) if value else None
    return list(value) if isinstance(value, tuple) else value
