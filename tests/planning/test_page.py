"""The planner's page: evidence on each line, and the same draft as the command writes, as one file."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.evaluation.conftest import HUB, MIDYEAR, Tell, at
from tests.registry.staff import member
from tsunagari.planning.actions.drafting import draft_year
from tsunagari.planning.actions.writing import write_draft
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.check import check_plan
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE

pytestmark = pytest.mark.django_db
Hubs = tuple[Organisation, Organisation]


@pytest.fixture(autouse=True)
def within_the_year(tmp_path: Path, plans: Path) -> Any:
    with override_settings(TODAY=datetime.date(2009, 10, 1), VAR=tmp_path, PLANS=plans):
        yield


@pytest.fixture
def planner(hubs: Hubs) -> Client:
    return entered("planner", hubs[0])


def entered(role: str, home: Organisation) -> Client:
    client = Client()
    client.force_login(member(role, home).person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def row_of(page: str) -> str:
    return page.partition(f'id="{HUB}"')[2].partition("</tr>")[0]


def test_only_planners_draft(hubs: Hubs, client: Client) -> None:
    for role in ("coordinator", "auditor", "administrator"):
        staff = entered(role, hubs[0])
        assert staff.get("/planning/").status_code == 403
        assert staff.post("/planning/draft.zip").status_code == 403
    assert client.get("/planning/").status_code == 302


def test_each_line_has_its_evidence_and_an_open_budget(planner: Client, hubs: Hubs, tell: Tell) -> None:
    for where in (hubs[0], hubs[0], hubs[1]):
        tell(where)
    row = row_of(planner.get("/planning/").content.decode())
    assert "57億9,000万円 ÷ 3件" in row
    assert "2機関、3行" in row
    assert "期間が合わない" in row
    assert "未定" in row


def test_the_file_is_the_draft_that_the_command_writes(
    planner: Client, hubs: Hubs, tell: Tell, plans: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    tell(hubs[0])
    response = planner.post("/planning/draft.zip")
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        archive.extractall(tmp_path / "taken")
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    later = load_catalogue(plans, 2010, drafts=tmp_path / "taken")
    assert check_plan(later) == []
    assert found == draft_year(HOUSE, catalogue, plans, 2010, now=at(MIDYEAR)).files
    line = JournalLine.objects.get(verb="plan.drafted")
    assert (line.organisation, line.year) == (hubs[0], 2010)


def test_it_is_not_drafted_by_a_link(planner: Client) -> None:
    assert planner.get("/planning/draft.zip").status_code == 405
    assert not JournalLine.objects.exists()


def test_what_the_draft_s_author_decided_stands_beside_it(
    planner: Client, plans: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    draft = draft_year(HOUSE, catalogue, plans, 2010, now=at(MIDYEAR))
    write_draft(draft, tmp_path / "drafts")
    hub = tmp_path / f"drafts/2010/national/{HUB}.yaml"
    text = hub.read_text(encoding="utf-8")
    hub.write_text(text.replace("budget_before:", "budget: ４０億円\nbudget_before:"), encoding="utf-8")
    for name in ("n-chizai.yaml", "n-chizai.examples.yaml"):
        (tmp_path / "drafts/2010/national" / name).unlink()
    page = planner.get("/planning/").content.decode()
    assert "40.0億円" in row_of(page)
    assert "案にない" in page
    hub.write_text(text + "odd: 1\n", encoding="utf-8")
    assert "直すところ" in planner.get("/planning/").content.decode()


def test_the_page_speaks_english(planner: Client) -> None:
    assert "Cost per case" in planner.get("/en/planning/?tier=national").content.decode()
