"""What the `organisation` commands do, once Django is awake."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.base.years import fiscal_year_of
from tsunagari.cli.firms_at_work import as_text, read_bytes, row_of, save_rejected
from tsunagari.cli.output import say, show
from tsunagari.kit.published import plan_for
from tsunagari.registry.actions.directory_importing import (
    start_directory_import,
    take_back_directory,
    write_directory,
)
from tsunagari.registry.models.imports import DirectoryRun
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.registry.queries.imports import rows_that_stayed
from tsunagari.web.clock import the_time


def import_organisations(arguments: argparse.Namespace) -> int:
    """Look through, record or take back. 1 where rows were refused: --rejected keeps them for mending."""
    if arguments.undo:
        return take_back(arguments)
    run = read(arguments)
    if not arguments.dry_run:
        write_directory(HOUSE, run, themes=themes(), now=the_time())
        run.refresh_from_db()
        say(f"import {run.pk}: --undo {run.pk} takes it back")
    refused = save_rejected(run, arguments.rejected)
    show([row_of(run)], arguments.format, as_text)
    for row in refused[:20] if arguments.format == "text" else ():
        say(f"row {row.number}: " + "; ".join(f"{f['where']}: {f['allowed']}" for f in row.faults))
    return int(bool(refused))


def take_back(arguments: argparse.Namespace) -> int:
    run = DirectoryRun.objects.filter(pk=arguments.undo).first()
    if run is None:
        raise BadInput(given=str(arguments.undo), allowed="the number of an import", where="--undo")
    take_back_directory(HOUSE, run, now=the_time())
    run.refresh_from_db()
    for row in rows_that_stayed(run):
        say(f"row {row.number} stays: it was changed since, or other records rest on it")
    show([row_of(run)], arguments.format, as_text)
    return 0


def read(arguments: argparse.Namespace) -> DirectoryRun:
    """A run made from the file. Raises BadInput."""
    if arguments.file is None:
        raise BadInput(given="", allowed="FILE, or --undo RUN", where="organisation import")
    content = read_bytes(arguments.file)
    home = answers_for_it(arguments.organisation)
    return start_directory_import(HOUSE, home, arguments.file.name, content, themes=themes(), now=the_time())


def answers_for_it(number: int | None) -> Organisation | None:
    """The organisation named; none where none is, as on an installation whose directory is still empty."""
    if number is None:
        return None
    home = Organisation.objects.filter(pk=number).first()
    if home is None:
        raise BadInput(given=str(number), allowed="an organisation's number", where="--organisation")
    return home


def themes() -> Mapping[str, Words]:
    return plan_for(fiscal_year_of(the_time().date())).vocabulary.facts["need.themes"].values
