"""Support organisations in HSDS 3 (https://docs.openreferral.org/): who helps, with what, and where.

An organisation is one object with its services inside; each thing it helps with is a service of its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from tsunagari.base.places import prefecture
from tsunagari.base.words import Words
from tsunagari.opendata.policy.desks import NAMESPACE, Desk, desk_uuid

DEMO_TERM = Words("架空（デモ）", "made up (demo)")
DEMO = Words("この機関は架空です（デモ）。", "This organisation is made up (demo).")
JAPANESE = {"name": "日本語", "code": "ja"}


def organisation_page(desks: Sequence[Desk]) -> dict[str, Any]:
    """All of them in HSDS's envelope of a list, as one page."""
    return {
        "total_items": len(desks),
        "total_pages": 1,
        "page_number": 1,
        "size": len(desks),
        "first_page": True,
        "last_page": True,
        "empty": not desks,
        "contents": [organisation(desk) for desk in desks],
    }


def organisation(desk: Desk) -> dict[str, Any]:
    """One organisation; what is not known is left out, since HSDS has no null."""
    own = str(desk.uuid)
    return stated(
        {
            "id": own,
            "name": desk.name.ja,
            "alternate_name": desk.name.en,
            "description": described(desk),
            "email": desk.email,
            "website": desk.url,
            "parent_organization_id": None if desk.parent is None else str(desk_uuid(desk.parent)),
            "phones": phones(desk),
            "organization_identifiers": [
                {
                    "id": made(desk, "identifier"),
                    "organization_id": own,
                    "identifier_scheme": "tsunagari-kind",
                    "identifier_type": desk.kind,
                    "identifier": str(desk.number),
                }
            ],
            "locations": locations(desk),
            "attributes": demo_mark(desk, own, "organization"),
            "services": [service(desk, code, words) for code, words in desk.themes.items()],
        }
    )


def service(desk: Desk, code: str, words: Words) -> dict[str, Any]:
    """What an organisation helps with. The plan does not say that it costs anything, nor that it does not."""
    own = made(desk, f"service/{code}")
    return stated(
        {
            "id": own,
            "organization_id": str(desk.uuid),
            "name": f"{words.ja}の相談",
            "alternate_name": words.en,
            "description": DEMO.ja if desk.is_demo else "",
            "url": desk.url,
            "status": "active",
            "service_areas": [
                {"id": made(desk, f"area/{code}/{place}"), "service_id": own, **area(place)}
                for place in desk.territory
            ],
            "schedules": schedules(desk, code, own),
            "languages": [{"id": made(desk, f"language/{code}"), "service_id": own, **JAPANESE}],
            "attributes": demo_mark(desk, own, "service"),
        }
    )


def area(place: str) -> dict[str, str]:
    """Two digits are a prefecture, five a municipality, of which only the code is known here."""
    name = prefecture(place).ja if len(place) == 2 else place
    return {"name": name, "extent": place, "extent_type": "text"}


def schedules(desk: Desk, code: str, own: str) -> list[dict[str, str]]:
    if not desk.hours:
        return []
    return [{"id": made(desk, f"schedule/{code}"), "service_id": own, "description": desk.hours}]


def locations(desk: Desk) -> list[dict[str, Any]]:
    """Where it stands, where a street address is known. No postal code is recorded here: that stays empty."""
    if not desk.address:
        return []
    own = made(desk, "location")
    address = {
        "id": made(desk, "address"),
        "location_id": own,
        "address_1": desk.address,
        "city": desk.town,
        "state_province": prefecture(desk.prefecture).ja,
        "postal_code": "",
        "country": "JP",
        "address_type": "physical",
    }
    return [
        {
            "id": own,
            "organization_id": str(desk.uuid),
            "location_type": "physical",
            "name": desk.name.ja,
            "addresses": [address],
        }
    ]


def phones(desk: Desk) -> list[dict[str, Any]]:
    if not desk.phone:
        return []
    return [
        {"id": made(desk, "phone"), "organization_id": str(desk.uuid), "number": desk.phone, "type": "voice"}
    ]


def described(desk: Desk) -> str:
    said = f"{prefecture(desk.prefecture).ja}の{desk.kind_words.ja}。"
    return f"{said}{DEMO.ja}" if desk.is_demo else said


def demo_mark(desk: Desk, link: str, entity: str) -> list[dict[str, Any]]:
    if not desk.is_demo:
        return []
    term = str(uuid.uuid5(NAMESPACE, "term/demo"))
    return [
        {
            "id": made(desk, f"demo/{link}"),
            "link_id": link,
            "link_entity": entity,
            "taxonomy_term_id": term,
            "value": "demo",
            "taxonomy_term": {"id": term, "code": "demo", "name": DEMO_TERM.ja, "description": DEMO_TERM.en},
        }
    ]


def made(desk: Desk, part: str) -> str:
    """The identifier of a part of an organisation: the same whenever it is written."""
    return str(uuid.uuid5(desk.uuid, part))


def stated(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in (None, "", [])}
