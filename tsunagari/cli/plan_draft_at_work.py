"""`tsunagari plan draft`: next year's plan as files, with this year's figures as evidence on each line."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.db import DatabaseError

from tsunagari.base.errors import BadInput
from tsunagari.cli.options import drafts, plans
from tsunagari.cli.output import Row, say, show, table
from tsunagari.planning.actions.drafting import draft_year
from tsunagari.planning.actions.writing import Step, write_draft
from tsunagari.planning.policy.drafts import Draft
from tsunagari.programmes.catalogue import load_catalogue, years_under
from tsunagari.registry.models.people import Person
from tsunagari.registry.policy.actor import HOUSE, Actor
from tsunagari.registry.policy.roles import PLANNER
from tsunagari.registry.queries.actors import actor_in, memberships_of
from tsunagari.web.clock import the_time


def draft(arguments: argparse.Namespace) -> int:
    catalogue = load_catalogue(plans(), arguments.from_year or year_before(arguments.year))
    try:
        actor = planner(arguments.planner) if arguments.planner else HOUSE
        drafted = draft_year(actor, catalogue, plans(), arguments.year, now=the_time())
    except DatabaseError as error:
        mend = "Run tsunagari upgrade, or set TSUNAGARI_DATABASE_URL."
        given = str(error).strip().splitlines()[0]
        raise BadInput(given=given, allowed="a database with the journal", mend=mend) from error
    folder = arguments.out or drafts()
    steps = write(drafted, folder)
    show([step.as_dict() for step in steps], arguments.format, listing)
    done = Counter(step.what for step in steps)
    say(f"{folder / str(arguments.year)}: {', '.join(f'{count} {what}' for what, count in done.items())}")
    return 0


def year_before(year: int) -> int:
    """The year to start from where none is named. Raises BadInput where it is not declared."""
    declared = years_under(plans())
    if year - 1 not in declared:
        known = ", ".join(map(str, declared))
        mend = "Name the year to start from with --from."
        raise BadInput(
            given=str(year), allowed=f"the year after a declared one ({known})", mend=mend, where="year"
        )
    return year - 1


def planner(email: str) -> Actor:
    """Who drafts, in the role of a planner. Raises BadInput for anyone who holds no such role."""
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    held = memberships_of(person).filter(role=PLANNER).first() if person else None
    if held is None:
        raise BadInput(given=email, allowed="the e-mail address of a planner", where="--as")
    return actor_in(held)


def write(drafted: Draft, folder: Path) -> list[Step]:
    try:
        return write_draft(drafted, folder)
    except OSError as error:
        given, mend = str(folder), str(error.strerror)
        raise BadInput(given=given, allowed="a folder to write into", mend=mend, where="--out") from error


def listing(rows: Sequence[Row]) -> str:
    cells = [(row["what"], row["file"], ", ".join(row["difference"])) for row in rows]
    return table(("what", "file", "differs"), cells)
