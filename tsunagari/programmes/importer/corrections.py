"""Amounts that a person put right beside the document: drafts under var/, written into copies of plan files.

One file per programme and field, so that two people never undo each other's work. The plan itself is changed
only by who copies a corrected file over it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.base.files import write_whole
from tsunagari.base.money import read_budget
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

FIELDS = ("budget", "budget_before")
NOT_STATED = "記載なし"


@dataclass(frozen=True, slots=True)
class Correction:
    """`value` as a plan file writes an amount, or NOT_STATED; `was` is what stood when it was put right."""

    key: str
    field: str
    value: str
    was: str


def folder_of(var: Path, year: int) -> Path:
    return var / "drafts" / "corrections" / str(year)


def load_corrections(var: Path, year: int) -> tuple[Correction, ...]:
    """By programme and field."""
    found = sorted(folder_of(var, year).glob("*.json"))
    return tuple(Correction(**json.loads(path.read_text(encoding="utf-8"))) for path in found)


def keep_correction(var: Path, year: int, correction: Correction) -> Path:
    """Write it down; the newest of a field counts. Raises BadInput for a field or an amount that is none."""
    if correction.field not in FIELDS:
        raise BadInput(given=correction.field, allowed=", ".join(FIELDS), where="field")
    if correction.value != NOT_STATED:
        read_budget(correction.value)
    path = folder_of(var, year) / f"{correction.key}.{correction.field}.json"
    return write_whole(path, json.dumps(asdict(correction), ensure_ascii=False, indent=1))


def corrected(text: str, corrections: Iterable[Correction]) -> str:
    """A programme's file with the amounts put right; every other line as its author wrote it."""
    for correction in corrections:
        text = put_right(text, correction)
    return text


def put_right(text: str, correction: Correction) -> str:
    """In its own line where there is one, else below the place (`budget`) or the budget (`budget_before`)."""
    line = f"{correction.field}: {correction.value}\n"
    stands = re.compile(rf"(?m)^{correction.field}:.*\n")
    if correction.value == NOT_STATED:
        return stands.sub("", text)
    if stands.search(text):
        return stands.sub(line, text)
    after = "budget" if correction.field == "budget_before" and "\nbudget:" in text else "place"
    return re.sub(rf"(?m)^({after}:.*\n)", rf"\g<1>{line}", text, count=1)


@dataclass(frozen=True, slots=True)
class Written:
    """A corrected file: new, same (as written before), or kept (someone has edited it since)."""

    file: Path
    what: str


def write_corrected(catalogue: Catalogue, plans: Path, var: Path, out: Path) -> list[Written]:
    """Copies of plan files with the amounts put right, under `out`/plans; nothing edited is replaced."""
    by_key: dict[str, list[Correction]] = {}
    for correction in load_corrections(var, catalogue.year):
        by_key.setdefault(correction.key, []).append(correction)
    known = [programme for programme in catalogue.programmes if programme.key in by_key]
    return [
        write_one(place_of(programme, catalogue.year), plans, out / "plans", by_key[programme.key])
        for programme in known
    ]


def place_of(programme: Programme, year: int) -> str:
    return f"{year}/{programme.tier}/{programme.key}.yaml"


def write_one(place: str, plans: Path, out: Path, corrections: list[Correction]) -> Written:
    original = (plans / place).read_text(encoding="utf-8")
    text, target = corrected(original, corrections), out / place
    found = target.read_text(encoding="utf-8") if target.exists() else None
    if found == text:
        return Written(target, "same")
    if found is not None and without_amounts(found) != without_amounts(original):
        return Written(target, "kept")
    write_whole(target, text)
    return Written(target, "new")


def without_amounts(text: str) -> str:
    """What of a file corrections never touch: if that differs, a person has been at work."""
    return re.sub(rf"(?m)^(?:{'|'.join(FIELDS)}):.*\n", "", text)
