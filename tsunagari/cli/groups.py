"""Commands whose packages come in a group of their own: loaded when asked for, missed politely."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tsunagari.base.errors import BadInput


def with_group(group: str, place: str) -> Callable[[argparse.Namespace], int]:
    """The command at `place` (module and function), looked up when it is run."""
    return lambda arguments: int(of_group(group, place)(arguments))


def of_group(group: str, place: str) -> Any:
    """What stands at `place`. Raises BadInput if a package of its dependency group is not installed."""
    module, _, name = place.rpartition(".")
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "tsunagari":
            raise
        mend = f"Install it: .venv/bin/pip install --group {group}"
        allowed = f"an installation with the group {group} ({error.name} is missing)"
        raise BadInput(given=f"no {error.name}", allowed=allowed, mend=mend) from error
