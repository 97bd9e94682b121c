"""Pure decisions: facets, budgets, conditions, terms, the outcome of a check."""

from __future__ import annotations

import dataclasses
import datetime
from fractions import Fraction

import pytest

from tsunagari.base.words import Words
from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Condition, Not, Rule
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.navigator.policy.answering import NOT_YET, beads, counts, doors, step_of, words_of
from tsunagari.navigator.policy.budget import BudgetMove, percent, slope
from tsunagari.navigator.policy.conditions import condition_lines
from tsunagari.navigator.policy.facets import FACETS, facet_codes, options, passes
from tsunagari.navigator.policy.glossary import Spotter
from tsunagari.navigator.policy.outcome import settling, told, usable
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.asking import question_for
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import Check, check_firm
from tsunagari.programmes.schema import Clause, Eligibility, Programme
from tsunagari.programmes.vocabulary import Fact, Term

DAY = datetime.date(2009, 10, 1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return edition_of().catalogue


def firm(catalogue: Catalogue, **given: object) -> Check:
    return check_firm(catalogue, {name.replace("__", "."): value for name, value in given.items()}, DAY)


# ── facets ──────────────────────────────────────────────────────────────────────────────────────
def test_a_facet_counts_as_if_it_alone_were_open(catalogue: Catalogue) -> None:
    filters = {"tier": ("smrj",), "mechanism": ("training",)}
    found = {option.code: option for option in options(catalogue, "tier", catalogue.programmes, filters)}
    for code, option in found.items():
        expected = sum(p.tier == code and "training" in p.mechanisms for p in catalogue.programmes)
        assert option.count == expected
    assert [code for code, option in found.items() if option.is_chosen] == ["smrj"]


def test_within_a_facet_any_will_do_between_facets_all_must(catalogue: Catalogue) -> None:
    programme = next(p for p in catalogue.programmes if len(p.mechanisms) > 1)
    one, other = programme.mechanisms[:2]
    missing = next(code for code in facet_codes(catalogue, "mechanism") if code not in programme.mechanisms)
    assert passes(programme, {"mechanism": (one, missing)})
    assert passes(programme, {"mechanism": (one,), "tier": (programme.tier,)})
    assert not passes(programme, {"mechanism": (missing,)})
    assert not passes(programme, {"mechanism": (other,), "tier": ("nowhere",)})
    assert passes(programme, {})


def test_an_empty_option_is_left_out_unless_it_was_chosen(catalogue: Catalogue) -> None:
    filters = {"tier": ("prefecture",), "mechanism": ("subsidy",)}
    shown = {
        option.code: option.count for option in options(catalogue, "mechanism", catalogue.programmes, filters)
    }
    assert shown.get("subsidy") == sum("subsidy" in p.mechanisms for p in catalogue.of("prefecture"))
    assert all(count or code == "subsidy" for code, count in shown.items())


@pytest.mark.parametrize("facet", FACETS)
def test_every_programme_has_a_place_in_every_facet(catalogue: Catalogue, facet: str) -> None:
    codes = facet_codes(catalogue, facet)
    assert all(any(passes(p, {facet: (code,)}) for code in codes) for p in catalogue.programmes)


# ── budget ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(-3, 61), "−4.9"),
        (Fraction(0), "±0.0"),
        (Fraction(1, 8), "+12.5"),
        (Fraction(1, 2000), "+0.1"),
        (Fraction(-1, 2000), "−0.1"),
        (Fraction(1, 2001), "±0.0"),
    ],
)
def test_a_share_is_rounded_half_away_from_zero(share: Fraction, written: str) -> None:
    assert percent(share) == written


def test_a_line_is_drawn_only_between_two_amounts() -> None:
    full = slope(BudgetMove(2009, 50, 100, is_new=False))
    assert full is not None
    assert (full.before_y, full.now_y) == (36, 76)
    assert slope(BudgetMove(2009, None, 100, is_new=False)) is None
    assert slope(BudgetMove(2009, 100, None, is_new=True)) is None
    assert slope(BudgetMove(2009, 0, 0, is_new=False)) is None


def test_what_is_not_stated_has_no_change() -> None:
    assert BudgetMove(2009, None, 5, is_new=False).change is None
    assert BudgetMove(2009, 5, 0, is_new=False).share is None
    assert BudgetMove(2009, 58, 61, is_new=False).share == Fraction(-3, 61)


# ── conditions ──────────────────────────────────────────────────────────────────────────────────
SME = Condition("firm.is_sme", "is", True, "eligibility.all.0")
SMALL = Condition("firm.is_small_enterprise", "is", True, "eligibility.all.1")


def ruled(catalogue: Catalogue, rule: Rule | None, *, assumed: tuple[str, ...] = ()) -> Programme:
    clauses = {c.clause: Clause(c.clause, law="法") for c in (rule.conditions() if rule else ())}
    eligibility = Eligibility(rule, clauses) if rule else None
    return dataclasses.replace(catalogue.programmes[0], eligibility=eligibility, assumed=assumed)


def test_conditions_are_told_as_the_rule_is_nested(catalogue: Catalogue) -> None:
    programme = ruled(catalogue, AllOf((SME, AnyOf((SME, SMALL)))), assumed=("eligibility.all.1",))
    lines = condition_lines(programme, catalogue.vocabulary)
    assert lines is not None
    assert (lines.join, [part.join for part in lines.parts]) == ("all", ["", "any"])
    assert lines.parts[0].words == catalogue.vocabulary.facts["firm.is_sme"].label
    assert [part.is_assumed for part in lines.parts[1].parts] == [False, True]
    assert lines.parts[0].law == "法"


def test_below_a_not_all_and_any_change_places(catalogue: Catalogue) -> None:
    lines = condition_lines(ruled(catalogue, Not(AllOf((SME, SMALL)))), catalogue.vocabulary)
    assert lines is not None
    assert lines.join == "any"
    label = catalogue.vocabulary.facts["firm.is_sme"].label
    assert lines.parts[0].words is not None
    assert lines.parts[0].words != label
    assert label.ja in lines.parts[0].words.ja


def test_a_single_part_needs_no_list_and_no_rule_no_lines(catalogue: Catalogue) -> None:
    only = condition_lines(ruled(catalogue, AllOf((SME,))), catalogue.vocabulary)
    assert only is not None
    assert (only.join, only.words is None) == ("", False)
    assert condition_lines(ruled(catalogue, None), catalogue.vocabulary) is None


# ── terms ───────────────────────────────────────────────────────────────────────────────────────
def term(word: str, english: str) -> Term:
    return Term(english, word, "", english, Words("意味", "meaning"))


def test_the_longest_term_is_explained_once() -> None:
    terms = {word: term(word, word) for word in ("経営革新", "経営革新計画")}
    parts = list(Spotter.of(terms, is_spaced=False).parts("経営革新計画と経営革新と経営革新"))
    assert [part if isinstance(part, str) else part[1].term for part in parts] == [
        "", "経営革新計画", "と", "経営革新", "と経営革新",
    ]  # fmt: skip


def test_english_terms_are_whole_words_of_either_case() -> None:
    spotter = Spotter.of({"loan": term("融資", "loan")}, is_spaced=True)
    parts = list(spotter.parts("Loan, no loans"))
    assert [part if isinstance(part, str) else part[0] for part in parts] == ["", "Loan", ", no loans"]


def test_a_glossary_without_terms_leaves_texts_alone() -> None:
    assert list(Spotter.of({}, is_spaced=False).parts("経営")) == ["経営"]


def test_pieces_make_the_text_again(catalogue: Catalogue) -> None:
    for language, spotter in edition_of().spotters.items():
        for programme in catalogue.programmes:
            text = programme.summary.in_(language)
            assert "".join(p if isinstance(p, str) else p[0] for p in spotter.parts(text)) == text


# ── answering ───────────────────────────────────────────────────────────────────────────────────
def test_not_known_yet_is_always_the_last_of_equal_doors(catalogue: Catalogue) -> None:
    question = question_for(catalogue, firm(catalogue), "applicant.kind")
    offered = doors(question, ["individual"])
    assert offered[-1].code == "?"
    assert [door.code for door in offered if door.is_chosen] == ["individual"]


def test_trades_stand_under_their_division(catalogue: Catalogue) -> None:
    offered = doors(question_for(catalogue, firm(catalogue), "firm.industry"), [])
    groups = {door.code: door.group for door in offered}
    assert groups["09"] is not None
    assert groups["09"].ja == "製造業"
    assert groups["?"] is None


@pytest.mark.parametrize(
    ("code", "ja"),
    [
        ("0-5", "5人以下"),
        ("6-20", "6〜20人"),
        ("901-", "901人以上"),
        ("6-300", "6〜300人"),
        ("0-20", "20人以下"),
        ("?", NOT_YET.ja),
    ],
)
def test_an_answer_is_told_in_words_a_joined_band_too(catalogue: Catalogue, code: str, ja: str) -> None:
    assert words_of(catalogue.vocabulary.facts["firm.employees_regular"], code, DAY).ja == ja


def test_a_step_tells_every_answer_chosen(catalogue: Catalogue) -> None:
    fact: Fact = catalogue.vocabulary.facts["need.themes"]
    step = step_of(fact, ("succession", "it"), DAY)
    assert step.chosen == (fact.values["succession"], fact.values["it"])


def test_a_bead_for_every_programme() -> None:
    tally = {Verdict.NO: 1, Verdict.YES: 2}
    assert counts(tally) == [2, 0, 1]
    assert beads(tally) == ["yes", "yes", "no"]


# ── outcome ─────────────────────────────────────────────────────────────────────────────────────
def test_a_programme_that_answers_a_wish_comes_before_one_open_to_all(catalogue: Catalogue) -> None:
    wished = firm(
        catalogue,
        applicant__kind="individual",
        firm__employees_regular=3,
        need__themes=frozenset({"succession"}),
    )
    first, *rest = usable(wished)
    assert any(reason.condition.fact == "need.themes" for reason in first.reasons)
    assert {judgement.verdict for judgement in (first, *rest)} == {Verdict.YES}
    assert len(rest) + 1 == wished.tally[Verdict.YES]


def test_each_distinct_reason_is_told_once(catalogue: Catalogue) -> None:
    check = firm(catalogue, applicant__kind="local_government")
    for judgement in check.judgements:
        reasons = [why.words for why in told(judgement, catalogue.vocabulary).reasons]
        assert len(set(reasons)) == len(reasons)
        assert bool(reasons) or judgement.programme.eligibility is None or judgement.verdict is Verdict.YES


def test_open_questions_come_with_the_programmes_they_bear_on(catalogue: Catalogue) -> None:
    check = firm(catalogue, applicant__kind="individual")
    facts = catalogue.vocabulary.facts
    items = settling(check, facts, best="need.themes")
    assert items[0].fact.name == "need.themes"
    sizes = [len(item.programmes) for item in items[1:]]
    assert sizes == sorted(sizes, reverse=True)
    assert all(item.fact.is_askable and item.programmes for item in items)
    assert "applicant.kind" not in {item.fact.name for item in items}
