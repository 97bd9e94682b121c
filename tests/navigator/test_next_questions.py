"""What owners ask next: similar programmes and why, what can be had here, several side by side."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from tsunagari.base.words import Words
from tsunagari.kit import png
from tsunagari.navigator.policy.burden import burden_of
from tsunagari.navigator.policy.conditions import Line, in_a_sentence
from tsunagari.navigator.policy.similar import similar
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.navigator.views.programme import data_block
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.actions.demo_organisations import load_demo_organisations
from tsunagari.registry.models.organisations import Organisation


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return edition_of().catalogue


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()[:2000]
    return unescape(response.content.decode())


# ── similar ───────────────────────────────────────────────────────────────────────────────────────
def test_every_programme_has_near_ones_and_each_says_why(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes:
        near = similar(catalogue, programme, limit=4)
        assert len(near) == 4
        assert programme not in [one.programme for one in near]
        assert [one.nearness for one in near] == sorted((one.nearness for one in near), reverse=True)
        assert all(one.mechanisms or one.audience or one.words for one in near)


def test_a_twin_is_nearest(catalogue: Catalogue) -> None:
    first = catalogue.programmes[0]
    twin = replace(first, key="n-twin", place="(9)-①")
    plan = replace(catalogue, programmes=(*catalogue.programmes, twin))
    assert similar(plan, first, limit=1)[0].programme == twin


def test_sharing_nothing_is_not_similar(catalogue: Catalogue) -> None:
    first, second = catalogue.programmes[:2]
    stranger = replace(second, mechanisms=(), audience=(), owner_words=(), name=Words("", ""))
    assert similar(catalogue, first, limit=9, among=[stranger]) == []


@pytest.mark.django_db
def test_only_what_somebody_here_delivers_is_named(client: Client, catalogue: Catalogue) -> None:
    assert "窓口は登録されていません" in text_of(client, "/programmes/n-saisei/?pref=04")
    load_demo_organisations()
    html = text_of(client, "/programmes/n-saisei/?pref=04")
    here = set(Organisation.objects.filter(prefecture="04").values_list("kind", flat=True))
    shown = re.findall(r'<h3><a href="/programmes/([^/]+)/"', html[html.index('id="nearby"') :])
    assert shown
    for key in shown:
        deliver = catalogue.by_key[key].deliver
        assert deliver
        assert here & set(deliver.by)


# ── side by side ──────────────────────────────────────────────────────────────────────────────────
def test_up_to_four_stand_side_by_side_in_the_order_asked(client: Client) -> None:
    html = text_of(client, "/compare/?key=s-kodoka&key=n-saisei&key=n-shinjigyo&key=n-handson")
    head = html[html.index("<thead") : html.index("</thead")]
    assert re.findall(r"/programmes/([^/]+)/", head) == ["s-kodoka", "n-saisei", "n-shinjigyo", "n-handson"]
    assert "もう1つならべる" not in html


FIVE = ("s-kodoka", "n-saisei", "n-shinjigyo", "n-handson", "n-chizai")


@pytest.mark.parametrize("keys", [("x",), FIVE])
def test_five_and_strangers_are_refused(client: Client, keys: tuple[str, ...]) -> None:
    assert client.get("/compare/", {"key": keys}).status_code == 400


def test_alone_it_offers_others_with_why(client: Client) -> None:
    html = text_of(client, "/compare/?key=s-kodoka")
    offered = re.findall(r'href="/compare/\?key=s-kodoka&key=([^"&]+)"', html)
    assert len(offered) == 4
    assert html.count("同じところ") == 4


def test_the_burden_is_counted_on_the_usual_way(catalogue: Catalogue) -> None:
    burden = burden_of(catalogue.procedures["open-call"])
    assert burden.steps == len(catalogue.procedures["open-call"].path)
    assert 0 < burden.own < burden.steps
    (report,) = [deadline for deadline in burden.deadlines if deadline.is_own]
    assert report.within.ja == "30日以内"


def test_alternatives_stay_apart_in_a_sentence() -> None:
    a, b, c = (Line(Words(word, word)) for word in "abc")
    rule = Line(join="all", parts=(a, Line(join="any", parts=(b, c))))
    assert in_a_sentence(rule) == Words("a、（bまたはc）", "a; (b or c)")
    assert in_a_sentence(None).ja == "条件なし（だれでも）"


def test_what_a_browser_keeps_is_not_asked_of_the_server(client: Client) -> None:
    html = text_of(client, "/saved/")
    assert "サーバーには送りません" in html
    assert "<form" not in html[html.index("<main") : html.index("</main")]


# ── for machines ──────────────────────────────────────────────────────────────────────────────────
def test_to_search_engines_a_programme_is_a_service(client: Client, catalogue: Catalogue) -> None:
    for prefix, language in (("", "ja"), ("/en", "en")):
        html = client.get(f"{prefix}/programmes/n-saisei/").content.decode()
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
        assert data["@type"] == "GovernmentService"
        assert data["name"] == catalogue.by_key["n-saisei"].name.in_(language)
        assert data["url"] == f"{settings.SITE}{prefix}/programmes/n-saisei/"


def test_no_name_ends_the_data_block() -> None:
    block = data_block({"name": "</script><script>alert(1)</script>"})
    assert block.count("</script>") == 1
    assert block.count("<script") == 1


def test_the_sitemap_holds_every_programme_in_both_languages(client: Client, catalogue: Catalogue) -> None:
    answer = client.get("/sitemap.xml")
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    addresses = [loc.text for loc in ET.fromstring(answer.content).iter(f"{space}loc")]  # noqa: S314
    assert len(addresses) == len(set(addresses))
    for programme in catalogue.programmes:
        for prefix in ("", "/en"):
            assert f"{settings.SITE}{prefix}/programmes/{programme.key}/" in addresses
    for address in addresses[::17]:
        assert client.get(address.removeprefix(settings.SITE)).status_code == 200


def test_robots_are_shown_the_sitemap_and_kept_from_answers(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE}/sitemap.xml" in text
    assert "Disallow: /check/result/" in text


@pytest.mark.skipif(not png.can_draw(), reason="the font for drawing is copied at set-up")
def test_a_link_shows_a_card_of_its_own(client: Client) -> None:
    html = text_of(client, "/programmes/n-saisei/")
    address = re.search(r'property="og:image" content="([^"]+)"', html)[1].removeprefix(settings.SITE)
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png"
    assert answer.content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
