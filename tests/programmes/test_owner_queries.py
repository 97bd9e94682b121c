"""Owners' own words against the declared plan: what they ask for stands among the first three."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tsunagari.engines.search.index import Index
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.finding import build_index
from tsunagari.programmes.importer.wording import load_wording

PLANS = Path(__file__).resolve().parents[2] / "plans"


@cache
def plan_2009(nowhere: Path = Path("no-such-folder")) -> tuple[Catalogue, Index]:
    """The declarations alone, without any imported wording."""
    catalogue = load_catalogue(PLANS, 2009)
    return catalogue, build_index(catalogue, load_wording(nowhere, 2009))


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("息子が店を継いでくれない", "中小企業事業承継円滑化支援事業"),
        ("電気代が高い", "省エネルギー対策導入促進事業"),
        ("シャッター通り", "戦略的中心市街地商業等活性化支援事業"),
        ("代金を払ってくれない", "下請かけこみ寺事業"),
        ("駆け込み寺", "下請かけこみ寺事業"),
        ("不渡りを出しそう", "経営安定特別相談事業"),
        ("特許をまねされた", "地域中小企業知的財産戦略支援事業"),
        ("しんれんけい", "新事業活動促進支援事業"),
        ("共済", "小規模企業共済事業"),
        ("shopping street subsidy", "中小商業活力向上事業"),
    ],
)
def test_an_owner_finds_the_programme(query: str, title: str) -> None:
    catalogue, index = plan_2009()
    hits = index.search(query, limit=3).hits
    assert title in [catalogue.by_key[hit.key].name.ja for hit in hits]
    assert all(hit.why for hit in hits)


def test_every_programme_is_first_for_its_own_title() -> None:
    catalogue, index = plan_2009()
    for programme in catalogue.programmes:
        best = index.search(programme.name.ja).hits[0]
        assert catalogue.by_key[best.key].name.ja == programme.name.ja


@pytest.mark.parametrize("query", ["恐竜 宇宙船", "ほにゃらら", "zzqq", "、。！", ""])
def test_what_the_plan_does_not_speak_of_leads_to_those_who_hear_any_worry(query: str) -> None:
    catalogue, index = plan_2009()
    answer = index.search(query)
    assert answer.instead
    best = [catalogue.by_key[hit.key] for hit in answer.hits[:3]]
    assert all("consultation" in programme.mechanisms for programme in best)


@pytest.mark.parametrize("query", ["インキュペーシヨン", "ｲﾝｷｭﾍﾞｰｼｮﾝ", "いんきゅべーしょん", "incubators"])
def test_a_slip_of_the_pen_and_another_script_are_understood(query: str) -> None:
    catalogue, index = plan_2009()
    titles = [catalogue.by_key[hit.key].name.ja for hit in index.search(query).hits[:3]]
    assert "インキュベーション事業" in titles
