"""The units in which a plan counts, as an English page says them."""

from __future__ import annotations

PLACES, CASES, FIRMS, PEOPLE = "places", "cases", "firms", "people"
ENGLISH = {
    **dict.fromkeys(("か所", "カ所", "ヶ所", "箇所", "所"), PLACES),
    **dict.fromkeys(("件", "回"), CASES),
    **dict.fromkeys(("社", "者"), FIRMS),
    **dict.fromkeys(("人", "名"), PEOPLE),
    "地域": "areas",
    "プロジェクト": "projects",
}


def counted(value: int, unit: str, language: str) -> str:
    """1,971社; 1,971 firms. Percent stands at the figure in both; a unit unknown in English is left out."""
    if not language.startswith("en"):
        return f"{value:,}{unit}"
    if unit in ("％", "%"):
        return f"{value:,}%"
    return f"{value:,} {ENGLISH.get(unit, '')}".rstrip()


def unit_in(unit: str, language: str) -> str:
    """The unit alone."""
    if not language.startswith("en"):
        return unit
    return "%" if unit in ("％", "%") else ENGLISH.get(unit, "")
