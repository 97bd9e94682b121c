"""`tsunagari search`: an owner's words → programmes, each with why."""

from __future__ import annotations

import argparse
import os
from collections.abc import Collection, Mapping, Sequence

from tsunagari.base.errors import BadInput
from tsunagari.cli.options import add_format, add_only, add_year, catalogue_of, offered_of, whole
from tsunagari.cli.output import Row, say, show, table, title_of
from tsunagari.programmes.as_objects import hit_object, outside_object, understood_object
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.finding import FACETS, build_index, find
from tsunagari.programmes.folders import var_root
from tsunagari.programmes.importer.wording import load_wording


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help_ = "find programmes in everyday words"
    search = commands.add_parser("search", help=help_, description=help_)
    search.add_argument("query")
    search.add_argument("--limit", type=whole, default=10)
    for facet in FACETS:
        search.add_argument(
            f"--{facet}", action="append", default=[], metavar="CODE", help=f"only this {facet}"
        )
    add_only(search)
    add_year(search)
    add_format(search)
    search.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    plan = catalogue_of(arguments)
    facets = {facet: getattr(arguments, facet) for facet in FACETS if getattr(arguments, facet)}
    refuse_unknown_codes(facets, plan)
    offered = offered_of(arguments, plan)
    index = build_index(offered, load_wording(var_root(os.environ), plan.year))
    finding = find(index, arguments.query, limit=arguments.limit, facets=facets)
    answer, told = finding.answer, [understood_object(one) for one in finding.told]
    found = [(offered.by_key[hit.key], hit) for hit in answer.hits]
    rows = [
        {**hit_object(one, hit), "understood": told, "instead": answer.instead, **outside_object(one)}
        for one, hit in found
    ]
    if finding.told:
        say("understood: " + "、".join(one.words.ja for one in finding.told))
    show(rows, arguments.format, as_text)
    if answer.instead:
        say(f"nothing found for these words; searched instead: {answer.instead}")
    if answer.suggestions:
        say(f"did you mean: {'、'.join(answer.suggestions)}")
    return 0


def refuse_unknown_codes(facets: Mapping[str, Collection[str]], catalogue: Catalogue) -> None:
    """A code outside the closed list is a slip of the pen, not a search without hits."""
    lists = catalogue.vocabulary.lists
    allowed = {
        "tier": list(lists["tiers"]),
        "pillar": sorted({programme.pillar for programme in catalogue.programmes}),
        "mechanism": list(lists["mechanisms"]),
        "audience": list(lists["audiences"]),
    }
    for facet, codes in facets.items():
        for code in codes:
            if code not in allowed[facet]:
                raise BadInput(given=code, allowed=", ".join(allowed[facet]), where=f"--{facet}")


def as_text(rows: Sequence[Row]) -> str:
    cells = [
        (str(row["rank"]), title_of(row), "、".join(f"{w['term']} ({w['field']})" for w in row["why"]))
        for row in rows
    ]
    return table(("#", "programme", "why"), cells)
