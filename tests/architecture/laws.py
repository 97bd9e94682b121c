"""The laws of the house. A law takes a house and returns what breaks it: a place and a reason, one per line.

Each is a function of a folder, so that `test_laws.py` can hold it against the house and against a small house
that breaks it: a law that cannot turn red is not a law.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.architecture.source import Source, dotted, imported, sources

Law = Callable[[Path], list[str]]
LAWS: dict[str, Law] = {}

DOORS = ("web", "cli")
CLOCKS = re.compile(r"(^|\.)(today|now|utcnow|localdate|localtime)$|^time\.(time|time_ns|localtime|gmtime)$")
CATCH_ALL_NAMES = {"utils", "util", "helpers", "common", "core", "misc", "services", "manager", "managers"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
KEY_LINE = re.compile(r"^key:\s*([a-z0-9-]+)\s*$", re.MULTILINE)


def law(check: Callable[[Path], Iterator[str]]) -> Law:
    def broken(root: Path) -> list[str]:
        return list(check(root))

    LAWS[check.__name__] = broken
    return broken


@law
def imports_go_down(root: Path) -> Iterator[str]:
    """Floors, circles and the pure floors' borders, as import-linter's contracts in pyproject.toml say."""
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        yield done.stdout + done.stderr


@law
def base_stands_on_the_standard_library(root: Path) -> Iterator[str]:
    allowed = sys.stdlib_module_names | {"tsunagari"}
    for source in sources(root, "base"):
        for node in source.nodes(ast.Import, ast.ImportFrom):
            for name in imported(node):
                if name.partition(".")[0] not in allowed:
                    yield f"{source.line(node)} imports {name}"


@law
def imports_stand_at_the_top(root: Path) -> Iterator[str]:
    for source in sources(root):
        for function in source.nodes(*FUNCTIONS):
            for node in ast.walk(function):
                if imported(node):
                    yield f"{source.line(node)} imports inside {function.name}"


@law
def names_say_what_they_hold(root: Path) -> Iterator[str]:
    for source in sources(root):
        for part in Path(source.place).with_suffix("").parts:
            if part in CATCH_ALL_NAMES:
                yield f"{source.place} is called {part}, which is the name of a drawer"


@law
def no_code_names_a_programme(root: Path) -> Iterator[str]:
    """A programme can be added without code only if no code knows one by its key."""
    keys = programme_keys(root)
    for source in sources(root):
        for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", source.text):
            if word in keys:
                yield f"{source.place} names the programme {word}"


def programme_keys(root: Path) -> set[str]:
    files = (path for path in root.glob("plans/*/*/*.yaml") if not path.name.endswith(".examples.yaml"))
    return {key for path in files for key in KEY_LINE.findall(path.read_text(encoding="utf-8"))}


@law
def no_clock_below_the_doors(root: Path) -> Iterator[str]:
    """What day it is comes in as an argument. Only the doors and the management commands may look.

    To turn a given instant into local time is not to look.
    """
    for source in sources(root):
        if source.room in DOORS or "/management/" in source.place:
            continue
        for call in source.nodes(ast.Call):
            name = dotted(call.func)
            converts = bool(call.args) and name.endswith(("localtime", "localdate"))
            if CLOCKS.search(name) and not converts:
                yield f"{source.line(call)} looks at the clock: {name}()"


@law
def no_float_for_money(root: Path) -> Iterator[str]:
    """Whatever is named `…_yen` is an int: as a variable, field, argument, result or column."""
    for source in sources(root):
        for node in ast.walk(source.tree):
            name, types = named_type(node)
            if name.endswith("_yen") and types & {"float", "Decimal", "FloatField", "DecimalField"}:
                yield f"{source.line(node)} gives {name} a fraction of a yen"
            if (
                isinstance(node, ast.BinOp)
                and isinstance(node.op, ast.Div)
                and dotted(node.left).endswith("_yen")
            ):
                yield f"{source.line(node)} divides {dotted(node.left)} into a float; use // or Fraction"


def named_type(node: ast.AST) -> tuple[str, set[str]]:
    """The name a node binds and the words of its type (for a plain assignment, of its value)."""
    match node:
        case ast.AnnAssign(target=target, annotation=annotation, value=value):
            return dotted(target), words_in(annotation) | words_in(value)
        case ast.Assign(targets=[target], value=value):
            return dotted(target), words_in(value)
        case ast.arg(arg=name, annotation=annotation):
            return name, words_in(annotation)
        case ast.FunctionDef(name=name, returns=returns):
            return name, words_in(returns)
    return "", set()


def words_in(node: ast.AST | None) -> set[str]:
    if node is None:
        return set()
    if isinstance(node, ast.Constant):
        text = type(node.value).__name__ if isinstance(node.value, float) else str(node.value)
        return set(re.findall(r"\w+", text))
    if isinstance(node, ast.Lambda | ast.Compare):
        return set()
    inner = set().union(*(words_in(child) for child in ast.iter_child_nodes(node)))
    return inner | {dotted(node).rpartition(".")[2]}


@law
def nothing_happens_behind_your_back(root: Path) -> Iterator[str]:
    """No signals, no generic foreign keys, no `save()` with a side effect: a reader sees every call."""
    for source in sources(root):
        yield from hidden_calls(source)


def hidden_calls(source: Source) -> Iterator[str]:
    for node in source.nodes(ast.Import, ast.ImportFrom):
        for name in imported(node):
            if "signals" in name.split(".") or name.startswith("django.dispatch") or "contenttypes" in name:
                yield f"{source.line(node)} imports {name}"
    for cls in source.nodes(ast.ClassDef):
        is_model = any(dotted(base).rpartition(".")[2].endswith("Model") for base in cls.bases)
        for member in cls.body:
            if is_model and isinstance(member, FUNCTIONS) and member.name in ("save", "delete"):
                yield f"{source.line(member)} overrides {cls.name}.{member.name}"
