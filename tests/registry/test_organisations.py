"""Support organisations: what may be recorded, who is named first, what the demo loads."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tsunagari.base.places import PREFECTURES
from tsunagari.registry.actions.demo_organisations import load_demo_organisations
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.organisations import HUB, KINDS
from tsunagari.registry.queries.desks import desks_in, nearest_desk

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def record(**fields: Any) -> Organisation:
    given = {"kind": HUB, "name": "あおば商工会議所", "kana": "あおば", "prefecture": "04"} | fields
    return Organisation.objects.create(**given)


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "bank"), ("prefecture", "48"), ("name", ""), ("phone", "電話なし"), ("phone", "-1")],
)
def test_what_cannot_be_is_refused_by_the_database(field: str, value: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        record(**{field: value})
    record()


def test_the_same_organisation_is_recorded_once() -> None:
    record()
    with pytest.raises(IntegrityError), transaction.atomic():
        record()
    record(prefecture="05")


def test_without_a_theme_the_hub_is_named_first() -> None:
    record(kind="revitalisation_council", name="協議会", themes=["crisis"])
    hub = record(themes=["management", "succession"])
    assert nearest_desk("04") == hub
    assert len(desks_in("04")) == 2


def test_with_a_theme_only_those_who_help_with_it_are_named_the_most_specialised_first() -> None:
    record(themes=["management"])
    record(kind="smrj_office", name="本部", themes=["crisis", "overseas"])
    council = record(kind="revitalisation_council", name="協議会", themes=["crisis"])
    record(kind="subcontract_shelter", name="かけこみ寺", themes=["trade_trouble"])
    assert nearest_desk("04", "crisis") == council
    assert [desk.kind for desk in desks_in("04", "crisis")] == ["revitalisation_council", "smrj_office"]


def test_a_hub_that_helps_with_the_theme_is_named_first() -> None:
    record(kind="smrj_office", name="本部", themes=["succession"])
    hub = record(themes=["management", "succession"])
    assert nearest_desk("04", "succession") == hub


def test_where_nobody_has_claimed_the_theme_the_hub_knows_who() -> None:
    hub = record(themes=["management"])
    record(kind="subcontract_shelter", name="かけこみ寺", themes=["trade_trouble"])
    assert desks_in("04", "energy") == [hub]


def test_a_prefecture_without_a_record_has_no_desk() -> None:
    record()
    assert nearest_desk("05") is None


def test_reading_desks_is_one_query_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        record(name=f"窓口{number}", themes=["crisis"])
        with django_assert_num_queries(1):
            assert len(desks_in("04", "crisis")) == number + 1


def test_the_demo_has_a_desk_of_every_common_kind_in_every_prefecture() -> None:
    count = load_demo_organisations()
    assert count == Organisation.objects.count() >= 150
    for place in PREFECTURES:
        desk = nearest_desk(place.code)
        assert desk is not None
        assert desk.name.startswith(place.ja)
        assert desk.words.en.endswith(f"{place.en} (demo)")
    assert set(Organisation.objects.values_list("kind", flat=True)) == set(KINDS)


def test_nothing_of_the_demo_can_be_taken_for_real() -> None:
    load_demo_organisations()
    for desk in Organisation.objects.all():
        assert desk.is_demo
        assert "（デモ）" in desk.name
        assert desk.phone.startswith("000-")
        assert desk.url.startswith("https://www.example.jp/")


def test_loading_the_demo_again_changes_nothing_and_leaves_real_records_alone() -> None:
    real = record(name="ほんものの窓口")
    assert load_demo_organisations() == load_demo_organisations()
    real.refresh_from_db()
    assert str(real) == "ほんものの窓口"
