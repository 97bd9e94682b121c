"""Writing a draft down as files. What a person has edited or taken out since is never touched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tsunagari.base.files import write_whole
from tsunagari.planning.policy.drafts import Draft
from tsunagari.programmes.faults import PlanFaults
from tsunagari.programmes.yaml_files import read_yaml

KEPT = "drafted.json"  # file → digest of what was written last, so that an edit can be told from a draft
OURS = ("new", "renewed", "same")


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with one file: new, renewed, same, kept (edited since), or left out (taken out since).

    difference  of a file that was kept: word → {"draft": what stands, "now": what would be written}
    """

    file: str
    what: str
    difference: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def write_draft(draft: Draft, folder: Path) -> list[Step]:
    """Write the draft under `folder`, each file whole; write again as often as the figures change."""
    noted = folder / str(draft.year) / KEPT
    before = json.loads(noted.read_text(encoding="utf-8")) if noted.is_file() else {}
    steps = [write_file(folder / file, file, text, before.get(file)) for file, text in draft.files.items()]
    ours = {step.file: digest_of(draft.files[step.file]) for step in steps if step.what in OURS}
    write_whole(noted, json.dumps({**before, **ours}, indent=1, sort_keys=True))
    return steps


def write_file(path: Path, file: str, text: str, written: str | None) -> Step:
    """One file; `written` is the digest of what was last written there, None if nothing was."""
    if not path.exists():
        if written is not None:
            return Step(file, "left out")
        write_whole(path, text)
        return Step(file, "new")
    found = path.read_text(encoding="utf-8")
    if found == text:
        return Step(file, "same")
    if digest_of(found) != written:
        return Step(file, "kept", dict(differences(path, text)))
    write_whole(path, text)
    return Step(file, "renewed")


def differences(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    """Word by word where both are mappings, else the file as a whole."""
    try:
        stands = read_yaml(path)
    except PlanFaults as unread:
        stands = str(unread)
    now = YAML(typ="safe").load(text)
    if not isinstance(stands, dict) or not isinstance(now, dict):
        yield "file", {"draft": "edited", "now": "drafted anew"}
        return
    for word in dict.fromkeys([*stands, *now]):
        if stands.get(word) != now.get(word):
            yield word, {"draft": stands.get(word), "now": now.get(word)}


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
