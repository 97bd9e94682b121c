"""Sums that the document does not print; what is not stated is never nought."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.totals import Total, plan_totals, total_of


def oku(text: str) -> int:
    """億円 → yen, exactly."""
    return int(Fraction(text) * 100_000_000)


@pytest.fixture(scope="module")
def totals(catalogue: Catalogue) -> dict[tuple[str, str], Total]:
    return {(line.tier, line.pillar): line.total for line in plan_totals(catalogue)}


def test_the_state_spends_570_85_oku_on_the_32_that_state_an_amount(
    totals: dict[tuple[str, str], Total],
) -> None:
    national = totals["national", ""]
    assert (national.budget_yen, national.stated, national.not_stated) == (oku("570.85"), 32, 1)
    assert totals["", ""].budget_yen == oku("570.85")
    assert totals["", ""].programmes == 70


@pytest.mark.parametrize(("pillar", "amount"), [("(1)", "247.70"), ("(2)", "273.45"), ("(3)", "49.70")])
def test_each_pillar(totals: dict[tuple[str, str], Total], pillar: str, amount: str) -> None:
    assert totals["national", pillar].budget_yen == oku(amount)


def test_the_smrj_grant_is_within_and_the_supplementary_budget_beside(
    totals: dict[tuple[str, str], Total],
) -> None:
    assert totals["national", ""].smrj_grant_yen == oku("14.40")
    assert totals["national", ""].supplementary_yen == oku("140")


@pytest.mark.parametrize(("tier", "programmes"), [("prefecture", 14), ("smrj", 23)])
def test_tiers_that_state_nothing_have_no_total(
    totals: dict[tuple[str, str], Total], tier: str, programmes: int
) -> None:
    assert totals[tier, ""].budget_yen is None
    assert totals[tier, ""].budget_before_yen is None
    assert (totals[tier, ""].stated, totals[tier, ""].not_stated) == (0, programmes)


def test_pillars_add_up_to_their_tier(totals: dict[tuple[str, str], Total]) -> None:
    for tier in ("national", "prefecture", "smrj"):
        pillars = [total for (t, pillar), total in totals.items() if t == tier and pillar]
        assert sum(p.programmes for p in pillars) == totals[tier, ""].programmes
        assert sum(p.budget_yen or 0 for p in pillars) == (totals[tier, ""].budget_yen or 0)


def test_nothing_has_no_total() -> None:
    assert total_of(()) == Total(0, 0, None, None, 0, 0)
