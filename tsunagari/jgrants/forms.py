"""What a person puts in the place of what could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tsunagari.base.text import half_width, without_controls
from tsunagari.jgrants.policy.doubts import LIMIT, MENDABLE

LONGEST = 2_000


def read_mended(params: Mapping[str, str]) -> dict[str, Any]:
    """Field → value as the wire writes it; a field left empty is left as it is."""
    typed = {name: without_controls(params.get(name, "")).strip()[:LONGEST] for name in MENDABLE}
    return {name: value_of(name, text) for name, text in typed.items() if text}


def value_of(name: str, text: str) -> str | int:
    """An amount as an integer where it is one; whether it will do is for the action to say."""
    plain = half_width(text).replace(",", "").removesuffix("円")
    return int(plain) if name == LIMIT and re.fullmatch("[0-9]{1,16}", plain) else text
