"""Feeds and the calendar, read by the readers that others use."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import feedparser
import pytest
from defusedxml import ElementTree
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tsunagari.base.places import PREFECTURES
from tsunagari.base.words import Words
from tsunagari.jgrants.policy.publishing import MEETS_CALL, SOURCE
from tsunagari.kit.published import published
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.calendars import WIDEST, Day, calendar, days_of, escaped, folded
from tsunagari.opendata.policy.pulled import MARK
from tsunagari.opendata.policy.sheets import Shelf
from tsunagari.opendata.queries.shelves import shelf_of
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.pulled import pulled_folder

ATOM = "{http://www.w3.org/2005/Atom}"
TO = Addresses("https://tsunagari.example", 2009)
WRITTEN = datetime.datetime(2009, 10, 1, tzinfo=datetime.UTC)
FEEDS = ("changes.atom", "calls.atom", "changes/national.atom", "changes/47.atom")


@pytest.fixture
def catalogue() -> Catalogue:
    return published(2009).catalogue


class TestFeeds:
    @pytest.mark.parametrize("name", FEEDS)
    def test_a_feed_is_what_rfc_4287_asks_for(self, shelf: Shelf, name: str) -> None:
        content = shelf.made(name).content
        feed = ElementTree.fromstring(content)
        assert feed.tag == f"{ATOM}feed"
        for needed in ("id", "title", "updated", "author"):
            assert len(feed.findall(f"{ATOM}{needed}")) == 1, needed
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        for entry in entries:
            for needed in ("id", "title", "updated", "link", "summary"):
                assert len(entry.findall(f"{ATOM}{needed}")) == 1, needed
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids))
        updated = [entry.findtext(f"{ATOM}updated") for entry in entries]
        assert updated == sorted(updated, reverse=True)
        read = feedparser.parse(content)
        assert not read.bozo
        assert all(entry.updated_parsed for entry in read.entries)

    def test_the_feed_of_all_names_every_programme(self, shelf: Shelf, catalogue: Catalogue) -> None:
        titles = {entry.title for entry in feedparser.parse(shelf.made("changes.atom").content).entries}
        assert titles == {programme.name.ja for programme in catalogue.programmes}

    def test_each_prefecture_and_tier_has_its_own(self, shelf: Shelf) -> None:
        names = {f"changes/{place.code}.atom" for place in PREFECTURES}
        assert names | {"changes/smrj.atom", "changes/prefecture.atom"} <= set(shelf.sheets)


class TestCalendar:
    def test_a_calendars_reader_takes_it(self, shelf: Shelf) -> None:
        content = shelf.made("deadlines.ics").content
        read = Calendar.from_ical(content)
        (event,) = read.walk("VEVENT")
        assert event["DTSTART"].dt == datetime.date(2010, 3, 31)
        assert event["DTEND"].dt == datetime.date(2010, 4, 1)
        assert event["DTSTAMP"].dt.tzinfo is not None
        assert content.endswith(b"\r\n")
        assert Calendar.from_ical(read.to_ical()).walk("VEVENT")[0]["UID"] == event["UID"]

    def test_a_deadline_that_is_stated_is_there_and_no_other(self, catalogue: Catalogue) -> None:
        first, second = catalogue.programmes[:2]
        dated = replace(first, first_step=Words("平成21年9月30日まで、窓口へ", "By 30 September"))
        some = replace(catalogue, programmes=(dated, second))
        days = list(days_of(some, TO))
        assert [day.day for day in days] == [datetime.date(2009, 9, 30), datetime.date(2010, 3, 31)]
        assert days[0].url == TO.page(first.key)

    @given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
    def test_no_line_is_too_wide_and_nothing_is_lost(self, text: str) -> None:
        line = f"SUMMARY:{escaped(text)}"
        pieces = folded(line).split(b"\r\n")
        assert all(len(piece) <= WIDEST for piece in pieces)
        assert folded(line).replace(b"\r\n ", b"") == f"{line}\r\n".encode()

    @given(st.text(alphabet=st.sampled_from('制度,;\\\n: "あ𠮷n'), min_size=1, max_size=90))
    def test_whatever_is_said_is_read_again(self, text: str) -> None:
        day = Day("1@example", datetime.date(2009, 4, 1), text, text, "https://example.jp/", "締切")
        (event,) = Calendar.from_ical(calendar(Words("暦", ""), [day], WRITTEN)).walk("VEVENT")
        assert str(event["SUMMARY"]) == text


@pytest.fixture
def pulled(tmp_path: Path, desks: None) -> Iterator[Path]:
    """Two calls of others beside the newest plan: one for Miyagi until a day, one that says no day."""
    with override_settings(VAR=tmp_path):
        path = pulled_folder(tmp_path) / "jgrants.json"
        path.parent.mkdir()
        path.write_text(json.dumps({"programmes": [entry(), entry("a0W000000000002AAA", closes_at=None)]}))
        yield path


def entry(key: str = "a0W000000000001AAA", **outside: str | None) -> dict[str, Any]:
    return {
        "key": key,
        "name": f"見本の設備導入補助金\u0008 {key[-4]}",
        "summary": "設備を入れる費用の、一部を補助します。",
        "eligibility": {"all": [{"fact": "firm.prefecture", "in": ["04"]}, MEETS_CALL]},
        "offer": {"words": "補助金", "words_en": "Subsidy", "rate": "1/2", "cap": 1_000_000},
        "outside": {
            "source": SOURCE,
            "page": f"https://portal.example/{key}",
            "seen_at": "2026-11-25T03:00:00+00:00",
            "changed_at": "2026-11-20T03:00:00+00:00",
            "opens_at": "2026-11-01T00:00:00+09:00",
            "closes_at": "2026-12-25T17:00:00+09:00",
            "text": "",
        }
        | outside,
        "digest": "0" * 64,
    }


def named(name: str) -> dict[str, Any]:
    """Entries of a feed by their id."""
    return {one.id: one for one in feedparser.parse(shelf_of().made(name).content).entries}


class TestPulledCalls:
    PAGE = "https://tsunagari.example/programmes/a0W000000000001AAA/"

    @pytest.fixture(autouse=True)
    def at_home(self) -> Iterator[None]:
        with override_settings(SITE="https://tsunagari.example"):
            yield

    @pytest.mark.parametrize("name", ["calls.atom", "changes/04.atom"])
    def test_a_feed_of_what_one_can_use_tells_them_with_their_source(self, pulled: Path, name: str) -> None:
        content = shelf_of().made(name).content
        assert not feedparser.parse(content).bozo
        one = named(name)[self.PAGE]
        assert one.title == "見本の設備導入補助金 1"
        assert one.author == SOURCE
        assert one.author_detail.href == "https://portal.example/a0W000000000001AAA"
        assert "出典：Jグランツ" in one.rights
        assert {tag.term for tag in one.tags} == {"計画のほか", MARK}
        assert one.updated == "2026-11-20T03:00:00+00:00"
        for said in ("受付：2026-11-01 00:00から2026-12-25 17:00", "出典：Jグランツ", "2026-11-25に取得"):
            assert said in one.summary

    def test_they_are_no_change_of_the_plan_and_shut_out_where_they_shut_out(self, pulled: Path) -> None:
        for name in ("changes.atom", "changes/national.atom", "changes/13.atom"):
            assert self.PAGE not in named(name)
            assert named(name)

    def test_a_last_day_is_in_the_calendar_and_none_is_made_up(self, pulled: Path) -> None:
        read = Calendar.from_ical(shelf_of().made("deadlines.ics").content)
        (event,) = [one for one in read.walk("VEVENT") if str(one["UID"]).startswith("pulled-")]
        assert event["UID"] == "pulled-a0W000000000001AAA-deadline@tsunagari.example"
        assert event["DTSTART"].dt == datetime.date(2026, 12, 25)
        assert event["DTSTAMP"].dt == datetime.datetime(2026, 11, 20, 3, tzinfo=datetime.UTC)
        assert event["SUMMARY"] == f"締切（{MARK}）：見本の設備導入補助金 1"
        assert "出典：Jグランツ" in event["DESCRIPTION"]
        assert event["CATEGORIES"].cats == ["締切", MARK]
        assert event["URL"] == self.PAGE

    def test_what_goes_is_gone_at_the_next_request(self, pulled: Path, client: Client) -> None:
        before = client.get("/data/calls.atom")
        assert self.PAGE in before.content.decode()
        pulled.write_text(json.dumps({"programmes": []}))
        os.utime(pulled, (4_000_000_000, 4_000_000_000))
        since = {"If-Modified-Since": before["Last-Modified"]}
        after = client.get("/data/calls.atom", headers=since)
        assert after.status_code == 200
        assert self.PAGE not in after.content.decode()
        plan = client.get("/data/changes.atom")
        assert client.get("/data/changes.atom", headers={"If-None-Match": plan["ETag"]}).status_code == 304
        assert plan["Last-Modified"] != after["Last-Modified"]

    def test_an_older_plan_has_none(self, pulled: Path) -> None:
        with patch("tsunagari.opendata.queries.shelves.years", return_value=(2010, 2009)):
            assert b"portal.example" not in shelf_of(2009).made("calls.atom").content
