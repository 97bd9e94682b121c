"""Programmes that somebody else publishes, as they were put beside the plan: frozen like the plan's own.

They lie in one file under the installation's var/pulled/, never under plans/: they have no place in the
document and no budget, and no total counts them. A rule only says what rules a firm out; whether it fits, the
call's own guidelines say, and that nobody has told us (`project.meets_call`).
"""

from __future__ import annotations

import datetime
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from tsunagari.base.words import Words
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.node import Node, Source
from tsunagari.programmes.rules import RuleReader
from tsunagari.programmes.schema import Eligibility, Offer, Outside, Programme
from tsunagari.programmes.vocabulary import Fact

log = logging.getLogger("tsunagari.plans")
TIER = "other"
FIRST_STEP = Words("募集のページで、公募要領を読みます。", "Read the guidelines on the page of the call.")


def pulled_folder(var: Path) -> Path:
    return var / "pulled"


def pulled_paths(var: Path) -> list[Path]:
    return sorted(pulled_folder(var).glob("*.json"))


def pulled_beside(catalogue: Catalogue, var: Path) -> tuple[Programme, ...]:
    """The programmes of others that were put beside the plan, read with the plan's own words."""
    return tuple(
        programme
        for path in pulled_paths(var)
        for programme in PulledReader(path, catalogue.vocabulary.facts, catalogue.plan.as_of).programmes()
        if programme.key not in catalogue.by_key
    )


@dataclass(frozen=True, slots=True)
class PulledReader:
    """Reads entries of one file; `as_of` types trades and dates in rules, as it does for the plan's own."""

    path: Path
    facts: Mapping[str, Fact]
    as_of: datetime.date

    def programmes(self) -> Iterator[Programme]:
        """Those that read. One that does not is logged and left out: the others are no worse for it."""
        for entry in self.entries():
            try:
                yield self.programme(entry)
            except (KeyError, TypeError, ValueError):
                log.exception("%s: an entry is left out", self.path.name)

    def entries(self) -> list[Mapping[str, Any]]:
        try:
            return list(json.loads(self.path.read_text(encoding="utf-8"))["programmes"])
        except (OSError, KeyError, TypeError, ValueError):
            log.exception("%s does not read", self.path.name)
            return []

    def programme(self, entry: Mapping[str, Any]) -> Programme:
        return Programme(
            key=entry["key"],
            tier=TIER,
            place="",
            name=Words(entry["name"], ""),
            summary=Words(entry["summary"], ""),
            lines=None,
            mechanisms=("subsidy",),
            eligibility=self.eligibility(entry["eligibility"]),
            offers=(offer(entry["offer"]),),
            first_step=FIRST_STEP,
            outside=outside(entry["outside"]),
            digest=entry["digest"],
        )

    def eligibility(self, value: object) -> Eligibility:
        source = Source(self.path, self.path.parent)
        reader = RuleReader(self.facts, self.as_of)
        rule = reader.read(Node(value, source, ("eligibility",)))
        if source.faults:
            raise ValueError("; ".join(map(str, source.faults)))
        return Eligibility(rule, reader.clauses)


def offer(entry: Mapping[str, Any]) -> Offer:
    rate = entry.get("rate")
    return Offer(
        kind="subsidy",
        words=Words(entry["words"], entry["words_en"]),
        rate=Fraction(rate) if rate else None,
        cap_yen=entry.get("cap"),
    )


def outside(entry: Mapping[str, Any]) -> Outside:
    """`opens_at`, `closes_at`, `seen_at` and `changed_at` are ISO instants with their offset."""
    opens, closes, changed = (entry.get(name) for name in ("opens_at", "closes_at", "changed_at"))
    return Outside(
        source=entry["source"],
        page=entry["page"],
        seen_at=datetime.datetime.fromisoformat(entry["seen_at"]),
        opens_at=datetime.datetime.fromisoformat(opens) if opens else None,
        closes_at=datetime.datetime.fromisoformat(closes) if closes else None,
        text=entry.get("text", ""),
        changed_at=datetime.datetime.fromisoformat(changed) if changed else None,
    )
