"""A programme file of one year → the draft of the next: what stands is kept, what is to decide left open.

Works on the file's text, so that the author's words, their order and their comments stay as they are.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from tsunagari.base.years import fiscal_year_ja
from tsunagari.programmes.evidence import evidence_object
from tsunagari.programmes.programme_file import leads_somewhere
from tsunagari.programmes.schema import Evidence, Programme

# Said by last year's document about last year: of which SMRJ, supplementary budgets, lines, reported figures.
OF_LAST_YEAR = (
    *("new", "budget_before", "of_which", "supplementary"),
    *("sources", "reported", "evidence", "follows"),
)
HEAD = (
    "# Drafted from the plan of {year}. To decide: budget; whether rule and offers stay as they are.\n"
    "# How: docs/how-to/draft-next-year.md\n"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a drafted year, by their place under the plans folder."""

    year: int
    from_year: int
    files: Mapping[str, str] = field(hash=False)

    @property
    def digest(self) -> str:
        """One digest over all files, names included."""
        return hashlib.sha256(json.dumps(self.files, sort_keys=True).encode()).hexdigest()


def draft_frame(text: str, year: int) -> str:
    """plan.yaml of `year` from that of the year before: its chapters, under a title of its own."""
    yaml, frame = round_trip(), round_trip().load(text)
    era = fiscal_year_ja(year).partition("（")[0]
    frame["as_of"] = years_later(frame["as_of"], year - frame["year"])
    frame["title"]["ja"] = f"{era} 中小企業支援計画（素案）"
    frame["title"]["en"] = f"FY{year} SME Support Plan (first draft)"
    frame["year"] = year
    return written(yaml, frame)


def draft_programme(text: str, programme: Programme, evidence: Sequence[Evidence], from_year: int) -> str:
    """The programme's file, carried over: it continues what it was, and its budget is open."""
    yaml, file = round_trip(), round_trip().load(without_head(text))
    last_budget = file.pop("budget", None)
    for word in OF_LAST_YEAR:
        file.pop(word, None)
    if last_budget is not None:
        file.insert(list(file).index("place") + 1, "budget_before", last_budget)
    follows = {"title": programme.name.ja, "year": from_year, "how": "continues"}
    file.insert(list(file).index("summary"), "follows", CommentedSeq([in_a_line(follows)]))
    if evidence:
        file.insert(
            list(file).index("indicators") + 1, "evidence", CommentedSeq(map(evidence_lines, evidence))
        )
    keep_assumed(file)
    return HEAD.format(year=from_year) + written(yaml, file)


def without_head(text: str) -> str:
    """The file without what an earlier draft said at its top."""
    said = {line.partition("{")[0] for line in HEAD.splitlines()}
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(tuple(said)))


def keep_assumed(file: CommentedMap) -> None:
    """An assumption about something that is no longer there is none."""
    kept = [address for address in file.get("assumed", ()) if leads_somewhere(file, address)]
    if kept:
        file["assumed"] = in_a_line(kept)
    else:
        file.pop("assumed", None)


def draft_examples(text: str, years: int) -> str:
    """The same firms, as many years later: days are moved on, all else stays."""
    if not any(dates_in(example) for example in YAML(typ="safe").load(text)):
        return text
    yaml, examples = round_trip(offset=0), round_trip().load(text)
    for example in examples:
        for fact in dates_in(example):
            example["given"][fact] = years_later(example["given"][fact], years)
    return written(yaml, examples)


def dates_in(example: Mapping[str, Any]) -> list[str]:
    return [fact for fact, value in example["given"].items() if isinstance(value, datetime.date)]


def years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day of a later year; the last of February where it has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


# ── YAML as its author wrote it ──
def round_trip(*, offset: int = 2) -> YAML:
    """Keeps the author's layout. `offset` is how far the members of a list stand in."""
    yaml = YAML(typ="rt")
    yaml.width = 10_000
    yaml.allow_unicode = True
    yaml.preserve_quotes = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=2 + offset, offset=offset)
    yaml.representer.ignore_aliases = lambda *_: True
    yaml.representer.add_representer(type(None), write_null)
    return yaml


def write_null(representer: Any, _: None) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def written(yaml: YAML, value: Any) -> str:
    text = io.StringIO()
    yaml.dump(value, text)
    return text.getvalue()


def evidence_lines(evidence: Evidence) -> CommentedMap:
    told = evidence_object(evidence)
    return CommentedMap(
        {word: in_a_line(value) if isinstance(value, dict | list) else value for word, value in told.items()}
    )


def in_a_line(value: Mapping[str, Any] | Iterable[Any]) -> CommentedMap | CommentedSeq:
    """Shown as {a: 1} or [a, b]."""
    made = CommentedMap(value) if isinstance(value, Mapping) else CommentedSeq(value)
    made.fa.set_flow_style()
    return made
