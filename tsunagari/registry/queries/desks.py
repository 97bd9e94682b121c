"""Which desk to turn to."""

from __future__ import annotations

from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.covering import covering
from tsunagari.registry.queries.directory import Narrowed, organisations


def desks_in(prefecture: str, theme: str = "") -> list[Organisation]:
    """Where to turn in a prefecture, the best first. One query.

    With a theme: those who help with it; where nobody does, the hub, which knows who does.
    """
    here = organisations(Narrowed(prefecture))
    return [cover.desk for cover in covering(here, prefecture, theme=theme)]


def nearest_desk(prefecture: str, theme: str = "") -> Organisation | None:
    """The one desk to name first in a prefecture; None where none is recorded."""
    return next(iter(desks_in(prefecture, theme)), None)
