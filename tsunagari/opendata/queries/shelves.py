"""The files of a year's plan and of the organisations as they stand now."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from django.conf import settings

from tsunagari.base.places import PREFECTURES
from tsunagari.base.words import Words
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.kit.published import (
    Published,
    Stamp,
    judged_on,
    outside_of,
    outside_stamp,
    published,
    written_at,
    years,
)
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.calendars import Day, calendar, days_of
from tsunagari.opendata.policy.cpsv import services
from tsunagari.opendata.policy.desks import Desk, desks_table
from tsunagari.opendata.policy.feeds import calls_of, feed
from tsunagari.opendata.policy.hsds import organisation, organisation_page
from tsunagari.opendata.policy.llms import llms_text
from tsunagari.opendata.policy.package import DESCRIPTOR, as_json, descriptor, zipped
from tsunagari.opendata.policy.plan_tables import plan_tables
from tsunagari.opendata.policy.pulled import last_days
from tsunagari.opendata.policy.sheets import ATOM, CALENDAR, CSV, JSON, LINKED, ZIP, Sheet, Shelf
from tsunagari.opendata.policy.tables import Table
from tsunagari.opendata.policy.word_tables import word_tables
from tsunagari.opendata.queries.desks import all_desks
from tsunagari.programmes.catalogue import TIERS, Catalogue
from tsunagari.programmes.checking import check_firm
from tsunagari.programmes.schema import Programme

_kept: dict[int, tuple[tuple[Any, ...], Shelf]] = {}


def shelf_of(year: int | None = None) -> Shelf:
    """The files of `year`, else of the newest plan. Raises BadInput for a year without a plan.

    They are kept until a file of the plan, what others publish, an organisation or the day changes.
    """
    plan = published(year)
    desks = all_desks(plan.catalogue)
    beside = outside_stamp() if plan.catalogue.year == years()[0] else ()
    stamp = (plan.stamp, beside, desks, settings.SITE, settings.TODAY)
    kept = _kept.get(plan.catalogue.year)
    if kept is None or kept[0] != stamp:
        made = Filling(plan, desks, Addresses(settings.SITE, plan.catalogue.year), beside).shelf()
        kept = _kept[plan.catalogue.year] = (stamp, made)
    return kept[1]


@dataclass(frozen=True)
class Filling:
    """One plan's shelf in the making. `beside`: the files of what others publish; the newest plan's only."""

    plan: Published
    desks: tuple[Desk, ...]
    addresses: Addresses
    beside: Stamp = ()

    @property
    def catalogue(self) -> Catalogue:
        return self.plan.catalogue

    def shelf(self) -> Shelf:
        every = [*self.graphs(), *self.tables_and_package(), *self.organisations(), *self.feeds()]
        every += [self.deadlines()]
        llms = Sheet(
            "llms.txt",
            "text/plain; charset=utf-8",
            Words("llms.txt", "llms.txt"),
            partial(llms_text, self.catalogue, self.addresses, every),
            "text",
            Words("言語モデルが最初に読むもの", "What a language model reads first"),
        )
        sheets = {sheet.name: sheet for sheet in [*every, llms]}
        return Shelf(self.catalogue.year, sheets, self.plan_changed_at, self.has_demo)

    @cached_property
    def tables(self) -> list[Table[Any]]:
        return [
            *plan_tables(self.catalogue, self.addresses),
            *word_tables(self.catalogue),
            desks_table(self.desks),
        ]

    @cached_property
    def contents(self) -> dict[str, bytes]:
        """The package's files, the descriptor first."""
        files = {table.file: table.csv() for table in self.tables}
        home = f"{self.addresses.site}/data/"
        return {
            DESCRIPTOR: as_json(descriptor(self.catalogue, self.tables, files, home, is_demo=self.has_demo)),
            **files,
        }

    @property
    def has_demo(self) -> bool:
        return any(desk.is_demo for desk in self.desks)

    @cached_property
    def changed(self) -> dict[str, datetime.datetime]:
        """Programme key → when its file was last written, to the second, as feeds and headers say it."""
        written = written_at(self.plan.stamp)
        return {p.key: written[p.key].replace(microsecond=0) for p in self.catalogue.programmes}

    @property
    def plan_changed_at(self) -> datetime.datetime:
        return max(self.changed.values())

    @cached_property
    def pulled(self) -> tuple[Programme, ...]:
        """What the search shows beside this plan."""
        return outside_of(self.catalogue) if self.beside else ()

    @cached_property
    def all_changed(self) -> dict[str, datetime.datetime]:
        """The same for the calls of others: when their words were first seen as they are."""
        return self.changed | {p.key: p.outside.written_at for p in self.pulled if p.outside}

    @property
    def pulled_at(self) -> datetime.datetime | None:
        """When the files of what others publish were written; also when something went from them."""
        return max(written_at(self.beside).values(), default=None)

    def graphs(self) -> Iterator[Sheet]:
        def graph(*programmes: Programme) -> bytes:
            return as_json(services(self.catalogue, programmes, self.addresses))

        yield Sheet(
            "programmes.jsonld",
            LINKED,
            Words("制度（CPSV-AP 3.2）", "Programmes (CPSV-AP 3.2)"),
            partial(graph, *self.catalogue.programmes),
            "graph",
            Words(
                "すべての制度と、使える条件・根拠・対象",
                "Every programme with its conditions, law and audience",
            ),
        )
        for programme in self.catalogue.programmes:
            yield Sheet(
                f"programmes/{programme.key}.jsonld", LINKED, programme.name, partial(graph, programme)
            )

    def tables_and_package(self) -> Iterator[Sheet]:
        yield Sheet(
            "datapackage.zip",
            ZIP,
            Words("すべての表（ZIP）", "All tables (ZIP)"),
            lambda: zipped(self.contents),
            "package",
            Words("下の説明書と表をひとつに", "The description and the tables below in one"),
            is_of_organisations=True,
        )
        yield Sheet(
            DESCRIPTOR,
            JSON,
            Words("表の説明書（Data Package）", "Description of the tables (Data Package)"),
            partial(self.content, DESCRIPTOR),
            "package",
            Words("列の意味・型・つながり・出典", "What the columns mean, their types, links and sources"),
            is_of_organisations=True,
        )
        for table in self.tables:
            yield Sheet(
                table.file,
                CSV,
                table.title,
                partial(self.content, table.file),
                "package",
                table.about,
                is_of_organisations=table.name == "organisations",
            )

    def content(self, name: str) -> bytes:
        return self.contents[name]

    def organisations(self) -> Iterator[Sheet]:
        yield Sheet(
            "organisations.json",
            JSON,
            Words("支援機関（HSDS 3）", "Support organisations (HSDS 3)"),
            lambda: as_json(organisation_page(self.desks)),
            "organisations",
            Words("窓口と、相談できること、受けもつ区域", "Organisations, what they help with and where"),
            is_of_organisations=True,
        )
        for desk in self.desks:
            yield Sheet(
                f"organisations/{desk.uuid}.json",
                JSON,
                desk.name,
                partial(self.organisation, desk),
                is_of_organisations=True,
            )

    def organisation(self, desk: Desk) -> bytes:
        return as_json(organisation(desk))

    def feeds(self) -> Iterator[Sheet]:
        every = self.catalogue.programmes
        yield self.feed("changes.atom", Words("計画の変更", "Changes of the plan"), lambda: every, "feeds")
        calls = Words("公募の制度と、取得した公募", "Calls of the plan, and calls taken in from others")
        yield self.feed("calls.atom", calls, self.calls, "feeds", has_pulled=True)
        for tier in TIERS:
            words = self.catalogue.vocabulary.words("tiers", tier)
            title = Words(f"計画の変更：{words.ja}", f"Changes of the plan: {words.en}")
            yield self.feed(f"changes/{tier}.atom", title, partial(self.catalogue.of, tier), "feeds")
        for place in PREFECTURES:
            title = Words(f"{place.ja}で使える制度の変更", f"Changes that count in {place.en}")
            make = partial(self.open_in, place.code)
            yield self.feed(f"changes/{place.code}.atom", title, make, has_pulled=True)

    def feed(
        self,
        name: str,
        title: Words,
        programmes: Callable[[], Iterable[Programme]],
        group: str = "",
        *,
        has_pulled: bool = False,
    ) -> Sheet:
        def make() -> bytes:
            return feed(name, title, programmes(), self.catalogue, self.addresses, self.all_changed)

        return Sheet(name, ATOM, title, make, group, changed_at=self.pulled_at if has_pulled else None)

    def calls(self) -> list[Programme]:
        return [*calls_of(self.catalogue), *self.pulled]

    def open_in(self, prefecture: str) -> Iterator[Programme]:
        """What a firm there is not shut out from, whatever else it is."""
        offered = replace(self.catalogue, programmes=(*self.catalogue.programmes, *self.pulled))
        check = check_firm(offered, {"firm.prefecture": prefecture}, judged_on(self.catalogue))
        return (one.programme for one in check.judgements if one.verdict is not Verdict.NO)

    def deadlines(self) -> Sheet:
        name = Words("締切と年度の最終日", "Deadlines and the year's last day")
        return Sheet(
            "deadlines.ics",
            CALENDAR,
            name,
            lambda: calendar(name, self.days(), self.plan_changed_at),
            "feeds",
            Words(
                "カレンダーに取りこめます。締切は、計画と、取得した公募に書かれているものだけです",
                "For your calendar. Only deadlines that the plan, or a call taken in from others, states",
            ),
            changed_at=self.pulled_at,
        )

    def days(self) -> Iterator[Day]:
        yield from days_of(self.catalogue, self.addresses)
        yield from last_days(self.pulled, self.addresses)
