"""Indicators and evidence: read into words of the engine, or refused with the word that failed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.programmes.conftest import Spoil
from tsunagari.engines.indicator.declared import COUNT, RATIO, SHARE, SUM, YEN, Indicator, Term
from tsunagari.engines.indicator.result import Flag, Source
from tsunagari.programmes.as_objects import programme_object
from tsunagari.programmes.catalogue import Catalogue, load_catalogue

SHOENE = "2009/national/n-shoene.yaml"
DECLARED = "indicators:\n"
EVIDENCE = """evidence:
  - indicator: visits
    form: share
    value: 2/3
    unit: share
    numerator: {value: 2, unit: cases, source: journal, from: 2008-04-01, to: 2009-03-31}
    denominator: {value: 3, unit: cases, source: journal, from: 2008-04-01, to: 2009-03-31}
    flags: []
    journal: {organisations: 1, lines: 5, until: 2009-03-31}
    judged_by: 0a1b
indicators:
"""


def test_every_declared_indicator_is_read(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes:
        assert all(name == indicator.name for name, indicator in programme.indicators.items())
    assert sum(len(programme.indicators) for programme in catalogue.programmes) >= len(catalogue.programmes)


def test_the_unit_of_a_sum_is_what_the_event_adds_up(catalogue: Catalogue) -> None:
    hub = catalogue.by_key["n-chiikiryoku"].indicators
    paid, received = Term(SUM, "grant.paid", YEN), Term(COUNT, "consultation.received")
    assert hub["cost_per_consultation"] == Indicator("cost_per_consultation", RATIO, paid, received)
    assert hub["solved"].form == SHARE
    assert catalogue.by_key["n-saisei"].indicators["jobs_kept"].numerator.unit == "count"


@pytest.mark.parametrize(
    ("new", "word"),
    [
        ("  odd: {count: consultation.refused}\n", "consultation.refused"),
        ("  odd: {sum: consultation.received}\n", "consultation.received"),
        ("  odd: {mean: grant.paid}\n", "mean"),
        ("  odd: {count: grant.paid, sum: grant.paid}\n", "indicators.odd"),
        ("  odd: {}\n", "indicators.odd"),
        ("  odd: grant.paid\n", "indicators.odd"),
        ("  odd: {ratio: [{count: grant.paid}]}\n", "indicators.odd.ratio"),
        ("  odd: {ratio: {count: grant.paid}}\n", "indicators.odd.ratio"),
        ("  odd: {ratio: [{count: grant.paid}, {ratio: []}]}\n", "ratio"),
        ("  odd: {share: [{sum: grant.paid}, {count: grant.paid}]}\n", "yen"),
    ],
)
def test_an_indicator_outside_the_language_is_a_fault(spoil: Spoil, new: str, word: str) -> None:
    assert word in {fault.word for fault in spoil(SHOENE, DECLARED, DECLARED + new)}


def test_evidence_is_read_and_shown(spoil: Spoil, plans: Path) -> None:
    assert spoil(SHOENE, DECLARED, EVIDENCE) == ()
    catalogue = load_catalogue(plans, 2009)
    programme = catalogue.by_key["n-shoene"]
    (evidence,) = programme.evidence
    assert evidence.result.value == Fraction(2, 3)
    assert evidence.result.numerator.source is Source.JOURNAL
    (shown,) = programme_object(catalogue, programme, {})["evidence"]
    assert (shown["value"], shown["journal"]["lines"]) == ("2/3", 5)


def test_evidence_without_a_figure_says_why(spoil: Spoil, plans: Path) -> None:
    flagged = EVIDENCE.replace("value: 2/3", "value: null").replace("flags: []", "flags: [periods_differ]")
    assert spoil(SHOENE, DECLARED, flagged) == ()
    (evidence,) = load_catalogue(plans, 2009).by_key["n-shoene"].evidence
    assert evidence.result.flags == (Flag.PERIODS_DIFFER,)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("value: 2/3", "value: 1/2", "1/2"),
        ("value: 2/3", "value: 0.1.2", "0.1.2"),
        ("value: 2/3", "value: null", "evidence.0.value"),
        ("flags: []", "flags: [periods_differ]", "evidence.0.value"),
        ("flags: []", "flags: [guessed]", "guessed"),
        ("source: journal, from: 2008", "source: hearsay, from: 2008", "hearsay"),
        (", until: 2009-03-31", "", "evidence.0.journal.until"),
        ("lines: 5", "lines: many", "many"),
        ("    judged_by: 0a1b\n", "", "evidence.0.judged_by"),
        ("value: 3,", "value: 0,", "2/3"),
    ],
)
def test_evidence_that_does_not_follow_is_a_fault(spoil: Spoil, old: str, new: str, word: str) -> None:
    assert old in EVIDENCE
    assert word in {fault.word for fault in spoil(SHOENE, DECLARED, EVIDENCE.replace(old, new, 1))}
