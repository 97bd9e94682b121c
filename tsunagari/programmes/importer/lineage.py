"""Which programmes of earlier years an entry comes from, as its footnote tells."""

from __future__ import annotations

import re

from tsunagari.programmes.importer.times import PlanTime

QUOTED = re.compile(r"[「｢]([^」｣]+)[」｣]")
CHANGE = re.compile(
    r"((?:[０-９0-9]+年度(?:まで)?の?)?(?:[「｢][^」｣]+[」｣](?:、|，|と|及び|並びに|・)?)+)を"
    r"(廃止・統合|廃止し統合|統合|再編|拡充|改称|名称変更|分割|継承|引き継)"
)
HOW = {
    "廃止・統合": "merges",
    "廃止し統合": "merges",
    "統合": "merges",
    "再編": "merges",
    "拡充": "extends",
    "改称": "renames",
    "名称変更": "renames",
    "分割": "splits",
    "継承": "replaces",
    "引き継": "replaces",
}
YEAR = re.compile(r"([０-９0-9]+)年度")


def predecessors(footnote: str, title: str, *, has_before: bool, time: PlanTime) -> list[dict[str, object]]:
    """{title, year, how} for each; an entry with an amount the year before and no note continues itself."""
    text = footnote.replace("\n", "")
    found: list[dict[str, object]] = []
    for match in CHANGE.finditer(text):
        said = YEAR.search(match[1])
        year = (time.fiscal_year(said[1]) if said else None) or time.year - 1
        found += [{"title": name, "year": year, "how": HOW[match[2]]} for name in QUOTED.findall(match[1])]
    if not found and has_before:
        found.append({"title": title, "year": time.year - 1, "how": "continues"})
    return found
