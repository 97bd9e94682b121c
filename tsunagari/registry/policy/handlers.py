"""How a kind of outbox work is done. The table of kinds is assembled above (cli/duties.py)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


class NotDone(Exception):
    """The work was certainly not done, and may be tried again."""


@dataclass(frozen=True, slots=True)
class Handler:
    """One kind of work.

    do             called with the item's key, its payload and now. It raises NotDone where nothing happened;
                   whatever else it raises leaves open whether something did
    is_repeatable  doing it again changes nothing: so it is simply taken up again when in doubt
    """

    do: Callable[[str, Mapping[str, Any], datetime.datetime], None]
    is_repeatable: bool = False
