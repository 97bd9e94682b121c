"""The door to the files: fixed names, any origin, nothing sent twice."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("desks")
LISTED = (
    "programmes.jsonld",
    "datapackage.json",
    "datapackage.zip",
    "programmes.csv",
    "budgets.csv",
    "organisations.json",
    "organisations.csv",
    "changes.atom",
    "calls.atom",
    "changes/smrj.atom",
    "deadlines.ics",
    "llms.txt",
)


@pytest.mark.parametrize("name", [*LISTED, "programmes/n-chiikiryoku.jsonld", "changes/04.atom"])
def test_a_file_has_a_name_for_the_newest_plan_and_one_for_its_year(client: Client, name: str) -> None:
    newest, dated = client.get(f"/data/{name}"), client.get(f"/data/2009/{name}")
    assert newest.status_code == dated.status_code == 200
    assert newest.content == dated.content
    assert newest["Access-Control-Allow-Origin"] == "*"
    assert newest["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert newest["ETag"] == f'"{hashlib.sha256(newest.content).hexdigest()}"'
    assert not newest.cookies


@pytest.mark.parametrize(
    "name",
    ["nothing.csv", "1999/budgets.csv", "2009/", "2009", "../settings", "programmes/none.jsonld", "%00"],
)
def test_what_is_not_on_offer_is_not_there(client: Client, name: str) -> None:
    assert client.get(f"/data/{name}").status_code == 404


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    first = client.get("/data/budgets.csv")
    by_tag = client.get("/data/budgets.csv", headers={"if-none-match": first["ETag"]})
    by_day = client.get("/data/budgets.csv", headers={"if-modified-since": first["Last-Modified"]})
    assert (by_tag.status_code, by_day.status_code) == (304, 304)
    assert not by_tag.content
    assert by_tag["Access-Control-Allow-Origin"] == "*"
    other = client.get("/data/budgets.csv", headers={"if-none-match": '"of another day"'})
    assert other.status_code == 200


def test_a_script_of_another_origin_may_ask_whether_it_changed(client: Client) -> None:
    asked = client.options("/data/budgets.csv", headers={"origin": "https://example.jp"})
    assert asked.status_code == 204
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]


def test_nothing_is_taken_in(client: Client) -> None:
    assert client.post("/data/budgets.csv").status_code == 405
    assert client.post("/llms.txt").status_code == 405


def test_llms_txt_stands_at_the_root_and_leads_to_every_listed_file(client: Client) -> None:
    text = client.get("/llms.txt").content.decode()
    assert text.startswith("# ")
    for name in LISTED:
        if name != "llms.txt":
            assert f"/data/2009/{name})" in text
