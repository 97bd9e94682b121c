"""YAML in, plain values out. Lines are looked up only when a fault has to be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.tokens import AliasToken

from tsunagari.programmes.faults import Fault, PlanFaults

LARGEST_FILE = 2_000_000
DEEPEST = 50
MAYBE_ALIAS = re.compile(r"(?:^|[\s,\[{])\*\w")


def read_yaml(path: Path) -> Any:
    """The file's plain value. Raises PlanFaults with file and line for anything that is not clean YAML."""
    name = str(path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PlanFaults([Fault(name, 0, path.name, f"a declaration is at most {LARGEST_FILE:,} bytes")])
        text = path.read_text(encoding="utf-8")
        if is_too_deep(text):
            raise PlanFaults([Fault(name, 0, path.name, f"nested more than {DEEPEST} deep")])
        refuse_aliases(text, name, path.name)
        value = YAML(typ="safe").load(text)
    except UnicodeDecodeError as error:
        raise PlanFaults([Fault(name, 0, path.name, f"not UTF-8 text (byte {error.start})")]) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem or error.context).splitlines()[0]
        raise PlanFaults([Fault(name, mark.line + 1 if mark else 0, path.name, problem)]) from error
    except (OSError, YAMLError, ValueError) as error:
        raise PlanFaults([Fault(name, 0, path.name, str(error).splitlines()[0])]) from error
    except RecursionError as error:
        raise PlanFaults([Fault(name, 0, path.name, "nested too deeply")]) from error
    if value is None:
        raise PlanFaults([Fault(name, 0, path.name, "the file is empty")])
    return value


def is_too_deep(text: str) -> bool:
    """Readers of YAML take time with the square of the depth; a declaration needs a dozen levels."""
    return any(opening * DEEPEST in text for opening in "[{")


def refuse_aliases(text: str, name: str, word: str) -> None:
    """An alias can repeat a value without end or hold itself; declarations say each thing where it stands."""
    if MAYBE_ALIAS.search(text):
        for token in YAML().scan(text):
            if isinstance(token, AliasToken):
                line = token.start_mark.line + 1
                message = "aliases are not used in declarations"
                raise PlanFaults([Fault(name, line, f"*{token.value}", message)])


def line_of(path: Path, address: Sequence[str | int]) -> int:
    """The 1-based line where `address` (keys and positions) begins; its nearest parent's if it is missing."""
    try:
        node = with_lines(path, path.stat().st_mtime_ns)
    except OSError:
        return 0
    line = 1
    for step in address:
        try:
            line = node.lc.key(step)[0] + 1 if isinstance(step, str) else node.lc.item(step)[0] + 1
            node = node[step]
        except (KeyError, IndexError, AttributeError, TypeError):
            break
    return int(line)


@lru_cache(maxsize=4)
def with_lines(path: Path, changed_ns: int) -> Any:
    """The file with the place of every value: slow, so it is read once for all the faults of one state."""
    try:
        text = path.read_text(encoding="utf-8")
        return None if is_too_deep(text) else YAML(typ="rt").load(text)
    except (YAMLError, ValueError, RecursionError):
        return None
