"""Support organisations in HSDS 3: held to a schema, identifiers that stay, the demo's marked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tsunagari.base.words import Words
from tsunagari.opendata.policy.desks import Desk
from tsunagari.opendata.policy.hsds import organisation, organisation_page
from tsunagari.opendata.policy.sheets import Shelf

SCHEMA = json.loads(Path(__file__).with_name("hsds.schema.json").read_text())
DESK = Desk(7, "hub", Words("拠点", "Hub"), Words("架空拠点", ""), "か", "04", ("04",))


def faults(page: dict[str, Any]) -> list[str]:
    checker = Draft202012Validator.FORMAT_CHECKER
    found = Draft202012Validator(SCHEMA, format_checker=checker).iter_errors(page)
    return [fault.message for fault in found]


def ids(value: Any) -> Iterator[str]:
    """Every `id` at any depth but those of terms, which many share."""
    if isinstance(value, list):
        for item in value:
            yield from ids(item)
    elif isinstance(value, dict):
        if "id" in value:
            yield value["id"]
        for name, item in value.items():
            if name != "taxonomy_term":
                yield from ids(item)


def test_all_of_them_conform_and_every_part_has_an_identifier_of_its_own(shelf: Shelf) -> None:
    page = json.loads(shelf.made("organisations.json").content)
    assert not faults(page)
    assert page["total_items"] == len(page["contents"]) > 200
    every = list(ids(page))
    assert len(every) == len(set(every))


def test_what_is_recorded_is_told_and_what_is_not_is_left_out(shelf: Shelf) -> None:
    page = json.loads(shelf.made("organisations.json").content)
    whole = next(one for one in page["contents"] if one["name"] == "架空拠点")
    assert whole["email"] == "desk@example.jp"
    assert whole["locations"][0]["addresses"][0]["city"] == "仙台市青葉区"
    assert {area["extent"] for area in whole["services"][0]["service_areas"]} == {"04", "04101"}
    assert whole["services"][0]["schedules"][0]["description"] == "平日 9:00〜17:00"
    assert whole["parent_organization_id"] in {one["id"] for one in page["contents"]}
    bare = organisation(DESK)
    assert not {"phones", "locations", "email", "website", "services", "alternate_name"} & set(bare)


def test_each_has_a_file_of_its_own(shelf: Shelf) -> None:
    for one in json.loads(shelf.made("organisations.json").content)["contents"][:3]:
        assert json.loads(shelf.made(f"organisations/{one['id']}.json").content) == one


def test_the_schema_sees_what_is_wrong() -> None:
    broken = organisation_page([DESK])
    broken["contents"][0]["services"] = [{"id": "7", "name": "", "status": "open"}]
    assert len(faults(broken)) == 3


def test_identifiers_stay_when_words_change() -> None:
    renamed = replace(DESK, name=Words("別の名", "Other"), phone="000-1")
    assert organisation(DESK)["id"] == organisation(renamed)["id"]
    assert organisation(DESK)["id"] != organisation(replace(DESK, number=8))["id"]


def test_what_is_made_up_says_so_itself() -> None:
    desk = replace(DESK, is_demo=True, themes={"it": Words("IT", "IT")})
    told = organisation(desk)
    assert "架空" in told["description"]
    assert [one["value"] for one in (*told["attributes"], *told["services"][0]["attributes"])] == ["demo"] * 2
    assert "attributes" not in organisation(DESK)
