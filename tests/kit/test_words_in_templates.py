"""Template words: the reader's language, and Japanese marked as such on an English page."""

from __future__ import annotations

import datetime

import pytest
from django.template import engines
from django.utils import translation

from tsunagari.base.words import Words


def written(source: str, language: str, **context: object) -> str:
    with translation.override(language):
        return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("source", "value", "ja", "en"),
    [
        ("{{ v|words }}", Words("国", "State"), "国", "State"),
        ("{{ v|words }}", Words("国", ""), "国", '<span lang="ja">国</span>'),
        ("{{ v|words }}", None, "", ""),
        ("{{ v|ja }}", "第2条<b>", "第2条&lt;b&gt;", '<span lang="ja">第2条&lt;b&gt;</span>'),
        ("{{ v|mixed }}", "ＡＢＣ", "ＡＢＣ", '<span lang="ja">ＡＢＣ</span>'),
        ("{{ v|mixed }}", "abc", "abc", "abc"),
        ("{{ v|yen }}", 50_200_000, "5,020万円", "¥50.2 million"),
        ("{{ v|yen }}", 0, "0円", "¥0"),
        ("{{ v|yen }}", None, "記載なし", "Not stated"),
        ("{{ v|oku }}", 5_800_000_000, "58.0億円", "¥5.8 billion"),
        ("{{ v|oku }}", None, "記載なし", "Not stated"),
        ("{{ v|oku_figure }}", 316_000_000, "3.16", "3.16"),
        ("{{ v|day }}", datetime.date(2009, 10, 1), "2009年10月1日（平成21年10月1日）", "1 October 2009"),
        ("{{ v|fiscal_year }}", 2009, "平成21年度（2009）", "FY2009"),
        ("<i{{ v|lang }}>", "店", "<i>", '<i lang="ja">'),
        ("<i{{ v|lang }}>", "shop", "<i>", "<i>"),
    ],
)
def test_words(source: str, value: object, ja: str, en: str) -> None:
    assert written(source, "ja", v=value) == ja
    assert written(source, "en", v=value) == en
