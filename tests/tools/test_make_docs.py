"""The generated reference is what it describes, today."""

from __future__ import annotations

import argparse
from pathlib import Path

import make_docs
import pytest

from tests.architecture.documents import first_cells
from tsunagari.programmes.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return make_docs.written()


def test_no_page_is_stale(pages: dict[str, str]) -> None:
    assert make_docs.stale(pages, make_docs.REFERENCE) == [], "run make docs"


def test_a_changed_a_missing_and_a_fresh_page_are_told_apart(tmp_path: Path) -> None:
    for name, text in {"fresh.md": "a\n", "changed.md": "old\n"}.items():
        (tmp_path / name).write_text(text)
    pages = {"fresh.md": "a\n", "changed.md": "new\n", "missing.md": ""}
    assert make_docs.stale(pages, tmp_path) == ["changed.md", "missing.md"]


def test_every_fact_term_and_closed_word_has_its_entry(pages: dict[str, str]) -> None:
    vocabulary, _ = load_vocabulary(make_docs.PLANS)
    assert [name for name in vocabulary.facts if f"\n## `{name}`\n" not in pages["facts.md"]] == []
    terms, words = first_cells(pages["glossary.md"]), first_cells(pages["words.md"])
    assert [term.term for term in vocabulary.terms if term.term not in terms] == []
    assert [code for entries in vocabulary.lists.values() for code in entries if code not in words] == []


def test_a_command_is_described_by_its_arguments() -> None:
    parser = argparse.ArgumentParser(prog="tool")
    verbs = parser.add_subparsers()
    cut = verbs.add_parser("cut", description="cut something")
    cut.add_argument("file", help="what to cut")
    cut.add_argument("--depth", type=int, default=3, choices=(1, 3), help="how deep | wide")
    text = "\n".join(make_docs.command(parser))
    assert "## `tool cut`\n\nCut something." in text
    assert "| `FILE` | what to cut |  |" in text
    assert "| `--depth` | how deep \\| wide (1 · 3) | `3` |" in text
