"""The page about the data, and the widget."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from tsunagari.base.errors import BadInput
from tsunagari.kit.published import published
from tsunagari.opendata.queries.shelves import shelf_of
from tsunagari.registry.models.organisations import Organisation
from tsunagari.web import settings

pytestmark = pytest.mark.usefixtures("desks")
HOST = "https://www.example.jp"


class TestIndex:
    def test_it_lists_every_kind_with_its_digest_and_how_to_cite_it(self, client: Client) -> None:
        html = client.get("/data/").content.decode()
        shelf = shelf_of()
        listed = [sheet.name for sheet in shelf.sheets.values() if sheet.group]
        assert len(listed) > 20
        for name in listed:
            assert f"/data/2009/{name}" in html
            assert shelf.made(name).digest in html
        assert "Apache License 2.0" in html
        assert published(2009).catalogue.digest[:12] in html

    def test_it_says_that_organisations_are_made_up_while_some_are(self, client: Client) -> None:
        assert "架空の支援機関" in client.get("/data/").content.decode()
        Organisation.objects.filter(is_demo=True).delete()
        assert "架空の支援機関" not in client.get("/data/").content.decode()

    def test_in_english(self, client: Client) -> None:
        html = client.get("/en/data/").content.decode()
        assert "Open data" in html
        assert "/data/2009/budgets.csv" in html
        assert "/en/data/2009" not in html

    def test_a_year_without_a_plan_is_not_there(self, client: Client) -> None:
        assert client.get("/data/?year=1999").status_code == 404
        assert client.get("/data/?year=2009").status_code == 200


class TestEmbed:
    def test_nobody_frames_it_until_a_host_is_named(self, client: Client) -> None:
        answer = client.get("/embed/")
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"

    @override_settings(EMBED_HOSTS=[HOST])
    def test_the_hosts_named_may_frame_it_and_nothing_else(self, client: Client) -> None:
        answer = client.get("/embed/")
        policy = answer["Content-Security-Policy"]
        assert f"frame-ancestors {HOST}" in policy
        assert "script-src 'none'" in policy
        assert "X-Frame-Options" not in answer
        other = client.get("/search/")
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"

    def test_it_is_small_keeps_nothing_and_runs_nothing(self, client: Client) -> None:
        answer = client.get("/embed/", {"q": "空き店舗"})
        assert not answer.cookies
        assert len(answer.content) < 12_000
        assert b"<script" not in answer.content

    def test_it_finds_what_the_search_finds_first(self, client: Client) -> None:
        html = client.get("/embed/", {"q": "空き店舗", "pref": "04"}).content.decode()
        assert "/programmes/" in html
        assert "?pref=04" in html
        assert '<option value="04" selected>' in html
        assert html.count("<li>") <= 5

    def test_it_says_when_it_searched_for_something_else(self, client: Client) -> None:
        said = "このことばそのままでは見つかりませんでした。"
        assert said in client.get("/embed/", {"q": "ぬぬぬ"}).content.decode()
        assert said not in client.get("/embed/", {"q": "空き店舗"}).content.decode()

    @pytest.mark.parametrize(
        ("show", "has_search", "has_check"), [("search", 1, 0), ("check", 0, 1), ("both", 1, 1)]
    )
    def test_either_half_can_be_shown_alone(
        self, client: Client, show: str, has_search: int, has_check: int
    ) -> None:
        html = client.get("/embed/", {"show": show}).content.decode()
        assert html.count('name="q"') == has_search
        assert html.count('name="firm.prefecture"') == has_check

    @pytest.mark.parametrize("asked", [{"show": "all"}, {"look": "pink"}, {"pref": "48"}, {"q": "あ" * 401}])
    def test_what_it_does_not_know_is_refused(self, client: Client, asked: dict[str, str]) -> None:
        assert client.get("/embed/", asked).status_code == 400

    def test_a_worry_is_never_markup(self, client: Client) -> None:
        html = client.get("/embed/", {"q": '"><script>alert(1)</script>'}).content.decode()
        assert "<script" not in html


@pytest.mark.parametrize(
    "given", ["*", "example.jp", "http://example.jp", "https://a.jp/b", "https://a.jp; script-src *"]
)
def test_only_origins_are_allowed_to_frame(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGARI_EMBED_HOSTS", given)
    with pytest.raises(BadInput):
        settings.origins("EMBED_HOSTS")


def test_origins_are_read_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGARI_EMBED_HOSTS", "https://a.jp, https://*.b.jp:8443,http://127.0.0.1:9000")
    assert settings.origins("EMBED_HOSTS") == ["https://a.jp", "https://*.b.jp:8443", "http://127.0.0.1:9000"]
