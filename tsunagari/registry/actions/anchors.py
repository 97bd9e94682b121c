"""Noting where every chain stands, in a file that can be kept where nobody of this house can rewrite it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.base.files import write_whole
from tsunagari.engines.trace.anchor import Anchor, digest_of, read_anchor
from tsunagari.registry.queries.chains import heads

NAMES = "anchor-*.json"


def write_anchor(folder: Path, *, now: datetime.datetime) -> Path:
    """Note the heads of all chains and the digest of the anchor before, in a file written whole.

    Where no chain has grown since the last anchor, that one still says all there is: it is returned. Files
    are numbered on from the last, since the day of a demo does not go on. Raises BadInput where the last
    cannot be read.
    """
    number, before, noted = 0, "", heads()
    if paths := sorted(folder.glob(NAMES)):
        ((name, text),) = anchor_texts(paths[-1])
        if read_anchor(text, name).heads == noted:
            return paths[-1]
        number, before = int(name.split("-")[1]), digest_of(text)
    path = folder / f"anchor-{number + 1:06}-{now.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}.json"
    return write_whole(path, Anchor(now, noted, before).text)


def anchor_texts(place: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of an anchor file, or of all anchors of a folder in the order they were made.

    Raises BadInput where there is none, or one cannot be read.
    """
    paths = sorted(place.glob(NAMES)) if place.is_dir() else [place]
    try:
        for path in paths:
            yield path.name, path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            given=str(place), allowed="an anchor file, or a folder of them", where=str(error)
        ) from error
