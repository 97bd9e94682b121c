"""Whatever is wrong with a declaration is shown with file, line, the word and the words allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.programmes.conftest import Spoil, faults_of

SHOENE = "2009/national/n-shoene.yaml"
FIRST_CLAUSE = "{fact: applicant.kind, in: [company, individual, cooperative, other],"


def line_saying(plans: Path, file: str, text: str) -> int:
    lines = (plans / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_the_untouched_copy_has_no_faults(plans: Path) -> None:
    assert faults_of(plans) == ()


@pytest.mark.parametrize(
    ("old", "new", "word", "allowed"),
    [
        ("owner_words:", "owner_word:", "owner_word", "owner_words"),
        ("mechanisms: [consultation,", "mechanisms: [advice,", "advice", "consultation"),
        ("audience: [firm,", "audience: [farm,", "farm", "firm"),
        ("how: continues", "how: goes_on", "goes_on", "continues"),
        ("desk: cases", "desk: counter", "counter", "cases"),
        ("procedure: dispatch", "procedure: sending", "sending", "dispatch"),
        ("fact: applicant.kind", "fact: applicant.sort", "applicant.sort", "applicant.kind"),
        ("in: [company,", "in: [campany,", "campany", "company"),
        ("in: [company,", "'>=': [company,", ">=", "in"),
        ("has_any: [energy]", "is: energy", "is", "has_any"),
        ("has_any: [energy]", "has_any: []", "eligibility.all.1.any.0.has_any", "energy"),
        ("has_any: [energy]", "has_any: [energy], has: energy", "has_any, has", "has"),
        ("desk: cases", "desk: [cases]", "['cases']", "cases"),
    ],
)
def test_a_word_outside_its_list_is_named_with_its_line_and_the_list(
    spoil: Spoil, plans: Path, old: str, new: str, word: str, allowed: str
) -> None:
    faults = spoil(SHOENE, old, new)
    fault = next(fault for fault in faults if fault.word == word)
    assert fault.file == SHOENE
    assert fault.line == line_saying(plans, SHOENE, new)
    assert allowed in fault.allowed
    assert f"{SHOENE}:{fault.line}: {word}" in str(fault)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("budget: １２．５億円", "budget: １２．５", "１２．５"),
        ("budget: １２．５億円", "budget: -5", "-5"),
        ("place: (2)-⑨-ア", "place: 2-9-1", "2-9-1"),
        ("key: n-shoene", "key: n-other", "n-other"),
        ("- {lines: [1292, 1330]}", "- {lines: [1330, 1292]}", "sources.0"),
        ("assumed: [eligibility.all.0, deliver]", "assumed: [eligibility.all.9]", "eligibility.all.9"),
        ("assumed: [eligibility.all.0, deliver]", "assumed: [eligibility.all.٠]", "eligibility.all.٠"),
        ("en: Energy saving}", "en: ''}", ""),
        ("year: 2008, how", "year: '2008', how", "2008"),
        ("  - {kind: subsidy,", "  - {kind: subsidy, rate: 2/0,", "2/0"),
    ],
)
def test_a_value_of_the_wrong_form_is_shown(spoil: Spoil, plans: Path, old: str, new: str, word: str) -> None:
    fault = next(fault for fault in spoil(SHOENE, old, new) if fault.word == word)
    assert (fault.file, fault.line) == (SHOENE, line_saying(plans, SHOENE, new))


def test_a_slip_is_answered_with_the_nearest_word(spoil: Spoil) -> None:
    (fault,) = spoil(SHOENE, "in: [company,", "in: [campany,")
    assert "Did you mean company?" in str(fault)


def test_all_faults_are_shown_at_once(spoil: Spoil, plans: Path) -> None:
    spoil(SHOENE, "desk: cases", "desk: counter")
    faults = spoil("2009/smrj/s-shokei.yaml", "mechanisms:", "mechanism:")
    assert {fault.file for fault in faults} == {SHOENE, "2009/smrj/s-shokei.yaml"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"# only a remark\n", "empty"),
        ("key: 省エネ".encode("cp932"), "not UTF-8"),
        (b"key: \x00\x01\x02", "unacceptable"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "not UTF-8"),
        (b"key: [1, 2", "expected"),
        (b"key: &a [*a]\n", "aliases"),
        (b"key: n-shoene\nkey: n-shoene\n", "duplicate key"),
    ],
    ids=["empty", "remark", "cp932", "nul", "png", "unclosed", "alias", "twice"],
)
def test_a_file_that_is_not_clean_yaml_is_one_fault_of_that_file(
    plans: Path, content: bytes, message: str
) -> None:
    (plans / SHOENE).write_bytes(content)
    (fault,) = faults_of(plans)
    assert fault.file == SHOENE
    assert message in fault.message


def test_a_repeated_key_is_shown_at_its_second_line(spoil: Spoil, plans: Path) -> None:
    (fault,) = spoil(SHOENE, "deliver:", "place: (2)-⑨-ア\ndeliver:")
    assert fault.line == line_saying(plans, SHOENE, "deliver:") - 1


@pytest.mark.parametrize("content", ["a text", "[a, list]", "[" * 5_000 + "]" * 5_000])
def test_a_file_of_the_wrong_shape_never_crashes_the_loader(plans: Path, content: str) -> None:
    for file in (
        SHOENE,
        "2009/plan.yaml",
        "vocabulary/facts.yaml",
        "vocabulary/terms.yaml",
        "procedures/loan.yaml",
    ):
        kept = (plans / file).read_text(encoding="utf-8")
        (plans / file).write_text(content, encoding="utf-8")
        assert file in {fault.file for fault in faults_of(plans)}
        (plans / file).write_text(kept, encoding="utf-8")


def test_two_programmes_cannot_stand_at_one_place(spoil: Spoil) -> None:
    (fault,) = spoil(SHOENE, "place: (2)-⑨-ア", "place: (2)-②-イ")
    assert "already taken by national/" in fault.message


def test_a_term_that_stands_twice_is_shown_where_it_stands(spoil: Spoil, plans: Path) -> None:
    faults = spoil(
        "vocabulary/terms.yaml", "- id: programme\n  term: 事業\n", "- id: programme\n  term: 施策\n"
    )
    assert [(f.word, f.line) for f in faults] == [
        ("施策", line_saying(plans, "vocabulary/terms.yaml", "- id: programme") + 1)
    ]


def test_a_supplementary_budget_without_an_amount_is_not_nought(spoil: Spoil) -> None:
    (fault,) = spoil("2009/national/n-jinzai-kakuho.yaml", ", amount: １４０億円}", "}")
    assert fault.word == "supplementary.amount"


def test_odd_values_in_examples_and_indicators_are_faults(spoil: Spoil) -> None:
    examples = "2009/national/n-shoene.examples.yaml"
    assert (
        spoil(examples, "given: {applicant.kind: local_government, need.themes: [energy]}", "given: [a]")[
            0
        ].file
        == examples
    )
    faults = spoil(SHOENE, "indicators:\n", "indicators: [a]\nfirst_step_:\n")
    assert "indicators" in {fault.word for fault in faults}


def test_examples_without_their_programme_are_a_fault(plans: Path) -> None:
    (plans / SHOENE).unlink()
    (fault,) = faults_of(plans)
    assert fault.word == "n-shoene.examples.yaml"


def test_a_fact_that_waits_for_itself_is_a_fault(spoil: Spoil) -> None:
    old, facts = "  after: [firm.kind, firm.industry]", "vocabulary/facts.yaml"
    assert spoil(facts, old, "  after: [firm.capital_yen]") == ()
    looped = spoil(facts, old, "  after: [firm.employees_regular]")
    assert {fault.word for fault in looped} == {"firm.employees_regular", "firm.capital_yen"}
