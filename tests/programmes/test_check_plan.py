"""`plan check` turns red for every promise a plan can break, and a programme needs no Python."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.programmes.conftest import Spoil, faults_of
from tsunagari.engines.eligibility.rule import Condition
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.check import check_plan
from tsunagari.programmes.checking import check_firm
from tsunagari.programmes.schema import Eligibility, Offer
from tsunagari.programmes.totals import plan_totals

BAKERS = """\
key: p-bakers
name: {ja: パン屋の応援, en: Help for bakers}
place: (2)-⑳
budget: １．２億円
summary: {ja: パンを焼く店を助けます。, en: Helps shops that bake bread.}
owner_words: [パン, かまど]
mechanisms: [subsidy]
audience: [firm]
eligibility: {fact: firm.kind, in: [company, individual]}
offers:
  - {kind: subsidy, words: {ja: かまどの補助, en: Help with an oven}, rate: 1/2, cap: 100万円}
deliver: {desk: applications, procedure: open-call}
"""
EXAMPLES = """\
- {name: A shop, given: {firm.kind: company}, verdict: 'yes'}
- {name: A union, given: {firm.kind: cooperative}, verdict: 'no', because: [eligibility]}
- {name: Unknown, given: {}, verdict: unknown, ask: [firm.kind]}
"""


@pytest.fixture
def with_bakers(plans: Path) -> Path:
    (plans / "2009/prefecture/p-bakers.yaml").write_text(BAKERS, encoding="utf-8")
    (plans / "2009/prefecture/p-bakers.examples.yaml").write_text(EXAMPLES, encoding="utf-8")
    return plans


def messages(catalogue: Catalogue) -> str:
    return "\n".join(map(str, check_plan(catalogue)))


def test_the_declared_plan_is_in_order(catalogue: Catalogue) -> None:
    assert check_plan(catalogue) == []


def test_a_new_programme_needs_only_its_two_files(with_bakers: Path) -> None:
    catalogue = load_catalogue(with_bakers, 2009)
    bakers = catalogue.by_key["p-bakers"]
    assert (bakers.tier, bakers.pillar, bakers.budget_yen) == ("prefecture", "(2)", 120_000_000)
    assert "p-bakers" not in messages(catalogue)
    (judgement,) = check_firm(
        catalogue, {"firm.kind": "company"}, catalogue.plan.as_of, among=[bakers]
    ).judgements
    assert judgement.verdict.word == "yes"
    (prefecture,) = (
        line for line in plan_totals(catalogue) if (line.tier, line.pillar) == ("prefecture", "")
    )
    assert prefecture.total.budget_yen == 120_000_000


def test_a_new_programme_without_examples_is_refused(with_bakers: Path, spoil: Spoil) -> None:
    (with_bakers / "2009/prefecture/p-bakers.examples.yaml").unlink()
    (fault,) = spoil("2009/prefecture/p-bakers.yaml", "かまど", "窯")
    assert fault.file == "2009/prefecture/p-bakers.examples.yaml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "firm.kind: company}, verdict: 'yes'",
            "firm.kind: other}, verdict: 'yes'",
            "the verdict is no, not yes",
        ),
        ("because: [eligibility]", "because: [eligibility.all.0]", "not among the deciding clauses"),
        ("ask: [firm.kind]", "ask: [firm.industry]", "not among the missing facts"),
        ("given: {}", "given: {firm.capital_yen: 1.5}", "whole yen"),
        ("- {name: Unknown, given: {}, verdict: unknown, ask: [firm.kind]}\n", "", "no example for: unknown"),
    ],
)
def test_a_wrong_example_turns_the_check_red(
    with_bakers: Path, spoil: Spoil, old: str, new: str, said: str
) -> None:
    assert spoil("2009/prefecture/p-bakers.examples.yaml", old, new) == ()
    catalogue = load_catalogue(with_bakers, 2009)
    assert said in messages(catalogue)
    assert "p-bakers.examples.yaml" in messages(catalogue)


def with_rule(catalogue: Catalogue, *conditions: Condition) -> Catalogue:
    """The plan with its first programme ruled by one condition."""
    first = catalogue.programmes[0]
    programmes = tuple(
        replace(first, key=f"x-{n}", eligibility=Eligibility(rule)) for n, rule in enumerate(conditions)
    )
    return replace(catalogue, programmes=programmes, examples={p.key: () for p in programmes})


@pytest.mark.parametrize(
    ("fact", "test", "operand", "cut"),
    [
        ("firm.employees_regular", "<=", 30, 30),
        ("firm.employees_regular", ">", 30, 30),
        ("firm.employees_regular", ">=", 30, 29),
        ("firm.employees_regular", "<", 30, 29),
        ("firm.employees_regular", "between", (6, 30), 30),
        ("firm.employees_regular", "between", (7, 20), 6),
        ("firm.capital_yen", "<=", 30_000_000, 30_000_000),
    ],
)
def test_a_threshold_inside_a_band_turns_the_check_red(
    catalogue: Catalogue, fact: str, test: str, operand: object, cut: int
) -> None:
    assert f"{fact}: a threshold at {cut} cuts a band" in messages(
        with_rule(catalogue, Condition(fact, test, operand, "eligibility"))
    )


@pytest.mark.parametrize(
    ("test", "operand"), [("<=", 20), (">", 20), (">=", 21), ("<", 21), ("between", (6, 20)), (">=", 0)]
)
def test_a_threshold_at_the_edge_of_a_band_is_in_order(
    catalogue: Catalogue, test: str, operand: object
) -> None:
    rule = Condition("firm.employees_regular", test, operand, "eligibility")
    assert "cuts a band" not in messages(with_rule(catalogue, rule))


def test_bands_of_months_are_held_to_the_same(catalogue: Catalogue) -> None:
    def said(months: int) -> str:
        return messages(
            with_rule(catalogue, Condition("firm.months_in_business", ">=", months, "eligibility"))
        )

    assert "firm.founded_on: a threshold at 36 months cuts a band" in said(36)
    assert "cuts a band" not in said(24)


def test_an_offer_cannot_lean_on_a_figure_that_is_not_in_force(catalogue: Catalogue) -> None:
    first = catalogue.programmes[0]
    offer = Offer("loan", first.name, statute="marukei.unheard_of")
    spoilt = replace(catalogue, programmes=(replace(first, offers=(offer,)), *catalogue.programmes[1:]))
    assert "no row in force for marukei.unheard_of" in messages(spoilt)


def test_alternatives_that_multiply_are_refused_where_they_stand(with_bakers: Path) -> None:
    path = with_bakers / "2009/prefecture/p-bakers.yaml"
    two = "    - any: [{fact: firm.employees_regular, '>=': %d}, {fact: firm.capital_yen, '>=': %d}]\n"
    nine = "eligibility:\n  all:\n" + "".join(two % (n, n) for n in range(1, 10))
    plain = "eligibility: {fact: firm.kind, in: [company, individual]}\n"
    path.write_text(BAKERS.replace(plain, nine), encoding="utf-8")
    (fault,) = faults_of(with_bakers)
    assert (fault.file, fault.line) == ("2009/prefecture/p-bakers.yaml", 9)
    assert "256" in fault.message
