"""`plan import`: what is new becomes a draft, what changed is shown, the wording is kept; no file is lost."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tsunagari.base.files import write_whole
from tsunagari.base.money import oku, read_budget
from tsunagari.programmes.catalogue import load_catalogue, years_under
from tsunagari.programmes.faults import PlanFaults
from tsunagari.programmes.importer.outline import CIRCLED, KANA
from tsunagari.programmes.importer.result import ParsedPlan, ParsedProgramme
from tsunagari.programmes.importer.wording import wording_path
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.yaml_files import read_yaml

PREFIX = {"national": "n", "prefecture": "p", "smrj": "s"}
TO_WRITE: dict[str, Any] = {
    "summary": {"ja": "", "en": ""},
    "owner_words": [],
    "mechanisms": [],
    "audience": [],
    "deliver": {"desk": "", "procedure": ""},
    "assumed": [],
}
HOW_TO = (
    "# A draft: fill in the words, rename the key, move the file to its tier's folder.\n"
    "# How: docs/how-to/add-a-programme.md\n"
)


@dataclass(frozen=True, slots=True)
class Step:
    """What the import did, or found, for one entry. `file` is the file written or to be looked at."""

    place: str
    tier: str
    title: str
    what: str
    file: str
    difference: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    year: int
    steps: tuple[Step, ...]
    wording: Path

    def as_rows(self) -> list[dict[str, Any]]:
        return [asdict(step) for step in self.steps]


def import_document(parsed: ParsedPlan, plans: Path, var: Path, year: int) -> Outcome:
    """Compare with what is declared for `year`, write drafts for the rest, keep the wording under `var`."""
    declared = load_catalogue(plans, year).programmes if year in years_under(plans) else ()
    steps = tuple(
        step for entry in parsed.programmes for step in import_entry(entry, declared, plans / str(year))
    )
    gone = tuple(ended(parsed.programmes, declared, year))
    return Outcome(year, (*steps, *gone), keep_wording(parsed, var, year))


def import_entry(entry: ParsedProgramme, declared: Sequence[Programme], folder: Path) -> Iterator[Step]:
    programme = counterpart(entry, declared)
    if programme is None:
        yield import_draft(entry, folder / "drafts" / entry.tier / f"{draft_key(entry)}.yaml")
        return
    difference = differences(entry, programme)
    path = folder / programme.tier / f"{programme.key}.yaml"
    yield Step(
        entry.place, entry.tier, entry.title, "changed" if difference else "same", str(path), difference
    )


def import_draft(entry: ParsedProgramme, path: Path) -> Step:
    """Write a draft where none is; a draft that is there stays, and its difference is shown."""
    if not path.exists():
        write_whole(path, draft_text(entry))
        return Step(entry.place, entry.tier, entry.title, "new", str(path), {})
    try:
        kept = read_yaml(path)
    except PlanFaults as unread:
        return Step(entry.place, entry.tier, entry.title, "draft kept", str(path), {"file": str(unread)})
    facts = {name: value for name, value in drafted(entry).items() if name not in TO_WRITE}
    found = kept if isinstance(kept, dict) else {}
    difference = {
        name: {"declared": found.get(name), "document": value}
        for name, value in facts.items()
        if found.get(name) != value
    }
    return Step(entry.place, entry.tier, entry.title, "draft kept", str(path), difference)


def counterpart(entry: ParsedProgramme, declared: Sequence[Programme]) -> Programme | None:
    """The declared programme of the same tier with the same title; the place decides between two."""
    same = [p for p in declared if p.tier == entry.tier and p.name.ja == entry.title]
    return next((p for p in same if p.place == entry.place), same[0] if same else None)


def differences(entry: ParsedProgramme, programme: Programme) -> dict[str, Any]:
    declared, document = declared_facts(programme), entry.as_dict()
    return {
        name: {"declared": value, "document": document[name]}
        for name, value in declared.items()
        if value != document[name]
    }


def declared_facts(programme: Programme) -> dict[str, Any]:
    """What a declaration repeats from the document, in the form of the contract."""
    return {
        "place": programme.place,
        "group": programme.group.ja if programme.group else None,
        "alt_title": programme.alt_title,
        "budget_yen": programme.budget_yen,
        "budget_before_yen": programme.budget_before_yen,
        "is_new": programme.is_new,
        "of_which": {f"{name}_yen": yen for name, yen in programme.of_which.items()},
        "supplementary": asdict(programme.supplementary) if programme.supplementary else None,
        "lines": list(programme.lines or ()),
        "follows": [asdict(lineage) for lineage in programme.follows],
    }


def ended(entries: Sequence[ParsedProgramme], declared: Sequence[Programme], year: int) -> Iterator[Step]:
    found = {(entry.tier, entry.title) for entry in entries}
    for programme in declared:
        if (programme.tier, programme.name.ja) not in found:
            file = f"{year}/{programme.tier}/{programme.key}.yaml"
            yield Step(programme.place, programme.tier, programme.name.ja, "not in the document", file, {})


def draft_key(entry: ParsedProgramme) -> str:
    """n-2-4-1 for (2)-④-ア of the state's tier: a key to be renamed by whoever fills the draft."""
    marks = entry.place.split("-")[1:]
    turns = [(CIRCLED if mark in CIRCLED else KANA).index(mark) + 1 for mark in marks]
    return "-".join([PREFIX.get(entry.tier, "x"), entry.pillar.strip("()"), *map(str, turns)])


def drafted(entry: ParsedProgramme) -> dict[str, Any]:
    """A declaration with the document's facts filled in and the words left to be written."""
    extra = entry.supplementary
    grant = entry.of_which.get("smrj_grant_yen")
    facts = {
        "key": draft_key(entry),
        "name": {"ja": entry.title, "en": ""},
        "alt_title": entry.alt_title,
        "place": entry.place,
        "group": {"ja": entry.group, "en": ""} if entry.group else None,
        "budget": printed(entry.budget_yen),
        "budget_before": printed(entry.budget_before_yen),
        "new": entry.is_new or None,
        "of_which": {"smrj_grant": printed(grant)} if grant else None,
        "supplementary": supplementary_draft(extra) if extra else None,
        "follows": entry.follows or None,
        "sources": [{"lines": entry.lines}],
        "reported": [reported_draft(figure) for figure in entry.reported] or None,
    }
    return {name: value for name, value in facts.items() if value is not None} | TO_WRITE


def printed(yen: int | None) -> str | int | None:
    """58.0億円 where that says it to the yen, else whole yen."""
    return yen if yen is None or read_budget(oku(yen)) != yen else oku(yen)


def supplementary_draft(extra: dict[str, int]) -> dict[str, Any]:
    return {"year": extra["year"], "number": extra["number"], "amount": printed(extra["amount_yen"])}


def reported_draft(figure: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in figure.items() if value is not None}
    if told["op"] == "=":
        del told["op"]
    if "as_of" in told:
        told["as_of"] = datetime.date.fromisoformat(told["as_of"])
    return told | {"what": {"ja": figure["what"], "en": ""}}


def draft_text(entry: ParsedProgramme) -> str:
    text = io.StringIO(HOW_TO)
    text.seek(0, io.SEEK_END)
    writer = YAML(typ="rt")
    writer.width = 110
    writer.allow_unicode = True
    writer.representer.ignore_aliases = lambda *_: True
    writer.dump(drafted(entry), text)
    return text.getvalue()


def keep_wording(parsed: ParsedPlan, var: Path, year: int) -> Path:
    """The texts of every entry and its lines as they stand, in one file, written whole."""
    entries = []
    for entry in parsed.programmes:
        first, last = entry.lines
        lines = [
            [n, parsed.lines[n - 1].strip()] for n in range(first, last + 1) if parsed.lines[n - 1].strip()
        ]
        entries.append({**entry.as_dict(), "original": lines})
    kept = {"year": year, "source": parsed.title, "entries": entries}
    return write_whole(wording_path(var, year), json.dumps(kept, ensure_ascii=False, indent=1))
