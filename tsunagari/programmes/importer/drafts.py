"""`plan import`: what is new becomes a draft, what changed is shown, the wording is kept; nothing is overwritten."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tsunagari.base.money import oku
from tsunagari.programmes.catalogue import load_catalogue, years_under
from tsunagari.programmes.export import write_whole
from tsunagari.programmes.importer.outline import CIRCLED, KANA
from tsunagari.programmes.importer.result import ParsedPlan, ParsedProgramme
from tsunagari.programmes.importer.wording import wording_path
from tsunagari.programmes.schema import Programme

COMPARED = ("place", "budget_yen", "budget_before_yen", "is_new", "alt_title")
PREFIX = {"national": "n", "prefecture": "p", "smrj": "s"}
TO_FILL = {"ja": "", "en": ""}


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
    steps = tuple(step for entry in parsed.programmes for step in import_entry(entry, declared, plans / str(year)))
    gone = tuple(ended(parsed.programmes, declared, year))
    return Outcome(year, (*steps, *gone), keep_wording(parsed, var, year))


def import_entry(
    entry: ParsedProgramme, declared: Sequence[Programme], folder: Path
) -> Iterator[Step]:
    programme = counterpart(entry, declared)
    if programme is None:
        path = folder / "drafts" / entry.tier / f"{draft_key(entry)}.yaml"
        what = "draft kept" if path.exists() else "new"
        if what == "new":
            write_whole(path, draft_text(entry))
        yield Step(entry.place, entry.tier, entry.title, what, str(path), {})
        return
    difference = differences(entry, programme)
    path = folder / programme.tier / f"{programme.key}.yaml"
    yield Step(entry.place, entry.tier, entry.title, "changed" if difference else "same", str(path), difference)


def counterpart(entry: ParsedProgramme, declared: Sequence[Programme]) -> Programme | None:
    """The declared programme of the same tier with the same title; the place decides between two."""
    same = [p for p in declared if p.tier == entry.tier and p.name.ja == entry.title]
    return next((p for p in same if p.place == entry.place), same[0] if same else None)


def differences(entry: ParsedProgramme, programme: Programme) -> dict[str, Any]:
    return {
        name: {"declared": getattr(programme, name), "document": getattr(entry, name)}
        for name in COMPARED
        if getattr(programme, name) != getattr(entry, name)
    }


def ended(entries: Sequence[ParsedProgramme], declared: Sequence[Programme], year: int) -> Iterator[Step]:
    found = {(entry.tier, entry.title) for entry in entries}
    for programme in declared:
        if (programme.tier, programme.name.ja) not in found:
            file = f"{year}/{programme.tier}/{programme.key}.yaml"
            yield Step(programme.place, programme.tier, programme.name.ja, "not in the document", file, {})


def draft_key(entry: ParsedProgramme) -> str:
    """n-2-4-1 for (2)-④-ア of the state's tier: a key to be renamed by whoever fills the draft."""
    parts = [entry.pillar.strip("()")]
    for mark in entry.place.split("-")[1:]:
        parts.append(str((CIRCLED if mark in CIRCLED else KANA).index(mark) + 1))
    return "-".join([PREFIX.get(entry.tier, "x"), *parts])


def draft_text(entry: ParsedProgramme) -> str:
    """A declaration with the document's facts filled in and the words left to be written."""
    draft: dict[str, Any] = {"key": draft_key(entry), "name": {"ja": entry.title, "en": ""}, "place": entry.place}
    if entry.alt_title:
        draft["alt_title"] = entry.alt_title
    if entry.group:
        draft["group"] = {"ja": entry.group, "en": ""}
    for name, yen in (("budget", entry.budget_yen), ("budget_before", entry.budget_before_yen)):
        if yen is not None:
            draft[name] = oku(yen)
    if entry.is_new:
        draft["new"] = True
    if entry.of_which:
        draft["of_which"] = {"smrj_grant": oku(entry.of_which["smrj_grant_yen"])}
    if extra := entry.supplementary:
        draft["supplementary"] = {
            "year": extra["year"], "number": extra["number"], "amount": oku(extra["amount_yen"])
        }
    draft |= {
        "follows": entry.follows,
        "sources": [{"lines": entry.lines}],
        "summary": TO_FILL,
        "owner_words": [],
        "mechanisms": [],
        "audience": [],
        "deliver": {"desk": "", "procedure": ""},
        "assumed": [],
    }
    text = io.StringIO()
    writer = YAML(typ="rt")
    writer.width = 110
    writer.allow_unicode = True
    writer.representer.ignore_aliases = lambda *_: True  # type: ignore[method-assign]
    writer.dump(draft, text)
    return "# A draft: fill in the words, rename the key, move it to its tier's folder. See docs/how-to/add-a-programme.md\n" + text.getvalue()


def keep_wording(parsed: ParsedPlan, var: Path, year: int) -> Path:
    """The texts of every entry and its lines as they stand, in one file, written whole."""
    entries = []
    for entry in parsed.programmes:
        first, last = entry.lines
        lines = [[n, parsed.lines[n - 1].strip()] for n in range(first, last + 1) if parsed.lines[n - 1].strip()]
        entries.append({**entry.as_dict(), "original": lines})
    kept = {"year": year, "source": parsed.title, "entries": entries}
    return write_whole(wording_path(var, year), json.dumps(kept, ensure_ascii=False, indent=1))
