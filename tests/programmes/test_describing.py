"""Every condition, reason and offered answer of the plan can be said in both languages."""

from __future__ import annotations

import pytest

from tsunagari.engines.eligibility.rule import Condition
from tsunagari.programmes.as_objects import judgement_object
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import check_firm
from tsunagari.programmes.describing import condition_words, reason_words
from tsunagari.programmes.questions import choices_of


def test_every_condition_has_words(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes:
        for condition in programme.rule.conditions():
            for negated in (False, True):
                said = condition_words(condition, catalogue.vocabulary, negated=negated)
                assert said.ja
                assert said.en
                assert "{" not in said.ja + said.en


def test_every_offered_answer_has_words(catalogue: Catalogue) -> None:
    for fact in catalogue.vocabulary.facts.values():
        if fact.is_askable:
            codes = [choice.code for choice in choices_of(fact, catalogue.plan.as_of)]
            assert len(codes) == len(set(codes)) > 1
            assert all(
                choice.words.ja and choice.words.en for choice in choices_of(fact, catalogue.plan.as_of)
            )


@pytest.mark.parametrize("kind", ["company", "cooperative", "other"])
def test_every_reason_names_a_clause_that_stands_in_the_declaration(catalogue: Catalogue, kind: str) -> None:
    check = check_firm(catalogue, {"firm.kind": kind}, catalogue.plan.as_of)
    for judgement in check.judgements:
        written = judgement_object(catalogue, judgement)
        assert bool(written["ask"]) <= (written["verdict"] == "unknown")
        for reason, row in zip(judgement.reasons, written["reasons"], strict=True):
            assert row["text"] == reason_words(reason, judgement.programme, catalogue.vocabulary).ja
            assert judgement.programme.eligibility
            assert row["clause"] in judgement.programme.eligibility.clauses


@pytest.mark.parametrize(
    ("fact", "test", "operand", "ja", "en"),
    [
        (
            "firm.employees_regular",
            "<=",
            20,
            "ふだん働いている従業員の数が20人以下",
            "Regular employees: at most 20 people",
        ),
        ("firm.capital_yen", ">", 300_000_000, "資本金が3億円を超える", "Capital: over ¥300 million"),
        ("firm.exports", "is", False, "「輸出をしている」に当たらない", "Not: Exports"),
    ],
)
def test_a_condition_reads_as_people_say_it(
    catalogue: Catalogue, fact: str, test: str, operand: object, ja: str, en: str
) -> None:
    said = condition_words(Condition(fact, test, operand, "eligibility"), catalogue.vocabulary)
    assert (said.ja, said.en) == (ja, en)
