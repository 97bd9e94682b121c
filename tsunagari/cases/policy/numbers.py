"""How a case is called: fiscal year and serial."""

from __future__ import annotations


def case_number(year: int, serial: int) -> str:
    """`2009-0412`: the 412th of fiscal year 2009 at its organisation."""
    return f"{year}-{serial:04d}"
