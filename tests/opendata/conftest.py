"""The plan as it is published, with organisations of the demo and one that could be real."""

from __future__ import annotations

import pytest
from django.test import Client

from tsunagari.opendata.policy.sheets import Shelf
from tsunagari.opendata.queries.shelves import shelf_of
from tsunagari.registry.actions.demo_organisations import load_demo_organisations
from tsunagari.registry.models.organisations import Organisation


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def desks(db: None) -> None:
    """Demo organisations, and one with all that can be recorded of it."""
    load_demo_organisations()
    parent = Organisation.objects.create(
        kind="support_centre", name="架空センター", kana="かくう", prefecture="04"
    )
    Organisation.objects.create(
        kind="hub",
        name="架空拠点",
        kana="かくうきょてん",
        prefecture="04",
        territory=["04", "04101"],
        municipality="04101",
        town="仙台市青葉区",
        address="架空町1-1",
        phone="000-0000-0000",
        email="desk@example.jp",
        url="https://www.example.jp/",
        hours="平日 9:00〜17:00",
        themes=["succession", "it"],
        parent=parent,
    )


@pytest.fixture
def shelf(desks: None) -> Shelf:
    return shelf_of()
