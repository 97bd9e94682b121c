"""Noting where every chain stands, in a file that can be kept where nobody of this house can rewrite it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.base.files import write_whole
from tsunagari.engines.trace.anchor import Anchor, digest_of
from tsunagari.registry.queries.chains import heads

NAMES = "anchor-*.json"


def write_anchor(folder: Path, *, now: datetime.datetime) -> Path:
    """Write the heads of all chains and the digest of the anchor before, whole or not at all; the new file.

    Files are numbered on from the last that is there, since the day of a demo does not go on.
    """
    earlier = list(anchor_texts(folder)) if folder.is_dir() else []
    last, text = earlier[-1] if earlier else ("anchor-0", "")
    number = int(last.removesuffix(".json").split("-")[1]) + 1
    path = folder / f"anchor-{number:06}-{now.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}.json"
    return write_whole(path, Anchor(now, heads(), digest_of(text) if text else "").text)


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
