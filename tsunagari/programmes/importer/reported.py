"""Figures a plan states: how many of what, since when. Durations, amounts and articles of law are not counted."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from tsunagari.base.text import half_width
from tsunagari.programmes.importer.times import PlanTime

NUMBER = r"[０-９0-9]+(?:[，,][０-９0-9]{3})*"
UNIT = (
    r"件|社|人|名|箇所|カ所|ヶ所|ヵ所|か所|プロジェクト|事業者|団体|組合|都道府県|地域|校|拠点|割|％|%|組|回|講座"
)
FIGURE = re.compile(rf"(約)?({NUMBER})つ?の?({UNIT})(の)?(以上|超)?")
AS_OF = re.compile(r"([０-９0-9]+)年([０-９0-9]+)月(?:([０-９0-9]+)日|末)")
PERIOD = re.compile(r"([０-９0-9]+)年度")
NOT_COUNTED = re.compile(r"(?:から(?:で|利用)|コース|目|以内|当たり)")
PARTICLES = re.compile(r"(?:において|に対して|について|に|を|が|は|で|の|も|と|や|から|各|全国|全|計|、|（|\s)+$")
LINKS = ("また", "その結果", "このため", "このうち", "本事業", "なお", "")
FOLLOWING = re.compile(r"の?([^、。をがはにで]{2,24})")


def reported_figures(texts: list[str], time: PlanTime) -> list[dict[str, object]]:
    """{value, op, unit, what, as_of, period} for each figure, in the order of the text."""
    return [figure for text in texts for paragraph in text.split("\n") for figure in figures_in(paragraph, time)]


def figures_in(paragraph: str, time: PlanTime) -> Iterator[dict[str, object]]:
    """A day said once counts for its sentence, and on through sentences that go on with また."""
    as_of = None
    for sentence in filter(None, paragraph.split("。")):
        day = AS_OF.search(sentence)
        if day or not sentence.startswith("また"):
            as_of = time.day(day[1], day[2], day[3]) if day else None
        for match in FIGURE.finditer(sentence):
            if not NOT_COUNTED.match(sentence[match.end() :]):
                yield figure_object(sentence, match, as_of, time)


def figure_object(
    sentence: str, match: re.Match[str], as_of: datetime.date | None, time: PlanTime
) -> dict[str, object]:
    before, after = sentence[: match.start()], sentence[match.end() :]
    years = PERIOD.findall(before)
    return {
        "value": int(half_width(match[2]).replace(",", "")),
        "op": "about" if match[1] else ">=" if match[5] else "=",
        "unit": match[3],
        "what": subject(before, after),
        "as_of": as_of.isoformat() if as_of else None,
        "period": f"FY{time.fiscal_year(years[-1])}" if years and not as_of else None,
    }


def subject(before: str, after: str) -> str:
    """The words just before the figure, back to the last break; else those just after it."""
    clause = re.split(r"[、。，（）]", PARTICLES.sub("", before))[-1]
    said = PARTICLES.sub("", clause)
    if said in LINKS or PERIOD.fullmatch(said):
        following = FOLLOWING.match(after.removeprefix("からの"))
        return following[1] if following else said
    return said[-40:]
