"""The plan as files others can read: one JSON object per line, totals, and the glossary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tsunagari.base.files import write_whole
from tsunagari.programmes.as_objects import programme_object, term_object, total_object
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.importer.wording import Wording
from tsunagari.programmes.totals import plan_totals


def export_plan(catalogue: Catalogue, wording: Wording, folder: Path) -> list[Path]:
    """Write programmes.jsonl, totals.jsonl and terms.jsonl into `folder`; each file whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    programmes = (
        programme_object(catalogue, programme, wording.entry(programme.tier, programme.place))
        for programme in catalogue.programmes
    )
    return [
        write_lines(folder / "programmes.jsonl", programmes),
        write_lines(folder / "totals.jsonl", map(total_object, plan_totals(catalogue))),
        write_lines(folder / "terms.jsonl", map(term_object, catalogue.vocabulary.terms)),
    ]


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    return write_whole(path, text)
