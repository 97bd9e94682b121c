"""Feeds and the calendar, read by the readers that others use."""

from __future__ import annotations

import datetime
from dataclasses import replace

import feedparser
import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tsunagari.base.places import PREFECTURES
from tsunagari.base.words import Words
from tsunagari.kit.published import published
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.calendars import WIDEST, Day, calendar, days_of, escaped, folded
from tsunagari.opendata.policy.sheets import Shelf
from tsunagari.programmes.catalogue import Catalogue

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
