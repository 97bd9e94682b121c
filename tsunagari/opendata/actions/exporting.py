"""The same files as under /data/, in a folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.base.files import write_whole_bytes
from tsunagari.opendata.policy.sheets import Shelf


@dataclass(frozen=True, slots=True)
class Written:
    path: Path
    size: int
    digest: str


def export(shelf: Shelf, folder: Path, groups: Collection[str] = ()) -> Iterator[Written]:
    """Write every file, or those of `groups`, each whole or not at all.

    Raises BadInput for a folder that is none.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInput(given=str(folder), allowed="a folder; it is made if missing", where="--out")
    for sheet in shelf.sheets.values():
        if not groups or sheet.group in groups:
            made = shelf.made(sheet.name)
            path = write_whole_bytes(folder / sheet.name, made.content)
            yield Written(path, len(made.content), made.digest)
