"""Figures a plan states: how many of what, since when. Durations, amounts and articles are not counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsunagari.base.text import half_width
from tsunagari.programmes.importer.times import PlanTime

NUMBER = r"(?<![０-９0-9，,．.])[０-９0-9]{1,12}(?:[，,][０-９0-9]{3}){0,4}"
UNIT = r"件|社|人|名|箇所|カ所|ヶ所|ヵ所|か所|プロジェクト|事業者|団体|組合|地域|校|拠点|割|％|%|組|回|講座"
FIGURE = re.compile(rf"(約)?({NUMBER})つ?の?({UNIT})(の)?(以上|超)?")
NOT_COUNTED = re.compile(r"からでも|コース|目|以内|当たり")
AS_OF = re.compile(r"([０-９0-9]+)年([０-９0-9]+)月(?:([０-９0-9]+)日|末)")
PERIOD = re.compile(r"([０-９0-9]+)年度(?!まで|から|の[^、]*から)")

# The words that name a figure stand before it (相談実績は１，６７６件) or, where only a time or a place
# does, after it (これまでに１，９７１社の立て直し).
YEARS = r"(?:平成|令和)?[０-９0-9]+年度?(?:[０-９0-9]+月)?(?:[０-９0-9]+日|末)?(?:の?[^、]*から|の設置以来)?"
TIME_OR_PLACE = re.compile(
    rf"(?:(?:{YEARS}|これまで|昨年度?|現在|全国|全|計|各)(?:まで)?(?:において|に|の|は|で|も)?)+"
)
PARTICLES = re.compile(r"(?:において|に対して|について|に|を|が|は|で|の|も|と|や|から|計|\s)+$")
BREAKS = re.compile(r"[、。（）]|(?<![０-９0-9])，")
FOLLOWING = re.compile(r"(?:からの|に対し|において|の|に|が|を|は|で)([^、。（）]+?)(?:を|が|に|で|は|の)")


def reported_figures(texts: list[str], time: PlanTime) -> list[dict[str, object]]:
    """{value, op, unit, what, as_of, period} for each figure, in the order of the text."""
    return [figure for text in texts for figure in figures_of(text, time)]


def figures_of(text: str, time: PlanTime) -> Iterator[dict[str, object]]:
    """A sentence that begins with また still speaks of the day that the one before it named."""
    as_of: str | None = None
    for sentence in text.replace("\n", "").split("。"):
        if day := AS_OF.search(sentence):
            date = time.day(day[1], day[2], day[3])
            as_of = date.isoformat() if date else None
        elif not sentence.startswith("また"):
            as_of = None
        yield from figures_in(sentence, as_of, time)


def figures_in(sentence: str, as_of: str | None, time: PlanTime) -> Iterator[dict[str, object]]:
    for match in FIGURE.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        if NOT_COUNTED.match(after):
            continue
        years = [year for year in map(time.fiscal_year, PERIOD.findall(before)) if year]
        yield {
            "value": int(half_width(match[2]).replace(",", "")),
            "op": "about" if match[1] else ">=" if match[5] else "=",
            "unit": match[3],
            "what": subject(before, (match[4] or "") + after) or match[3],
            "as_of": as_of,
            "period": f"FY{years[-1]}" if years and not as_of else None,
        }


def subject(before: str, after: str) -> str:
    """What is counted: the clause before the figure, else the noun after it; empty if neither names it."""
    clause = BREAKS.split(before)[-1]
    named = PARTICLES.sub(
        "", TIME_OR_PLACE.sub("", clause, count=1) if TIME_OR_PLACE.match(clause) else clause
    )
    if named:
        return named[-40:]
    following = FOLLOWING.match(after)
    return following[1][:40] if following else ""
