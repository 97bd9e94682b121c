"""Questions: none twice, always an end, and every offered band stands for all numbers in it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari.base.errors import BadInput
from tsunagari.programmes.asking import Question, next_question, question_for
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import check_firm
from tsunagari.programmes.questions import NOT_KNOWN, choices_of, months_before, read_answers

AS_OF = datetime.date(2009, 10, 1)
MOST_QUESTIONS = 40
LARGEST = 10**13


@settings(max_examples=12)
@given(data=st.data())
def test_any_walk_ends_and_asks_nothing_twice(catalogue: Catalogue, data: st.DataObject) -> None:
    """Answers go through the address, as in the pages; the last tally is that of the plain check."""
    facts = catalogue.vocabulary.facts
    answers: dict[str, list[str]] = {}
    foreseen = None
    while True:
        known, later = read_answers(answers, facts, AS_OF)
        check = check_firm(catalogue, known, AS_OF)
        if foreseen is not None:
            assert check.tally == foreseen
        question = next_question(catalogue, check, later)
        if question is None:
            break
        assert question.fact.name not in answers
        assert len(answers) < MOST_QUESTIONS
        code, foreseen = answer_to(question, data)
        answers[question.fact.name] = [code]
        if code == NOT_KNOWN:
            foreseen = check.tally
    assert check.tally.total() == len(catalogue.programmes)
    assert check_firm(catalogue, known, AS_OF).tally == check.tally


def answer_to(question: Question, data: st.DataObject) -> tuple[str, Any]:
    codes = [choice.code for choice in question.choices]
    code = data.draw(st.sampled_from([*codes, NOT_KNOWN]), label=question.fact.name)
    return code, question.tallies.get(code)


def numbers(catalogue: Catalogue) -> list[str]:
    facts = catalogue.vocabulary.facts.values()
    return [fact.name for fact in facts if fact.type in ("count", "yen") and fact.is_askable]


@settings(max_examples=60)
@given(data=st.data())
def test_a_band_stands_for_every_number_in_it(catalogue: Catalogue, data: st.DataObject) -> None:
    fact = catalogue.vocabulary.facts[data.draw(st.sampled_from(numbers(catalogue)))]
    choice = data.draw(st.sampled_from(choices_of(fact, AS_OF)))
    low, _, high = choice.code.partition("-")
    number = data.draw(st.integers(int(low), int(high or LARGEST)))
    around = data.draw(surroundings(catalogue, without=fact.name))
    by_band, by_number = (
        check_firm(catalogue, {**around, fact.name: value}, AS_OF).judgements
        for value in (choice.value, number)
    )
    assert [j.verdict for j in by_band] == [j.verdict for j in by_number]


def surroundings(catalogue: Catalogue, *, without: str) -> st.SearchStrategy[dict[str, Any]]:
    """Some other answers a firm may have given before."""
    facts = catalogue.vocabulary.facts
    names = ("applicant.kind", "firm.kind", "firm.industry", *numbers(catalogue))
    each = {
        name: st.sampled_from([choice.value for choice in choices_of(facts[name], AS_OF)])
        for name in names
        if name != without and facts[name].is_askable
    }
    return st.fixed_dictionaries({}, optional=each)


@settings(max_examples=40)
@given(data=st.data())
def test_a_joined_band_stands_for_every_number_in_it(catalogue: Catalogue, data: st.DataObject) -> None:
    fact = catalogue.vocabulary.facts[data.draw(st.sampled_from(numbers(catalogue)))]
    facts = catalogue.vocabulary.facts
    around = {
        name: data.draw(st.sampled_from([c.value for c in choices_of(facts[name], AS_OF)]))
        for name in fact.after
    }
    question = question_for(catalogue, check_firm(catalogue, around, AS_OF), fact.name)
    choice = data.draw(st.sampled_from(question.choices))
    assert read_answers({fact.name: [choice.code]}, facts, AS_OF)[0] == {fact.name: choice.value}
    low, _, high = choice.code.partition("-")
    number = data.draw(st.integers(int(low), int(high or LARGEST)))
    by_number = check_firm(catalogue, {**around, fact.name: number}, AS_OF)
    assert by_number.tally == question.tallies[choice.code]


@pytest.mark.parametrize("code", ["20-5", "51-20", "-", "-5", "0-7", "7-", "٠-5", "", "0-5-20"])
def test_a_band_that_was_never_offered_is_refused(catalogue: Catalogue, code: str) -> None:
    with pytest.raises(BadInput, match="allowed"):
        read_answers({"firm.employees_regular": [code]}, catalogue.vocabulary.facts, AS_OF)


def test_words_that_are_not_facts_are_passed_over(catalogue: Catalogue) -> None:
    address = {"page": ["2"], "firm.is_sme": ["true"]}
    assert read_answers(address, catalogue.vocabulary.facts, AS_OF) == ({}, frozenset())


def test_nobody_is_asked_for_a_derived_fact(catalogue: Catalogue) -> None:
    with pytest.raises(BadInput):
        question_for(catalogue, check_firm(catalogue, {}, AS_OF), "firm.is_sme")


@given(day=st.dates(datetime.date(1950, 1, 1)), months=st.integers(0, 480))
def test_months_before_never_runs_past_the_month(day: datetime.date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (before + datetime.timedelta(1)).day == 1
