"""llms.txt (https://llmstxt.org/): what a language model should read first, in plain Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.sheets import Sheet
from tsunagari.programmes.catalogue import Catalogue

PAGES = (
    ("search/?q=", "さがす", "ふだんのことばで制度をさがす（q＝困りごと）"),
    ("check/", "確かめる", "質問に答えて、使える制度を確かめる"),
    ("desks/", "窓口", "都道府県（pref＝JIS X 0401の2けた）ごとの相談先"),
    ("plan/", "計画", "すべての制度と予算"),
    ("glossary/", "ことばの説明", "計画のことば"),
)
RULES = (
    "記載のない予算額は「記載なし」で、0円ではない。",
    "「仮定」（assumed）は計画の文書に書かれていないことを補ったもの。",
    "判定は目安で、正式な可否は窓口が決める。足りない事実は「分からない」と答え、推測しない。",
)


def llms_text(catalogue: Catalogue, addresses: Addresses, sheets: Iterable[Sheet]) -> bytes:
    site = addresses.site
    lines = [
        "# つながり（Tsunagari）",
        "",
        f"> {catalogue.plan.title.ja}の{len(catalogue.programmes)}の制度 / {catalogue.plan.title.en}",
        "",
        *(f"- {rule}" for rule in RULES),
        "",
        "## ページ",
        *(link(name, f"{site}/{path}", about) for path, name, about in PAGES),
        "",
        "## データ",
        *(
            link(sheet.title.ja, addresses.file(sheet.name), sheet.about.ja)
            for sheet in sheets
            if sheet.group
        ),
        "",
        "## Optional",
        *(
            link(programme.name.ja, addresses.page(programme.key), programme.summary.ja)
            for programme in catalogue.programmes
        ),
    ]
    return ("\n".join(lines) + "\n").encode()


def link(name: str, address: str, about: str) -> str:
    return f"- [{name}]({address}): {about}" if about else f"- [{name}]({address})"
