"""Which desk to turn to."""

from __future__ import annotations

from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.organisations import HUB, order


def desks_in(prefecture: str, theme: str = "") -> list[Organisation]:
    """Where to turn in a prefecture, the best first. One query.

    With a theme: those who help with it; where nobody does, the hub, which knows who does.
    """
    desks = list(Organisation.objects.filter(prefecture=prefecture))
    fitting = [desk for desk in desks if not theme or theme in desk.themes]
    named = fitting or [desk for desk in desks if desk.kind == HUB]
    return sorted(named, key=lambda desk: (order(desk.kind, desk.themes), desk.kana))


def nearest_desk(prefecture: str, theme: str = "") -> Organisation | None:
    """The one desk to name first in a prefecture; None where none is recorded."""
    return next(iter(desks_in(prefecture, theme)), None)
