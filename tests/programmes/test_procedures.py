"""A procedure leads from its start through every step to an ending, or is refused."""

from __future__ import annotations

import pytest

from tests.programmes.conftest import Spoil
from tsunagari.programmes.catalogue import Catalogue

LOAN = "procedures/loan.yaml"
WORDS = "{ja: 迷子, en: Stray}"
STRAY = f"\nsteps:\n  stray:\n    meaning: open\n    label: {WORDS}\n    tell: {WORDS}\n"


def test_every_programme_names_a_procedure_that_exists(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes:
        assert programme.deliver
        assert programme.deliver.procedure in catalogue.procedures


def test_every_usual_path_begins_at_the_start(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures.values():
        assert procedure.usual_steps[0].name == procedure.start


def test_a_step_that_nothing_leads_to_is_shown(spoil: Spoil) -> None:
    words = {(fault.file, fault.word) for fault in spoil(LOAN, "\nsteps:\n", STRAY)}
    assert (LOAN, "stray") in words


@pytest.mark.parametrize("start", ["nowhere", "[]"])
def test_a_start_that_is_no_step_is_shown(spoil: Spoil, catalogue: Catalogue, start: str) -> None:
    begins = catalogue.procedures["loan"].start
    faults = spoil(LOAN, f"start: {begins}", f"start: {start}")
    fault = next(fault for fault in faults if fault.word == start)
    assert begins in fault.allowed
