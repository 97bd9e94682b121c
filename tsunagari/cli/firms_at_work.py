"""What the `firm` commands do, once Django is awake."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.base.years import fiscal_year_of
from tsunagari.cli.output import Progress, say, show, table
from tsunagari.cli.output import Row as Counted
from tsunagari.kit.published import plan_for
from tsunagari.programmes.vocabulary import Vocabulary
from tsunagari.registry.actions.importing import STRETCH, go_on, start_import, take_back
from tsunagari.registry.models.imports import ImportRun, Row, Run
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.registry.policy.sheets import as_sheet
from tsunagari.registry.queries.imports import progress_of, refused_rows
from tsunagari.web.clock import the_time


def import_firms(arguments: argparse.Namespace) -> int:
    """Read, write or take back. 1 where rows were refused: --rejected keeps them for mending."""
    run = asked_run(arguments)
    if arguments.undo:
        repeat(run, lambda: take_back(HOUSE, run, now=the_time()))
    elif not arguments.dry_run:
        repeat(run, lambda: go_on(HOUSE, run, vocabulary=vocabulary(), now=the_time()))
    refused = save_rejected(run, arguments.rejected)
    show([row_of(run)], arguments.format, as_text)
    for row in refused[:20] if arguments.format == "text" else ():
        say(f"row {row.number}: " + "; ".join(f"{f['where']}: {f['allowed']}" for f in row.faults))
    return int(bool(refused) and not arguments.undo)


def asked_run(arguments: argparse.Namespace) -> ImportRun:
    """The run named, or a new one from the file. Raises BadInput."""
    if number := arguments.resume or arguments.undo:
        run = ImportRun.objects.filter(pk=number).first()
        if run is None:
            raise BadInput(given=str(number), allowed="the number of an import", where="--resume, --undo")
        return run
    if arguments.file is None or arguments.organisation is None:
        raise BadInput(given="", allowed="FILE and --organisation N", where="firm import")
    home = Organisation.objects.filter(pk=arguments.organisation).first()
    if home is None:
        raise BadInput(
            given=str(arguments.organisation), allowed="an organisation's number", where="--organisation"
        )
    content, name = read_bytes(arguments.file), arguments.file.name
    return start_import(HOUSE, home, name, content, vocabulary=vocabulary(), now=the_time())


def read_bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as unread:
        raise BadInput(given=str(file), allowed="a file that can be read", where="FILE") from unread


def save_rejected(run: Run, file: Path | None) -> list[Row]:
    """The refused rows, and in `file`, where one is named, these rows to be mended and sent again."""
    refused = list(refused_rows(run))
    if file and refused:
        file.write_bytes(as_sheet(run.columns, (row.cells for row in refused)))
        say(f"{len(refused)} rows in {file}")
    return refused


def repeat(run: ImportRun, step: Callable[[], bool]) -> None:
    """Stretch after stretch until none is left; stopped anywhere, --resume goes on."""
    say(f"import {run.pk}: --resume {run.pk} goes on, --undo {run.pk} takes it back")
    with Progress("rows", run.rows.count()) as progress:
        while step():
            progress.done += STRETCH
            progress.draw()
    run.refresh_from_db()


def vocabulary() -> Vocabulary:
    return plan_for(fiscal_year_of(the_time().date())).vocabulary


def row_of(run: Run) -> Counted:
    progress = progress_of(run)
    counts = {name: progress.counts[name] for name in ("new", "changed", "same", "refused")}
    return {"import": run.pk, "state": run.state, "rows": progress.total, **counts}


def as_text(rows: Sequence[Counted]) -> str:
    return table(list(rows[0]), [[str(value) for value in row.values()] for row in rows])
