"""`tsunagari plan paper`: the plan as a booklet, or one programme's sheet, as PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from tsunagari.base.errors import BadInput
from tsunagari.cli.output import say, show
from tsunagari.navigator.queries.editions import Edition, edition_of
from tsunagari.paper.policy.blocks import Paper
from tsunagari.paper.policy.booklet import booklet
from tsunagari.paper.policy.programme_sheet import programme_paper
from tsunagari.paper.press import PressFault, can_print, copy_of, printed

PATIENCE = 120  # seconds; nobody waits at a page


def paper(arguments: argparse.Namespace) -> int:
    edition = edition_of(arguments.year)
    if not can_print():
        raise BadInput(given="no fonts", allowed="the fonts that make copies", mend="Run make demo once.")
    with override(arguments.language):
        words = paper_of(edition, arguments.programme)
    say(f"setting {len(words.blocks):,} blocks …")
    try:
        pdf = printed(copy_of(words), seconds=PATIENCE)
    except PressFault as fault:
        say(f"tsunagari: no PDF: {fault}")
        return 1
    write(arguments.out, pdf)
    show([{"file": str(arguments.out), "bytes": len(pdf)}], arguments.format, lambda rows: rows[0]["file"])
    return 0


def paper_of(edition: Edition, key: str) -> Paper:
    """The booklet, or the sheet of the programme named. Raises BadInput for a key the plan does not have."""
    catalogue = edition.catalogue
    if not key:
        return booklet(catalogue, catalogue.programmes, edition.as_of, settings.SITE)
    if key not in catalogue.by_key:
        allowed = f"a key of the plan of {catalogue.year} such as {catalogue.programmes[0].key}"
        raise BadInput(given=key, allowed=allowed, where="--programme")
    return programme_paper(catalogue, catalogue.by_key[key], edition.as_of, settings.SITE)


def write(file: Path, pdf: bytes) -> None:
    try:
        file.write_bytes(pdf)
    except OSError as error:
        mend = str(error.strerror)
        raise BadInput(given=str(file), allowed="a file to write", mend=mend, where="--out") from error
