"""The tools' answers in words, for readers that are shown text alone. Japanese first, like the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tsunagari.base.money import yen_ja

Object = dict[str, Any]
VERDICTS = {"yes": "使える", "unknown": "まだ分からない", "no": "使えない"}
MOST_LISTED = 10


def found(answer: Object) -> str:
    if not answer["items"]:
        tried = "、".join(answer["suggestions"])
        return "見つかりませんでした。" + (f"こちらのことばでもさがせます：{tried}" if tried else "")
    lines = [
        f"{item['rank']}. {item['title']}（{item['key']}）{item['summary']['ja']}" for item in answer["items"]
    ]
    if answer["instead"]:
        lines.insert(
            0, f"このことばに当たる制度はありませんでした。代わりに「{answer['instead']}」でさがしました。"
        )
    return f"{answer['total']}件のうち{len(answer['items'])}件\n" + "\n".join(lines)


def programme(answer: Object) -> str:
    budget = "記載なし" if answer["budget_yen"] is None else yen_ja(answer["budget_yen"])
    lines = [f"{answer['title']}（{answer['key']}）", answer["summary"]["ja"], f"予算：{budget}"]
    lines += [f"受けられること：{offer['words']['ja']}" for offer in answer["offers"]]
    if answer["first_step"]:
        lines.append(f"はじめの一歩：{answer['first_step']['ja']}")
    return "\n".join(lines)


def checked(answer: Object) -> str:
    tally = "、".join(f"{label}{answer['tally'][code]}件" for code, label in VERDICTS.items())
    lines = [f"{answer['as_of']}現在　{tally}"]
    lines += [f"使える：{item['title']}（{item['key']}）" for item in answer["yes"][:MOST_LISTED]]
    if answer["missing"]:
        lines.append("分からない事実があります。推測せずに、本人に聞いてください。")
        lines += questions((one["fact"], one["question"]) for one in answer["missing"][:MOST_LISTED])
    return "\n".join(lines)


def explained(answer: Object) -> str:
    lines = [f"{answer['title']}：{VERDICTS[answer['verdict']]}（{answer['as_of']}現在）"]
    for reason in answer["reasons"]:
        law = f"（{reason['law']}）" if reason["law"] else ""
        lines.append(f"・{reason['text']}{law}")
    return "\n".join([*lines, *questions(answer["questions"].items())])


def desks(answer: Object) -> str:
    if not answer["items"]:
        return f"{answer['prefecture']['ja']}の窓口は、まだ登録されていません。"
    return "\n".join(
        f"{desk['name']['ja']}　{desk['kind']['ja']}　{desk['phone']}　{desk['url']}"
        for desk in answer["items"]
    )


def questions(asked: Iterable[tuple[str, Object | None]]) -> list[str]:
    return [f"質問：{words['ja'] if words else fact}（{fact}）" for fact, words in asked]
