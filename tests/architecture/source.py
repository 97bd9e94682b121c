"""The house as the laws see it: a folder with a `tsunagari` package, read but never imported."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """One Python file and its place in the house, e.g. `tsunagari/base/money.py`."""

    root: Path
    path: Path

    @property
    def place(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @property
    def room(self) -> str:
        return self.path.relative_to(self.root).parts[1]

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def line(self, node: ast.AST) -> str:
        return f"{self.place}:{getattr(node, 'lineno', 1)}"


def sources(root: Path, *rooms: str) -> list[Source]:
    """Every Python file of the package, or of the rooms named."""
    package = root / "tsunagari"
    folders = [package / room for room in rooms] or [package]
    return [Source(root, path) for folder in folders for path in sorted(folder.rglob("*.py"))]


def dotted(node: ast.AST) -> str:
    """`datetime.date.today` of the expression that spells it; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (owner := dotted(node.value)):
        return f"{owner}.{node.attr}"
    return ""


def imported(node: ast.AST) -> list[str]:
    """The absolute names that an import statement brings in; [] for any other node."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def floors() -> list[list[str]]:
    """The rooms of each floor from the ground up, as the floors contract lists them."""
    config = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[room.strip() for room in layer.split("|")] for layer in reversed(layers)]
