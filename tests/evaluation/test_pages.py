"""The pages of figures: sums for all who may read results, breakdowns only as far as they tell on nobody."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.evaluation.conftest import HUB, RECEIVED, SOLVED, Tell
from tsunagari.base.money import oku
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Membership, Person

pytestmark = pytest.mark.django_db
Hubs = tuple[Organisation, Organisation]
Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def within_the_year() -> Any:
    with override_settings(TODAY=datetime.date(2009, 10, 1)):
        yield


@pytest.fixture
def enter(hubs: Hubs) -> Enter:
    """A browser in which someone is signed in, in a role of the first hub."""

    def entered(role: str, organisation: Organisation | None = None) -> Client:
        person = Person.objects.create(email=f"{role}@example.jp", name=role)
        since = datetime.datetime(2009, 4, 1, tzinfo=datetime.UTC)
        Membership.objects.create(person=person, organisation=organisation or hubs[0], role=role, since=since)
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return entered


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


# ── who ──
@pytest.mark.parametrize(
    "role", ["coordinator", "officer", "reviewer", "planner", "auditor", "administrator"]
)
def test_readers_of_results_see_the_figures(enter: Enter, role: str) -> None:
    assert "1件あたりの費用" in text(enter(role), "/evaluation/")


def test_an_expert_does_not_and_a_visitor_is_shown_the_way_in(enter: Enter, client: Client) -> None:
    assert enter("expert").get("/evaluation/").status_code == 403
    for address in (
        "/evaluation/",
        f"/evaluation/{HUB}/",
        f"/evaluation/{HUB}/lines/",
        "/evaluation/figures.csv",
    ):
        assert client.get(address).status_code == 302


# ── the table ──
def test_budget_count_and_reason_stand_in_the_row(
    enter: Enter, hubs: Hubs, tell: Tell, catalogue: Catalogue
) -> None:
    for where in (hubs[0], hubs[1], hubs[1]):
        tell(where)
    page = text(enter("coordinator"), "/evaluation/?tier=national&pillar=%282%29")
    row = page.partition(f"/evaluation/{HUB}/")[2].partition("</tr>")[0]
    assert oku(catalogue.by_key[HUB].budget_yen) in row
    assert "3件" in row
    assert "うち自分の機関 1" in row
    assert "期間が合わない" in row
    assert "出さない" in row


def test_the_table_sorts_filters_and_speaks_english(enter: Enter, hubs: Hubs, tell: Tell) -> None:
    tell(hubs[0])
    client = enter("planner")
    given = text(client, "/evaluation/?only=given&sort=-count")
    assert f"/evaluation/{HUB}/" in given
    assert "/evaluation/n-saisei/" not in given
    assert "Share of" in text(client, "/en/evaluation/?only=flagged&sort=-value")
    assert client.get("/evaluation/?only=some").status_code == 400
    assert client.get("/evaluation/?year=1999").status_code == 404
    assert client.get("/evaluation/?prefecture=48").status_code == 400


def test_a_prefecture_is_not_divided_into_the_country_s_budget(enter: Enter, hubs: Hubs, tell: Tell) -> None:
    tell(hubs[0])
    with override_settings(TODAY=datetime.date(2010, 6, 1)):
        client = enter("planner")
        whole, part = (text(client, f"/evaluation/{HUB}/?year=2009{more}") for more in ("", "&prefecture=04"))
    assert "5,790,000,000円" in whole
    assert "範囲が合わない" in part


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_is_written_in_the_journal(enter: Enter, hubs: Hubs, tell: Tell, kind: str) -> None:
    tell(hubs[0])
    response = enter("planner").get(f"/evaluation/figures.{kind}?tier=national&year=2009")
    assert response.status_code == 200
    line = JournalLine.objects.get(verb="export.made")
    assert (line.subject_kind, line.subject_id, line.organisation) == ("figures", 2009, hubs[0])
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        (cost,) = [row for row in rows if row["キー"] == HUB and row["指標"].startswith("1件あたり")]
        assert (cost["分母"], cost["結果"], cost["判断"]) == ("1", "", "periods_differ")
        assert (cost["分子の末日"], cost["分母の末日"]) == ("2010-03-31", "2009-10-01")


def test_an_unknown_kind_of_file_is_no_page(enter: Enter) -> None:
    assert enter("planner").get("/evaluation/figures.pdf").status_code == 404


# ── one programme ──
def test_others_small_numbers_are_not_broken_down(enter: Enter, hubs: Hubs, tell: Tell) -> None:
    for _ in range(3):
        tell(hubs[0], on=datetime.date(2009, 5, 1))
    for _ in range(4):
        tell(hubs[1], on=datetime.date(2009, 5, 1))
    page = text(enter("coordinator"), f"/evaluation/{HUB}/")
    rows = organisation_rows(page)
    assert ">3</div></td>" in rows["あおば商工会議所"]
    assert "少数" in rows["もみじ商工会"]
    assert "lines/" in rows["あおば商工会議所"]
    assert "lines/" not in rows["もみじ商工会"]


def test_five_firms_are_many_enough(enter: Enter, hubs: Hubs, tell: Tell) -> None:
    for _ in range(5):
        tell(hubs[1])
    tell(hubs[1], SOLVED)
    row = organisation_rows(text(enter("coordinator"), f"/evaluation/{HUB}/"))["もみじ商工会"]
    assert ">5</div></td>" in row
    assert "少数" in row


def test_one_firm_told_five_times_is_one_firm(enter: Enter, hubs: Hubs, tell: Tell) -> None:
    for _ in range(5):
        tell(hubs[1], firm_id=7)
    row = organisation_rows(text(enter("coordinator"), f"/evaluation/{HUB}/"))["もみじ商工会"]
    assert ">5</div></td>" not in row


def organisation_rows(page: str) -> dict[str, str]:
    part = page.partition('id="organisations"')[2]
    return {
        name: part.partition(name)[0].rpartition("<tr ")[2] + part.partition(name)[2].partition("</tr>")[0]
        for name in ("あおば商工会議所", "もみじ商工会")
    }


def test_the_lines_are_those_of_one_s_own_organisation(enter: Enter, hubs: Hubs, tell: Tell) -> None:
    for day in range(1, 28):
        tell(hubs[0], on=datetime.date(2009, 5, day))
        tell(hubs[0], on=datetime.date(2009, 6, day))
    tell(hubs[1], on=datetime.date(2009, 7, 1))
    client = enter("coordinator")
    page = text(client, f"/evaluation/{HUB}/lines/")
    assert page.count("<tr><td>") == 50
    assert "もみじ商工会" not in page
    assert "2009-07-01" not in page
    older = page.partition('href="?')[2].partition('"')[0] if 'href="?' in page else ""
    assert "before=" in older
    assert text(client, f"/evaluation/{HUB}/lines/?{older.replace('&amp;', '&')}").count("<tr><td>") == 4
    assert client.get(f"/evaluation/{HUB}/lines/?before=x").status_code == 400


def test_a_programme_of_no_plan_is_no_page(enter: Enter) -> None:
    assert enter("planner").get("/evaluation/n-none/").status_code == 404


def test_a_programme_nobody_records_has_a_page_too(enter: Enter) -> None:
    page = text(enter("planner"), "/evaluation/n-saisei/")
    assert "まだありません" in page
    assert "16526" in page


def test_the_page_costs_no_more_queries_for_more_lines(
    enter: Enter, hubs: Hubs, tell: Tell, django_assert_max_num_queries: Any
) -> None:
    client = enter("planner")
    text(client, f"/evaluation/{HUB}/")
    for _ in range(6):
        tell(hubs[0])
        tell(hubs[1], RECEIVED)
    for address in ("/evaluation/", f"/evaluation/{HUB}/"):
        with django_assert_max_num_queries(20):
            text(client, address)
