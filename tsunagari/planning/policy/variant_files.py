"""A moved limit as a file a planner can take on: the programme's declaration, or the row of the law."""

from __future__ import annotations

from tsunagari.base.years import fiscal_year_ja
from tsunagari.engines.facts.statutes import Row
from tsunagari.planning.policy.drafts import round_trip, written

HEAD = "# A variant, not in force: {what}, {before} → {after}. To decide: whether it becomes the draft.\n"


def programme_variant(text: str, clause: str, what: str, limit: int) -> str:
    """The file with one limit changed; words, order and comments stay as their author wrote them."""
    yaml, file = round_trip(), round_trip().load(text)
    node = file
    for step in clause.split("."):
        node = node[int(step) if step.isdigit() else step]
    head = HEAD.format(what=what, before=node["<="], after=limit)
    node["<="] = limit
    return head + written(yaml, file)


def law_variant(row: Row, what: str, limit: int, year: int) -> str:
    """A row for the statute's file: from the first day of `year` on, not verified."""
    ((axis, kind),) = row.where.items()
    source = f"{fiscal_year_ja(year).partition('（')[0]}の素案"
    head = HEAD.format(what=what, before=row.value, after=limit)
    return (
        f"{head}# statutes/{row.statute}.yaml\n"
        f"- {{name: {row.name}, {axis}: {kind}, value: {limit}, from: {year}-04-01, to: null, "
        f"source: {source}, verified: false}}\n"
    )
