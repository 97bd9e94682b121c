"""The navigator's template words, in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.template import engines
from django.utils import translation

from tsunagari.base.words import Words
from tsunagari.navigator.policy.pictures.lineage import Flow, Past
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.schema import Reported

SHOPS = Reported(Words("窓口", "desks"), 1262, "か所")


def written(source: str, language: str, **context: object) -> str:
    with translation.override(language):
        return engines["django"].from_string("{% load navigator %}" + source).render(context)


@pytest.mark.parametrize(
    ("source", "value", "ja", "en"),
    [
        ("{{ v|percent }}", Fraction(-3, 61), "−4.9", "−4.9"),
        ("{{ v|signed_oku }}", -300_000_000, "−3.0億円", "−¥300 million"),
        ("{{ v|signed_oku }}", 370_000_000, "+3.7億円", "+¥370 million"),
        ("{{ v|signed_oku }}", 0, "±0", "±0"),
        ("{{ v|signed_oku }}", None, "—", "—"),
        ("{{ v|signed_figure }}", -300_000_000, "−3.0", "−3.0"),
        ("{{ v|signed_figure }}", 0, "±0", "±0"),
        ("{{ v|signed_figure }}", None, "—", "—"),
        ("{{ v|figure_or_gap }}", 316_000_000, "3.16", "3.16"),
        ("{{ v|figure_or_gap|striptags }}", None, "記載なし", "Not stated"),
        ("{{ v|figure }}", SHOPS, "1,262か所", '1,262<span lang="ja">か所</span>'),
        ("{{ v|period }}", "FY2004–FY2008", "平成16年度（2004）–平成20年度（2008）", "FY2004–FY2008"),
        ("{{ v|period }}", "2009年1月", "2009年1月", "2009年1月"),
        ("{{ v|first_query }}", [("year", "2008")], "?year=2008", "?year=2008"),
        ("{{ v|first_query }}", [], "", ""),
        ("{{ v|more_query }}", [("year", "2008")], "&amp;year=2008", "&amp;year=2008"),
        ("{{ v|more_query }}", [], "", ""),
    ],
)
def test_words(source: str, value: object, ja: str, en: str) -> None:
    assert written(source, "ja", v=value) == ja
    assert written(source, "en", v=value) == en


@pytest.mark.parametrize(
    ("left", "right", "tied", "path"),
    [
        (1, 1, ((0, 0),), "M0 50C50 50 50 50 100 50"),
        (2, 1, ((0, 0), (1, 0)), "M0 25C50 25 50 50 100 50M0 75C50 75 50 50 100 50"),
        (1, 2, ((0, 0), (0, 1)), "M0 50C50 50 50 25 100 25M0 50C50 50 50 75 100 75"),
    ],
)
def test_threads_lead_from_names_to_names(
    left: int, right: int, tied: tuple[tuple[int, int], ...], path: str
) -> None:
    programme = edition_of().catalogue.programmes[0]
    flow = Flow("merges", (Past("甲", 2008),) * left, (programme,) * right, tied)
    assert written("{% ties v %}", "ja", v=flow) == path


@pytest.mark.parametrize(("language", "said"), [("ja", "相談・融資・貸付"), ("en", "Advice, Loan")])
def test_labels_are_joined_as_the_language_joins(language: str, said: str) -> None:
    source = '{% labels "mechanisms" codes %}'
    assert written(source, language, edition=edition_of(), codes=("consultation", "loan")) == said


def test_a_term_shows_its_meaning_and_leads_to_the_glossary() -> None:
    edition = edition_of()
    term = edition.spotters["ja"].terms["補助率"]
    html = written("{% explained v %}", "ja", edition=edition, v=Words("<補助率>", "x"))
    assert html == f'&lt;<a class="term" href="/glossary/#{term.id}" title="{term.meaning.ja}">補助率</a>&gt;'
