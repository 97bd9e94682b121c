"""Write docs/reference/ from what it describes: commands, vocabulary, procedures, law, journal.

`--check` writes nothing and exits 1 if a page is stale, naming it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tsunagari.base.words import Words
from tsunagari.cli.main import parser
from tsunagari.engines.facts.statutes import Row as Figure
from tsunagari.engines.procedure.declared import Move, Procedure
from tsunagari.engines.procedure.wording import MoveRow
from tsunagari.engines.procedure.wording import table as table_of
from tsunagari.programmes.procedures import load_procedures
from tsunagari.programmes.statutes import load_statutes
from tsunagari.programmes.vocabulary import EXTRA, Fact, load_vocabulary
from tsunagari.registry.policy.verbs import PAIRS, READING, VERBS

ROOT = Path(__file__).resolve().parent.parent
PLANS = ROOT / "plans"
REFERENCE = ROOT / "docs" / "reference"
GENERATED = "<!-- Written by `make docs`; change what it describes instead. -->"
Page = Callable[[], Iterator[str]]


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield row(head)
    yield row("---" for _ in head)
    yield from map(row, rows)
    yield ""


def row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def both(words: Words | None) -> str:
    return f"{words.ja}<br>{words.en}" if words else ""


# ── the command line ──────────────────────────────────────────────────────────────────────────────
def commands() -> Iterator[str]:
    yield "# The command line\n"
    yield "Exit status: 0 done, 1 the thing asked about is not in order, 2 bad usage or bad input."
    yield "Every command also has `--help`.\n"
    yield from command(parser())


def command(described: argparse.ArgumentParser) -> Iterator[str]:
    deeper = [action for action in described._actions if isinstance(action, argparse._SubParsersAction)]
    if not deeper:
        yield f"## `{described.prog}`\n"
        yield f"{sentence(described.description or '')}\n"
        arguments = [action for action in described._actions if action.dest != "help"]
        if arguments:
            yield from table(("argument", "what", "default"), map(argument, arguments))
    for action in deeper:
        for child in action.choices.values():
            yield from command(child)


def argument(action: argparse.Action) -> tuple[str, str, str]:
    name = ", ".join(action.option_strings) or str(action.metavar or action.dest).upper()
    choices = f" ({' · '.join(map(str, action.choices))})" if action.choices else ""
    is_stated = action.default not in (None, False, argparse.SUPPRESS)
    return f"`{name}`", f"{action.help or ''}{choices}".strip(), f"`{action.default}`" if is_stated else ""


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


# ── the plan's vocabulary ─────────────────────────────────────────────────────────────────────────
def facts() -> Iterator[str]:
    vocabulary, _ = load_vocabulary(PLANS)
    yield "# Facts a rule may ask for\n"
    yield "`plans/vocabulary/facts.yaml`; [how to add one](../how-to/add-a-fact.md). A fact that nobody has"
    yield "told is unknown, never “no”.\n"
    for fact in vocabulary.facts.values():
        yield f"## `{fact.name}`\n"
        yield from table(("", ""), fact_rows(fact))


def fact_rows(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "label", both(fact.label)
    yield "type", fact.type + (f" ({fact.unit.en})" if fact.unit else "")
    if fact.question:
        yield "question", both(fact.question)
    if fact.help:
        yield "help", both(fact.help)
    if fact.values:
        yield (
            "values",
            "<br>".join(f"`{code}` {words.ja} · {words.en}" for code, words in fact.values.items()),
        )
    if fact.bands:
        yield "answers end at", ", ".join(f"{band:,}" for band in fact.bands)
    if fact.derived_by:
        yield "derived by", f"`{fact.derived_by}`"
    elif not fact.is_askable:
        yield "asked", "never; it comes from a record"
    if fact.law:
        yield "law", fact.law
    if fact.is_assumed:
        yield "assumed", "yes: our reading, not the plan's words"


def glossary() -> Iterator[str]:
    vocabulary, _ = load_vocabulary(PLANS)
    yield "# Glossary\n"
    yield "`plans/vocabulary/terms.yaml`. One Japanese term, one English identifier in the code.\n"
    terms = sorted(vocabulary.terms, key=lambda term: term.kana)
    yield from table(
        ("term", "kana", "English", "meaning", "also said"),
        ((t.term, t.kana, t.en, both(t.meaning), "、".join((*t.also, *t.said))) for t in terms),
    )


def words() -> Iterator[str]:
    vocabulary, _ = load_vocabulary(PLANS)
    yield "# Closed lists\n"
    yield "`plans/vocabulary/words.yaml`. A label carries no logic; the code on the left does.\n"
    for name, entries in vocabulary.lists.items():
        yield f"## {name}\n"
        more = {"needs": vocabulary.kinds, "events": vocabulary.sums}.get(name)
        head = ("code", "Japanese", "English", *([EXTRA[name]] if more else []))
        rows = (
            (f"`{code}`", entry.ja, entry.en, *([more.get(code, "")] if more else []))
            for code, entry in entries.items()
        )
        yield from table(head, rows)


def procedures() -> Iterator[str]:
    vocabulary, _ = load_vocabulary(PLANS)
    loaded, _ = load_procedures(PLANS, vocabulary)
    yield "# Procedures\n"
    yield "`plans/procedures/`; [how to add one](../how-to/add-a-procedure.md). How a programme is delivered,"
    yield "step by step; programmes share them.\n"
    for procedure in loaded.values():
        yield f"## `{procedure.name}` {procedure.title.ja} · {procedure.title.en}\n"
        yield from table(("step", "meaning", "label", "moves"), map(list, step_rows(procedure)))
        yield from follow_up(procedure)


def step_rows(procedure: Procedure) -> Iterator[tuple[str, str, str, str]]:
    for row, step in zip(table_of(procedure, "en"), procedure.steps.values(), strict=True):
        moves = [move_words(move, told) for move, told in zip(step.moves, row.moves, strict=True)]
        moves += [row.silence] if row.silence else []
        start = " (start)" if step.name == procedure.start else ""
        form = f"<br>form: {step.form.name}" if step.form else ""
        yield f"`{step.name}`{start}", step.meaning, both(step.label) + form, "<br>".join(moves)


def move_words(move: Move, told: MoveRow) -> str:
    """`refer` → `referred` (Desk staff; Organisation, Consent; within 5 business days; counts …)"""
    counts = f"counts {move.counts}" if move.counts else ""
    said = [part for part in (told.who, ", ".join(told.needs), told.by_when, counts) if part]
    return f"`{move.verb}` → `{move.to}` ({'; '.join(said)})"


def follow_up(procedure: Procedure) -> Iterator[str]:
    if procedure.counts:
        yield f"A new matter counts as `{procedure.counts}`.\n"
    if procedure.follow_up:
        asks, months = procedure.follow_up.asks.label.en, procedure.follow_up.after_months
        yield f"After {months} months the applicant is asked again: {asks}.\n"


def statutes() -> Iterator[str]:
    loaded, _ = load_statutes(PLANS / "statutes", PLANS)
    yield "# Figures of law\n"
    yield "`plans/statutes/`. No legal figure lives in Python. An empty start or end is not known, or open.\n"
    names = dict.fromkeys(figure.statute for figure in loaded.rows)
    for name in names:
        yield f"## `{name}`\n"
        figures = (figure for figure in loaded.rows if figure.statute == name)
        rows = (figure_row(figure) for figure in figures)
        yield from table(("figure", "for", "value", "from", "to", "source", "verified"), rows)


def figure_row(figure: Figure) -> tuple[object, ...]:
    whom = "; ".join(f"{word}: {listed(value)}" for word, value in figure.where.items())
    days = (figure.from_ or "", figure.to or "")
    checked = "yes" if figure.is_verified else "no"
    return (f"`{figure.name}`", whom, listed(figure.value), *days, figure.source, checked)


def listed(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(listed, value))
    return f"{value:,}" if type(value) is int else str(value)


# ── the journal ───────────────────────────────────────────────────────────────────────────────────
def journal() -> Iterator[str]:
    yield "# Verbs of the journal\n"
    yield "`tsunagari/registry/policy/verbs.py`; [what a line holds](../data-path.md#the-journal). A line"
    yield "with another verb is refused.\n"
    rows = ((f"`{verb}`", words.ja, words.en, values_of(verb)) for verb, words in VERBS.items())
    yield from table(("verb", "Japanese", "English", "values"), rows)


def values_of(verb: str) -> str:
    if verb in READING:
        return "what was seen: names only"
    return "before and after" if verb in PAIRS else ""


PAGES: dict[str, Page] = {
    "commands.md": commands,
    "facts.md": facts,
    "glossary.md": glossary,
    "words.md": words,
    "procedures.md": procedures,
    "statutes.md": statutes,
    "journal.md": journal,
}


def written() -> dict[str, str]:
    """Every generated page as it should be, by file name."""
    return {name: "\n".join([GENERATED, *page()]).rstrip() + "\n" for name, page in PAGES.items()}


def stale(pages: dict[str, str], folder: Path) -> list[str]:
    """The names of pages that differ from what stands in `folder`."""
    standing = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return [name for name, text in pages.items() if standing.get(name) != text]


def main() -> int:
    options = argparse.ArgumentParser(description="Write docs/reference/ anew.")
    options.add_argument("--check", action="store_true", help="only say which pages are stale")
    is_check = options.parse_args().check
    pages = written()
    changed = stale(pages, REFERENCE)
    for name in changed:
        print(f"docs/reference/{name} {'is stale: run make docs' if is_check else 'written'}")
        if not is_check:
            REFERENCE.mkdir(parents=True, exist_ok=True)
            (REFERENCE / name).write_text(pages[name], encoding="utf-8")
    return int(is_check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
