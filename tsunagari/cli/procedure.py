"""`tsunagari procedure …`: the declared procedures as list, table, drawing and walks."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.base.years import read_date
from tsunagari.cli.options import add_format, newest_year, plans, whole
from tsunagari.cli.output import Row, say, show, table
from tsunagari.engines.procedure.days import PUBLIC_OFFICES
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.engines.procedure.drawing import drawing
from tsunagari.engines.procedure.simulation import simulate
from tsunagari.engines.procedure.versions import digest
from tsunagari.engines.procedure.wording import table as table_of
from tsunagari.programmes.procedures import procedures_under

LANGUAGES = ("ja", "en")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    procedure = commands.add_parser("procedure", help="read, draw and walk the declared procedures")
    verbs = procedure.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, run, help_ in (
        ("list", list_, "name the declared procedures with the digest of each"),
        ("show", show_table, "print who may do what at each step, by when, and what silence does"),
        ("draw", draw, "draw a procedure as a picture (SVG)"),
        ("simulate", walks, "walk a procedure to each of its endings, and at random"),
    ):
        verb = verbs.add_parser(name, help=help_, description=help_)
        verb.set_defaults(run=run)
        if name != "list":
            verb.add_argument("name", help="the procedure's file name without .yaml")
        if name in ("show", "draw"):
            verb.add_argument("--language", choices=LANGUAGES, default="ja", help="of the labels")
        if name == "draw":
            verb.add_argument("--out", type=Path, help="the file to write (default: stdout)")
            continue
        if name == "simulate":
            verb.add_argument("--seed", type=whole, default=1, help="the same seed walks the same ways")
            verb.add_argument("--walks", type=whole, default=10, help="how many random ways")
            verb.add_argument("--on", help="the day to begin (default: 1 April of the newest plan's year)")
        add_format(verb)


def named(name: str) -> Procedure:
    procedures = procedures_under(plans())
    if name not in procedures:
        raise BadInput(given=name, allowed=", ".join(procedures), where="NAME")
    return procedures[name]


def list_(arguments: argparse.Namespace) -> int:
    rows: list[Row] = [
        {
            "name": procedure.name,
            "title": procedure.title.ja,
            "steps": len(procedure.steps),
            "moves": sum(len(step.moves) for step in procedure.steps.values()),
            "assumed": procedure.is_assumed,
            "digest": digest(procedure),
        }
        for procedure in procedures_under(plans()).values()
    ]
    head = ("name", "title", "steps", "moves", "digest")
    show(rows, arguments.format, lambda found: table(head, cells(head, found)))
    return 0


def cells(head: Sequence[str], rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return [tuple(str(row[name]) for name in head) for row in rows]


def show_table(arguments: argparse.Namespace) -> int:
    rows = [asdict(row) for row in table_of(named(arguments.name), arguments.language)]
    show(rows, arguments.format, table_text)
    return 0


def table_text(rows: Sequence[Row]) -> str:
    lines = []
    for row in rows:
        moves = row["moves"] or [{"who": "", "what": "", "to": "", "needs": (), "by_when": ""}]
        for place, move in enumerate(moves):
            step = (row["step"], row["meaning"]) if place == 0 else ("", "")
            needs = "、".join(move["needs"])
            lines.append((*step, move["who"], move["what"], move["to"], needs, move["by_when"]))
        if row["silence"]:
            lines.append(("", "", "", f"※ {row['silence']}", "", "", ""))
    return table(("step", "meaning", "who", "may", "leads to", "needs", "by when"), lines)


def draw(arguments: argparse.Namespace) -> int:
    picture = drawing(named(arguments.name), arguments.language) + "\n"
    if arguments.out is None:
        print(picture, end="")
        return 0
    try:
        arguments.out.write_text(picture, encoding="utf-8")
    except OSError as error:
        given, mend = str(arguments.out), str(error.strerror)
        raise BadInput(given=given, allowed="a file to write", mend=mend, where="--out") from error
    say(f"{arguments.out} written")
    return 0


def walks(arguments: argparse.Namespace) -> int:
    on = read_date(arguments.on) if arguments.on else datetime.date(newest_year(), 4, 1)
    walked = simulate(
        named(arguments.name), on=on, calendar=PUBLIC_OFFICES, seed=arguments.seed, walks=arguments.walks
    )
    show((asdict(walk) for walk in walked), arguments.format, walks_text)
    return 0


def walks_text(rows: Sequence[Row]) -> str:
    lines = [
        (
            str(row["ending"]),
            str(row["days"]),
            ", ".join(row["unlimited"]),
            ("~ " if row["is_random"] else "") + " → ".join(row["verbs"]),
        )
        for row in rows
    ]
    return table(("ending", "days at most", "no limit at", "way (~ random)"), lines)
