"""How many organisations the plan states: each number once, with where it stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.programmes.conftest import Spoil
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.check import check_plan
from tsunagari.programmes.stated_counts import StatedCount, count_faults, looked_up

FILE = "2009/organisations.yaml"


def test_the_numbers_of_the_plan_are_those_that_its_programmes_report(catalogue: Catalogue) -> None:
    stated = {(count.kind, count.period): count for count in catalogue.stated_counts}
    expected = {
        ("meti_bureau", ""): 9,
        ("stability_desk", "FY2008"): 262,
        ("subcontract_shelter", ""): 48,
        ("handson_office", ""): 10,
        ("smrj_office", ""): 9,
        ("sme_university", ""): 9,
        ("revitalisation_council", ""): 47,
        ("hub", "FY2008"): 316,
        ("hub", "FY2009"): 327,
    }
    assert {key: stated[key].value for key in expected} == expected
    for count in catalogue.stated_counts:
        if count.programme:
            assert count.value in [figure.value for figure in catalogue.by_key[count.programme].reported]
        assert [bool(count.lines), bool(count.source), count.is_assumed].count(True) == 1


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("kind: meti_bureau", "kind: bank", "not in the closed list"),
        ("lines: [224, 226]", "lines: [226, 224]", "two line numbers"),
        ("lines: [224, 226]", "value: 10, lines: [224, 226]", "stands with the programme"),
        ("value: 9, unit: 局, lines: [1328, 1330]", "value: 9, unit: 局", "say where it comes from"),
        ("value: 47, unit: か所, assumed: true", "value: many, unit: か所, assumed: true", "whole number"),
    ],
)
def test_an_entry_that_does_not_read_is_a_fault_of_its_line(
    spoil: Spoil, before: str, after: str, message: str
) -> None:
    faults = spoil(FILE, before, after)
    assert any(fault.file == FILE and fault.line and message in fault.message for fault in faults), faults


@pytest.mark.parametrize(
    ("spoilt", "message"),
    [
        (StatedCount("handson_office", figure="n-handson.reported.7"), "no programme reports"),
        (StatedCount("handson_office", figure="n-handsoff.reported.0"), "no programme reports"),
        (StatedCount("handson_office", figure="n-handson.reported.٠"), "no programme reports"),
        (StatedCount("handson_office", figure="n-handson"), "no programme reports"),
        (StatedCount("handson_office", figure="n-handson.reported.0", lines=(1, 2)), "not among those"),
        (StatedCount("hub", value=1, period="FY2009"), "counted twice"),
    ],
)
def test_a_number_that_leads_nowhere_is_told_by_the_check(
    catalogue: Catalogue, spoilt: StatedCount, message: str
) -> None:
    kept = [count for count in catalogue.stated_counts if count.kind != "handson_office"]
    counts = [*kept, looked_up(spoilt, catalogue.by_key)]
    ((_word, said),) = count_faults(counts, catalogue.by_key)
    assert message in said


def test_the_check_of_a_plan_looks_at_them(catalogue: Catalogue) -> None:
    lost = replace(catalogue, stated_counts=(StatedCount("hub", figure="n-gone.reported.0"),))
    assert [fault.word for fault in check_plan(lost)] == ["n-gone.reported.0"]


def test_a_year_need_not_state_any(plans: Path) -> None:
    (plans / FILE).unlink()
    assert load_catalogue(plans, 2009).stated_counts == ()
