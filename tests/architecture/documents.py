"""What must be documented, and what is: names read out of code, Makefile and pages."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.source import dotted, sources

SETTING = re.compile(r"\bTSUNAGARI_[A-Z_]+[A-Z]\b")
READERS = {"text", "flag", "listed", "whole"}
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
PACKAGE = re.compile(r"^[A-Za-z0-9_.-]+")
FENCE = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def undocumented(names: Iterable[str], page: str) -> list[str]:
    """Names that begin no row of a table of the page."""
    return sorted(set(names) - set(first_cells(page)))


def unknown(names: Iterable[str], page: str, kind: re.Pattern[str]) -> list[str]:
    """Rows of the page whose first cell looks like a name of this kind and is none."""
    return sorted({cell for cell in first_cells(page) if kind.fullmatch(cell)} - set(names))


def first_cells(page: str) -> list[str]:
    rows = (line for line in page.splitlines() if line.startswith("| "))
    return [row.split("|")[1].strip().strip("`") for row in rows]


def settings_read(root: Path) -> set[str]:
    """Every TSUNAGARI_ variable that the package reads, whole or by its end in settings.py."""
    found: set[str] = set()
    for source in sources(root):
        strings = (node.value for node in source.nodes(ast.Constant) if isinstance(node.value, str))
        found.update(name for text in strings for name in SETTING.findall(text))
        if source.place == "tsunagari/web/settings.py":
            found.update(f"TSUNAGARI_{name}" for name in names_given_to_readers(source.tree))
    return found


def names_given_to_readers(tree: ast.Module) -> list[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and dotted(node.func) in READERS)
    return [call.args[0].value for call in calls if call.args and isinstance(call.args[0], ast.Constant)]


def make_targets(makefile: str) -> set[str]:
    return set(TARGET.findall(makefile))


def dependencies(pyproject: str) -> set[str]:
    """The names of all packages asked for, in whatever group."""
    config = tomllib.loads(pyproject)
    groups = [config["project"]["dependencies"], *config.get("dependency-groups", {}).values()]
    asked = (entry for group in groups for entry in group if isinstance(entry, str))
    return {PACKAGE.match(entry).group() for entry in asked}


def commands_in(page: str) -> list[str]:
    """The shell commands a page tells its reader to run, without their remarks."""
    lines = (line for block in FENCE.findall(page) for line in block.splitlines())
    return [line.partition("#")[0].strip() for line in lines if line.partition("#")[0].strip()]
