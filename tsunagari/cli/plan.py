"""`tsunagari plan …`: read the plan document, check and show the declarations."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.base.money import oku
from tsunagari.cli.django_setup import with_django
from tsunagari.cli.options import (
    add_format,
    add_year,
    catalogue_of,
    fiscal_year,
    newest_year,
    plans,
    year_of,
)
from tsunagari.cli.output import Row, say, show, table
from tsunagari.engines.masks.ways import MOST_WAYS, ways
from tsunagari.programmes.as_objects import programme_object, total_object
from tsunagari.programmes.catalogue import Catalogue, years_under
from tsunagari.programmes.check import check_plan
from tsunagari.programmes.differences import compare_years
from tsunagari.programmes.export import export_plan
from tsunagari.programmes.folders import var_root
from tsunagari.programmes.importer.corrections import write_corrected
from tsunagari.programmes.importer.document import parse_document
from tsunagari.programmes.importer.drafts import import_document
from tsunagari.programmes.importer.wording import load_wording
from tsunagari.programmes.totals import plan_totals

NOT_STATED = "記載なし"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    plan = commands.add_parser("plan", help="read, check and show a year's plan")
    verbs = plan.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, run, help_ in (
        ("parse", parse, "read a plan document (text or PDF); writes nothing"),
        ("import", import_, "write draft declarations for what is new and keep the wording under var/"),
        ("check", check, "check every declaration and its examples"),
        ("show", show_programmes, "print the declared programmes"),
        ("totals", totals, "sums per tier and pillar, which the document does not print"),
        ("diff", diff, "what changed between two years"),
        (
            "draft",
            with_django("tsunagari.cli.plan_draft_at_work.draft"),
            "draft the next year's plan, with this year's figures as evidence",
        ),
        (
            "paper",
            with_django("tsunagari.cli.plan_paper_at_work.paper"),
            "print the plan as a booklet, or one programme's sheet, as PDF",
        ),
        (
            "export",
            export,
            "write the plan as JSON files, and the programme files that were put right beside the document",
        ),
    ):
        verb = verbs.add_parser(name, help=help_, description=help_)
        verb.set_defaults(run=run)
        add_format(verb)
        if name == "diff":
            verb.add_argument("year1", type=fiscal_year)
            verb.add_argument("year2", type=fiscal_year)
            continue
        if name == "draft":
            add_draft_options(verb)
            continue
        add_year(verb)
        if name in ("parse", "import"):
            verb.add_argument("file", type=Path, help="the document: UTF-8, UTF-16 or CP932 text, or PDF")
        if name == "paper":
            add_paper_options(verb)
        if name == "export":
            verb.add_argument("--out", type=Path, required=True, help="a folder; it is made if missing")


def add_paper_options(paper: argparse.ArgumentParser) -> None:
    paper.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")
    one = "the sheet of this programme alone (default: the booklet of all)"
    paper.add_argument("--programme", default="", metavar="KEY", help=one)
    paper.add_argument("--language", choices=("ja", "en"), default="ja", help="of the sheet (default: ja)")


def add_draft_options(draft: argparse.ArgumentParser) -> None:
    draft.add_argument("year", type=fiscal_year, help="the year to draft")
    earlier = "the year it is drawn from (default: the year before)"
    draft.add_argument("--from", dest="from_year", type=fiscal_year, metavar="YEAR", help=earlier)
    folder = "where the year's folder is made (default: drafts/ under TSUNAGARI_VAR)"
    draft.add_argument("--out", type=Path, metavar="DIR", help=folder)
    planner = "the planner who drafts; their organisation's journal says so"
    draft.add_argument("--as", dest="planner", default="", metavar="EMAIL", help=planner)


def parse(arguments: argparse.Namespace) -> int:
    parsed = parse_document(arguments.file, year=arguments.year)
    show((programme.as_dict() for programme in parsed.programmes), arguments.format, listing)
    for line in parsed.unread:
        say(f"{arguments.file}:{line.number}: not understood: {line.text.strip()} ({line.why})")
    say(f"{len(parsed.programmes)} programmes; {parsed.coverage.read} of {parsed.coverage.lines} lines read")
    return 1 if parsed.unread else 0


def import_(arguments: argparse.Namespace) -> int:
    parsed = parse_document(arguments.file, year=arguments.year)
    year = arguments.year or parsed.year or newest_year()
    outcome = import_document(parsed, plans(), var_root(os.environ), year)
    show(
        outcome.as_rows(), arguments.format, lambda rows: table(("place", "what", "file"), import_cells(rows))
    )
    for line in parsed.unread:
        say(f"{arguments.file}:{line.number}: not understood: {line.text.strip()} ({line.why})")
    return 1 if parsed.unread else 0


def import_cells(rows: Sequence[Row]) -> list[tuple[str, str, str]]:
    return [(str(row["place"]), str(row["what"]), str(row["file"])) for row in rows]


def check(arguments: argparse.Namespace) -> int:
    years = [arguments.year] if arguments.year else years_under(plans())
    catalogues = [year_of(year) for year in years or [newest_year()]]
    faults = [fault for catalogue in catalogues for fault in check_plan(catalogue)]
    rows: list[Row] = [
        {"file": f.file, "line": f.line, "word": f.word, "message": f.message, "allowed": list(f.allowed)}
        for f in faults
    ]
    in_order = f"{len(years)} plan(s) in order: {', '.join(map(str, years))}"
    in_order = "\n".join([in_order, *map(ways_line, catalogues)])
    show(rows, arguments.format, lambda _: "\n".join(map(str, faults)) or in_order)
    return 1 if faults else 0


def ways_line(catalogue: Catalogue) -> str:
    """How far alternatives multiply: each way to qualify is a bit of every mask."""
    counts = {programme.key: len(ways(programme.rule)) for programme in catalogue.programmes}
    most = max(counts, key=lambda key: counts[key])
    return (
        f"{catalogue.year}: {len(counts)} programmes, {sum(counts.values())} ways to qualify, "
        f"at most {counts[most]} of {MOST_WAYS} allowed ({most})"
    )


def show_programmes(arguments: argparse.Namespace) -> int:
    catalogue = catalogue_of(arguments)
    wording = load_wording(var_root(os.environ), catalogue.year)
    rows = (
        programme_object(catalogue, programme, wording.entry(programme.tier, programme.place))
        for programme in catalogue.programmes
    )
    show(rows, arguments.format, listing)
    return 0


def listing(rows: Sequence[Row]) -> str:
    cells = [
        (str(row["seq"]), row["tier"], row["place"], row["title"], money(row["budget_yen"])) for row in rows
    ]
    return table(("#", "tier", "place", "title", "budget"), cells)


def money(yen: int | None) -> str:
    return NOT_STATED if yen is None else oku(yen)


def totals(arguments: argparse.Namespace) -> int:
    catalogue = catalogue_of(arguments)
    rows = [total_object(line) for line in plan_totals(catalogue)]
    show(rows, arguments.format, totals_table)
    return 0


def totals_table(rows: Sequence[Row]) -> str:
    head = (
        "tier",
        "pillar",
        "programmes",
        "stated",
        "budget",
        "year before",
        "of which SMRJ grant",
        "supplementary",
    )
    cells = [
        (
            row["tier"] or "all",
            row["pillar"] or "",
            str(row["programmes"]),
            str(row["stated"]),
            money(row["budget_yen"]),
            money(row["budget_before_yen"]),
            money(row["smrj_grant_yen"]) if row["smrj_grant_yen"] else "",
            money(row["supplementary_yen"]) if row["supplementary_yen"] else "",
        )
        for row in rows
    ]
    return table(head, cells)


def diff(arguments: argparse.Namespace) -> int:
    first, second = map(year_of, (arguments.year1, arguments.year2))
    rows = [difference.as_dict() for difference in compare_years(first, second)]
    show(
        rows,
        arguments.format,
        lambda found: (
            table(
                ("what", "key", "field", "before", "after"),
                [
                    tuple(str(row[name] or "") for name in ("what", "key", "field", "before", "after"))
                    for row in found
                ],
            )
            if found
            else "no difference"
        ),
    )
    return 0


def export(arguments: argparse.Namespace) -> int:
    catalogue = catalogue_of(arguments)
    wording = load_wording(var_root(os.environ), catalogue.year)
    try:
        written = export_plan(catalogue, wording, arguments.out)
        corrected = write_corrected(catalogue, plans(), var_root(os.environ), arguments.out)
    except OSError as error:
        given, mend = str(arguments.out), str(error.strerror)
        raise BadInput(given=given, allowed="a folder to write into", mend=mend, where="--out") from error
    show(
        [{"file": str(path)} for path in (*written, *(one.file for one in corrected))],
        arguments.format,
        lambda rows: "\n".join(r["file"] for r in rows),
    )
    for one in corrected:
        if one.what == "kept":
            say(f"{one.file}: edited since; not written again. Move it away to have it made anew.")
    return 0
