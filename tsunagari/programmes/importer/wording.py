"""The document's own wording, kept under var/ after an import and shown beside our own words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Wording:
    """Entries by (tier, place): text, footnote, commentary, group_text, and the lines as they stood."""

    source: str = ""
    entries: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict, hash=False)

    def entry(self, tier: str, place: str) -> Mapping[str, Any]:
        """The imported texts of one entry; empty where nothing was imported."""
        return self.entries.get((tier, place), NOTHING)


def wording_path(var: Path, year: int) -> Path:
    return var / "imports" / f"{year}.json"


def load_wording(var: Path, year: int) -> Wording:
    """What was imported for `year`; an empty Wording if nothing was."""
    path = wording_path(var, year)
    if not path.is_file():
        return Wording()
    kept = json.loads(path.read_text(encoding="utf-8"))
    entries = {(entry["tier"], entry["place"]): entry for entry in kept["entries"]}
    return Wording(source=kept["source"], entries=entries)
