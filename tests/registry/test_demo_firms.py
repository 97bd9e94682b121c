"""The demo's firms: believable, invented, and the same every time."""

from __future__ import annotations

import pytest

from tests.registry.firms import NOW, TODAY, card, organisation, staff
from tsunagari.registry.actions.demo_firms import load_demo_firms
from tsunagari.registry.actions.demo_organisations import load_demo_organisations
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.demo_firms import demo_firms
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, read_fields
from tsunagari.registry.queries.duplicates import likely_pairs
from tsunagari.registry.queries.firms import find_firms

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_every_invented_card_could_have_been_typed() -> None:
    for firm in demo_firms():
        typed = {name: value for name, value in firm.fields.items() if name in CARD_FIELDS}
        kept, faults = read_fields(typed, on=TODAY)
        assert faults == {}
        assert kept == typed
    assert list(demo_firms()) == list(demo_firms())


def test_nothing_of_them_can_be_taken_for_real_and_loading_again_changes_nothing() -> None:
    load_demo_organisations()
    real = card(staff(organisation()), Organisation.objects.get(name="あおば商工会議所（デモ）"))
    count = load_demo_firms(now=NOW)
    assert count == load_demo_firms(now=NOW) > 300
    for firm in Firm.objects.filter(is_demo=True):
        assert firm.name.endswith("（デモ）")
        assert firm.phone.startswith("000-")
        assert firm.email in ("", f"{firm.email.partition('@')[0]}@example.jp")
    real.refresh_from_db()
    assert not real.is_demo


def test_the_hub_finds_them_some_are_shared_and_some_are_twins() -> None:
    load_demo_organisations()
    load_demo_firms(now=NOW)
    hub = Firm.objects.filter(is_demo=True).order_by("pk").last()
    assert hub is not None
    assert len(find_firms(staff(hub.kept_by), "青葉", TODAY)) > 5
    assert Consent.objects.values("given_to").distinct().count() > 2
    assert len(likely_pairs([hub.kept_by_id])) >= 5
