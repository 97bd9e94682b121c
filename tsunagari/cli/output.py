"""Objects on stdout: jsonl for programs, json for one document, text for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from unicodedata import east_asian_width

Row = dict[str, Any]
Item = TypeVar("Item")
EVERY = 2_000  # steps between two drawings of progress


def show(rows: Iterable[Row], form: str, as_text: Callable[[Sequence[Row]], str]) -> None:
    if form == "jsonl":
        for row in rows:
            print(to_json(row))
    elif form == "json":
        print(json.dumps(list(rows), ensure_ascii=False, indent=2, default=str))
    else:
        print(as_text(list(rows)))


def to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def title_of(row: Row) -> str:
    """A programme's title; behind one that others publish, who."""
    return f"{row['title']} [{row['outside']['source']}]" if "outside" in row else str(row["title"])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns aligned by display width (a kanji takes two cells); figures to the right."""
    every = [list(head), *map(list, rows)]
    widths = [max(width(row[column]) for row in every) for column in range(len(head))]
    return "\n".join(
        "  ".join(pad(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in every
    )


def pad(cell: str, wide: int) -> str:
    space = " " * (wide - width(cell))
    return space + cell if cell[:1].isdigit() or cell.startswith(("¥", "-")) else cell + space


def width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "FWA" else 1 for character in text)


def say(text: str) -> None:
    """A remark beside the result: progress, a hint, what was written."""
    print(text, file=sys.stderr)


@dataclass(slots=True)
class Progress:
    """How far long work has come: one line on stderr, drawn anew as it goes, on a terminal only."""

    what: str
    total: int
    done: int = 0
    every: int = EVERY

    def watch(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            yield item
            self.done += 1
            if self.done % self.every == 0:
                self.draw()

    def draw(self) -> None:
        if sys.stderr.isatty():
            percent = min(100 * self.done // max(self.total, 1), 100)
            print(f"\r{percent:3} %  {self.done:,} {self.what}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty() and self.done >= self.every:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
