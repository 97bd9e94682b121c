"""The tools: what each is for, what it takes, what it gives back, and the same said in a few lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ninja import Schema

from tsunagari.exchange.api.schemas import WholeProgramme
from tsunagari.exchange.mcp import answering, asking, saying, says
from tsunagari.programmes.catalogue import Catalogue

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tool:
    """`asks`: schema of its arguments; `answer`: an object of the shape `gives`; `say`: the same in words."""

    name: str
    title: str
    description: str
    asks: Callable[[Catalogue], Object]
    gives: type[Schema]
    answer: Callable[[Mapping[str, Any]], Object]
    say: Callable[[Object], str]


TOOLS = (
    Tool(
        "find_programmes",
        "制度をさがす",
        "事業者のことばから、使えそうな支援制度をさがす。理由（どのことばが当たったか）つき。"
        " Finds programmes of Japan's SME support plan for an owner's everyday words, with why.",
        asking.of_search,
        says.FoundProgrammes,
        answering.find_programmes,
        saying.found,
    ),
    Tool(
        "read_programme",
        "制度を読む",
        "一つの制度のくわしい中身：内容、予算、受けられること、はじめの一歩、条件が見る事実。"
        " Reads one programme: summary, budget, offers, first step, and the facts its rule rests on.",
        asking.of_programme,
        WholeProgramme,
        answering.read_programme,
        saying.programme,
    ),
    Tool(
        "check_firm",
        "企業を確かめる",
        "企業の事実をすべての制度の条件と照らす。分からない事実は推測せず、missing に質問として返す。"
        "本人に聞いてから、もう一度よぶ。 Checks a firm's facts against every programme. A fact that was not"
        " given is never guessed: `missing` says what to ask the person before calling again.",
        asking.of_check,
        says.CheckedFirm,
        answering.check_a_firm,
        saying.checked,
    ),
    Tool(
        "explain_verdict",
        "判定のわけ",
        "一つの制度が使える・使えない・まだ分からないわけを、条件ごとに根拠の法令つきで示す。"
        " Explains one verdict clause by clause, with the law it rests on and what is still to be asked.",
        asking.of_verdict,
        says.Explained,
        answering.explain_verdict,
        saying.explained,
    ),
    Tool(
        "find_desk",
        "相談先をさがす",
        "都道府県と相談したいことから、人に相談できる窓口を示す。"
        " Finds the organisations one can turn to in a prefecture, the best first.",
        asking.of_desk,
        says.Desks,
        answering.find_desk,
        saying.desks,
    ),
)
BY_NAME = {tool.name: tool for tool in TOOLS}
