"""Whose firms a planner counts over: the synthetic file of the country, or their organisation's own cards."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from tsunagari.census.columns import Column, listed, ordered
from tsunagari.census.country import Country, combined, read_country
from tsunagari.programmes.vocabulary import Vocabulary
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.firm_facts import RECORDED, typed_facts
from tsunagari.registry.queries.firms import kept_firms

FACTS = ("firm.kind", "firm.industry", "firm.prefecture", "firm.employees_regular", "firm.capital_yen")
NUMBERS = ("firm.employees_regular", "firm.capital_yen")


def national_file() -> Path:
    return Path(settings.VAR) / "national.npz"


def national() -> Country | None:
    """The file that `tsunagari national make` wrote; None without one. Read once for each state of it."""
    path = national_file()
    return read_once(path, path.stat().st_mtime_ns) if path.exists() else None


@lru_cache(maxsize=1)
def read_once(path: Path, changed_ns: int) -> Country:
    return read_country(path)


def kept(actor: Actor, vocabulary: Vocabulary, as_of: datetime.date) -> Country:
    """The firms on the cards of the actor's organisations: how many, and nothing of any one of them."""
    rows = kept_firms(actor).values("facts", *RECORDED.values())
    firms = [typed_facts(values, vocabulary, as_of) for values in rows.iterator()]
    columns: dict[str, Column] = {
        name: (ordered if name in NUMBERS else listed)([firm.get(name) for firm in firms]) for name in FACTS
    }
    return combined(columns, {"firms": len(firms)})
