"""No text of an organisation is shown to another: every page, every role, right and wrong addresses."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import product

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from tests.architecture.permissions.asking import routes_by_room
from tests.leaks.marks import Marked, marked_country, text_of
from tsunagari.cases.queries import cases
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.roles import SEES_BRANCHES

pytestmark = pytest.mark.django_db
ASKED = ("", "?q=秘密", "?view=all", "?sort=-name")
DESKS = ("cases", "registry", "evaluation", "planning")
EXPORTS = ("/inbox/export/", "/firms/firms.csv", "/firms/firms.xlsx")


@pytest.fixture
def country(settings: Settings) -> list[Marked]:
    settings.TODAY = datetime.date(2009, 10, 1)
    return marked_country()


def shown_to(marked: Marked, role: str, everyone: list[Marked]) -> set[str]:
    """The marks that a role of an organisation may see: its own, and its branches' where it reads them."""
    branches = [one for one in everyone if one.organisation.parent_id == marked.organisation.pk]
    return {marked.mark, *(one.mark for one in branches if role in SEES_BRANCHES)}


Tell = Callable[[str, int], None]


def forget(_: str, __: int) -> None:
    """For a crawl whose figures nobody wants: those of a control."""


def addresses(own: Marked, others: list[Marked], rooms: Collection[str] = DESKS) -> Iterator[str]:
    """Every page by its plain address, with words in it, and with the records of each organisation."""
    for name in (name for room, names in routes_by_room().items() if room in rooms for name in names):
        if name in own.addresses:
            yield from (reverse(name, kwargs=one.addresses[name]) for one in (own, *others))
        else:
            with suppress(NoReverseMatch):  # it needs a record that only the matrix makes
                yield from [reverse(name) + words for words in ASKED]


def foreign(text: str, marks: set[str], everyone: list[Marked]) -> list[str]:
    return [one.mark for one in everyone if one.mark in text and one.mark not in marks]


def answers_to(role: str, own: Marked, everyone: list[Marked]) -> Iterator[tuple[str, str]]:
    """Address and text of every answer that a role of an organisation gets."""
    client = Client(raise_request_exception=False)
    client.force_login(own.people[role].person)
    others = [one for one in everyone if one is not own]
    # Who holds a firm's link sees that firm: links are crawled apart.
    asked = [one for one in addresses(own, others) if not one.startswith(("/status/", "/confirm/"))]
    yield from ((address, text_of(client.get(address))) for address in asked)
    yield from ((address, text_of(client.post(address, {"purpose": "点検"}))) for address in EXPORTS)


def leaks_of(role: str, own: Marked, everyone: list[Marked], *, tell: Tell = forget) -> list[str]:
    """Where a role of an organisation is shown a mark that is not for it. Told how many answers were read."""
    marks = shown_to(own, role, everyone)
    seen = [(address, foreign(text, marks, everyone)) for address, text in answers_to(role, own, everyone)]
    found = [f"{role} of {own.mark} at {address}: {marks}" for address, marks in seen if marks]
    tell("counted: answers read for foreign marks", len(seen))
    tell("counted: foreign marks found", len(found))
    return found


ROLES_WITH_RECORDS = ("coordinator", "expert", "officer", "reviewer", "planner", "auditor", "administrator")


@pytest.mark.parametrize("role", ROLES_WITH_RECORDS)
def test_no_role_is_shown_the_mark_of_another_organisation(
    country: list[Marked], role: str, record_property: Tell
) -> None:
    homes = (country[0], country[3])
    found = [leak for own in homes for leak in leaks_of(role, own, country, tell=record_property)]
    assert not found, "\n".join(found)


def test_the_crawl_reaches_the_marks_at_all(country: list[Marked]) -> None:
    """Else nothing foreign would be seen because nothing was."""
    own = country[0]
    client = Client()
    client.force_login(own.people["coordinator"].person)
    pages = (reverse("case", kwargs=own.addresses["case"]), reverse("firm", kwargs=own.addresses["firm"]))
    for address in (*pages, "/inbox/?view=all", "/firms/?q=" + own.mark[:2]):
        assert own.mark in text_of(client.get(address)), address


def test_a_visitor_sees_no_mark_but_by_a_firms_own_link(country: list[Marked]) -> None:
    client = Client(raise_request_exception=False)
    plain = [
        one for one in addresses(country[0], country[1:]) if not one.startswith(("/status/", "/confirm/"))
    ]
    assert [one for one in plain if foreign(text_of(client.get(one)), set(), country)] == []
    for own, page in product(country, ("status", "confirm")):
        text = text_of(client.get(reverse(page, kwargs=own.addresses[page])))
        assert own.mark in text or page == "confirm"
        assert foreign(text, {own.mark}, country) == []


def test_no_mail_carries_a_foreign_mark(country: list[Marked]) -> None:
    own = {one.organisation.pk: {one.mark} for one in country}
    items = list(OutboxItem.objects.exclude(organisation_id=None))
    assert any(foreign(str(item.payload), set(), country) for item in items)
    assert [item for item in items if foreign(str(item.payload), own[item.organisation_id], country)] == []


def test_a_form_sent_again_by_another_shows_nothing_of_the_first(country: list[Marked]) -> None:
    first, second = country[0], country[3]
    note = reverse("case-note", kwargs={"pk": first.case.pk})
    sent = {"submission": "one-key", "text": f"{first.mark}の覚え", "version": first.case.version}
    for own in (first, second):
        client = Client(raise_request_exception=False)
        client.force_login(own.people["coordinator"].person)
        answer = client.post(note, sent, follow=True)
        assert foreign(text_of(answer), {own.mark}, country) == []
    assert answer.status_code == 404


def test_a_page_that_forgets_whose_cases_it_shows_turns_this_red(
    country: list[Marked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases, "cases_within_reach", lambda actor: cases.Case.objects.all())
    assert leaks_of("coordinator", country[0], country)


@pytest.mark.django_db(transaction=True)
def test_no_mark_crosses_over_under_load(settings: Settings) -> None:
    """Eight at once, of two organisations, over shared connections and caches."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's database for tests lives in one connection")
    settings.TODAY = datetime.date(2009, 10, 1)
    country = marked_country()
    pairs = [(role, own) for role in ("coordinator", "auditor") for own in (country[0], country[3])] * 2

    def crawl(pair: tuple[str, Marked]) -> list[str]:
        try:
            return leaks_of(*pair, country)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        found = [leak for leaks in pool.map(crawl, pairs) for leak in leaks]
    assert found == []
