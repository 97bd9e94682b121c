"""A procedure leads from its start through every step to an ending, or is refused.

Each file of plans/procedures/ is walked by the machine, simulated and drawn; so is a new one, without Python.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.engines.procedure.machine import check_by_machine
from tests.engines.procedure.test_drawing import check_drawing
from tests.programmes.conftest import PLANS, Spoil, faults_of
from tsunagari.engines.procedure.days import PUBLIC_OFFICES
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.engines.procedure.positions import follow_up_events
from tsunagari.engines.procedure.simulation import simulate
from tsunagari.engines.procedure.wording import table
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.faults import PlanFaults
from tsunagari.programmes.procedures import procedures_under

NAMES = sorted(path.stem for path in (PLANS / "procedures").glob("*.yaml"))
LOAN = "procedures/loan.yaml"
CONSULTATION = "procedures/consultation.yaml"
HEARING = "procedures/forms/first_hearing.yaml"
WORDS = "vocabulary/words.yaml"
STRAY_WORDS = "{ja: 迷子, en: Stray}"
STRAY = f"\nsteps:\n  stray:\n    meaning: open\n    label: {STRAY_WORDS}\n    tell: {STRAY_WORDS}\n"
NEW = """\
name: {ja: 道具の貸し出し, en: Lending tools}
start: asked
path: [asked, lent, back]
outcomes: {whole: {ja: 無事, en: Whole, counts: event.joined}, broken: {ja: 破損, en: Broken}}
steps:
  asked:
    meaning: waiting
    label: {ja: 申込み, en: Asked}
    tell: {ja: 道具をえらびます。, en: You choose a tool.}
    moves:
      lend: {to: lent, by: desk_staff, label: {ja: 貸す, en: Lend}, within_business_days: 2, form: slip}
      refuse: {to: refused, by: desk_staff, label: {ja: 断る, en: Refuse}, needs: [reason]}
      lapse: {to: refused, by: clock, label: {ja: 期限が過ぎる, en: Lapse}}
    on_silence: {after_days: 30, move: lapse}
    remind: [-1]
  lent:
    meaning: working
    label: {ja: 貸出し中, en: Lent}
    tell: {ja: 道具を使います。, en: You use the tool.}
    moves:
      return: {to: back, by: applicant, label: {ja: 返す, en: Return}, needs: [outcome]}
  back:
    meaning: closed
    label: {ja: 返却, en: Back}
    tell: {ja: 返しました。, en: It is back.}
  refused:
    meaning: refused
    label: {ja: 見送り, en: Refused}
    tell: {ja: 貸せません。, en: It is not lent.}
"""
SLIP = """\
title: {ja: 貸出票, en: Slip}
fields: [{key: tool, kind: text, label: {ja: 道具, en: Tool}, required: true}]
"""


@pytest.fixture(scope="module", params=NAMES)
def procedure(request: pytest.FixtureRequest, catalogue: Catalogue) -> Procedure:
    return catalogue.procedures[request.param]


# ── every declared procedure ──────────────────────────────────────────────────────────────────────
def test_the_machine_walks_it(procedure: Procedure) -> None:
    check_by_machine(procedure)


def test_it_is_simulated_to_each_of_its_endings(procedure: Procedure) -> None:
    walks = simulate(procedure, on=date(2009, 4, 1), calendar=PUBLIC_OFFICES, seed=7, walks=20)
    endings = {step.name for step in procedure.steps.values() if step.is_ending}
    assert {walk.ending for walk in walks if not walk.is_random} == endings
    assert {walk.ending for walk in walks} == endings


def test_it_is_drawn(procedure: Procedure) -> None:
    check_drawing(procedure)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_its_table_is_in_words_throughout(procedure: Procedure, language: str) -> None:
    rows = table(procedure, language)
    assert [row.name for row in rows] == list(procedure.steps)
    assert all(row.step and row.meaning and row.tell for row in rows)
    for move in (move for row in rows for move in row.moves):
        assert all((move.who, move.what, move.to, *move.needs)), move


def test_its_usual_way_ends(procedure: Procedure) -> None:
    names = [step.name for step in procedure.usual_steps]
    assert names[0] == procedure.start
    assert len(set(names)) == len(names)


def test_a_refusal_is_never_without_its_reason(procedure: Procedure) -> None:
    """行政手続法第8条: who refuses says why."""
    refusing = [
        move
        for step in procedure.steps.values()
        for move in step.moves
        if procedure.steps[move.to].meaning == "refused" and move.by != "clock"
    ]
    assert [move.verb for move in refusing if "reason" not in {need.key for need in move.needs}] == []


def test_every_programme_names_a_procedure_that_exists(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes:
        assert programme.deliver
        assert programme.deliver.procedure in catalogue.procedures


def test_the_first_consultation_counts_when_it_comes_and_when_the_owner_confirms(
    catalogue: Catalogue,
) -> None:
    consultation = catalogue.procedures["consultation"]
    assert consultation.counts == "consultation.received"
    assert follow_up_events(consultation, "solved") == ("consultation.confirmed", "consultation.solved")
    assert consultation.follow_up
    assert consultation.follow_up.after_months == 3
    form = consultation.steps["hearing"].form
    assert form
    themes = next(field for field in form.fields if field.key == "themes")
    assert {option.code for option in themes.options} == set(catalogue.vocabulary.facts["need.themes"].values)


# ── a new procedure takes no Python ───────────────────────────────────────────────────────────────
def test_a_new_file_is_walked_simulated_and_drawn_without_python(plans: Path) -> None:
    (plans / "procedures" / "lending-tools.yaml").write_text(NEW, encoding="utf-8")
    (plans / "procedures" / "forms" / "slip.yaml").write_text(SLIP, encoding="utf-8")
    new = procedures_under(plans)["lending-tools"]
    check_by_machine(new)
    check_drawing(new)
    walks = simulate(new, on=date(2009, 4, 1), calendar=PUBLIC_OFFICES, seed=1, walks=5)
    assert {walk.ending for walk in walks} == {"back", "refused"}
    assert new.steps["asked"].moves[0].fields[0].key == "tool"


# ── what is refused ───────────────────────────────────────────────────────────────────────────────
def test_a_step_that_nothing_leads_to_is_shown(spoil: Spoil) -> None:
    words = {(fault.file, fault.word) for fault in spoil(LOAN, "\nsteps:\n", STRAY)}
    assert (LOAN, "stray") in words


@pytest.mark.parametrize("start", ["nowhere", "[]"])
def test_a_start_that_is_no_step_is_shown(spoil: Spoil, catalogue: Catalogue, start: str) -> None:
    begins = catalogue.procedures["loan"].start
    faults = spoil(LOAN, f"start: {begins}", f"start: {start}")
    fault = next(fault for fault in faults if fault.word == start)
    assert begins in fault.allowed


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (CONSULTATION, "accept: {to: hearing", "accept: {to: heering", "not in the closed list"),
        (CONSULTATION, "by: desk_staff", "by: desk_stuff", "not in the closed list"),
        (CONSULTATION, "guards: [form_filled]", "guards: [form_full]", "not in the closed list"),
        (CONSULTATION, "needs: [reason]", "needs: [raison]", "not in the closed list"),
        (CONSULTATION, "form: first_hearing", "form: last_hearing", "not in the closed list"),
        (CONSULTATION, "counts: consultation.received", "counts: tea.drunk", "not in the closed list"),
        (CONSULTATION, "counts: consultation.solved", "counts: tea.drunk", "not in the closed list"),
        (CONSULTATION, "within_business_days: 3", "within_business_days: 0", "a limit is 1 to 3653 days"),
        (CONSULTATION, "within_business_days: 3", "within_business_days: -3", "a limit is 1 to 3653 days"),
        (
            CONSULTATION,
            "within_business_days: 3",
            "within_business_days: three",
            "a whole number is expected",
        ),
        (
            CONSULTATION,
            "within_business_days: 3",
            "within_business_days: 3, within_days: 3",
            "one limit is enough",
        ),
        (CONSULTATION, "{after_business_days: 5", "{after_business_days: 2", "silence would speak before"),
        (CONSULTATION, "{after_business_days: 5", "{after_days: 2", "silence would speak before"),
        (CONSULTATION, "    form: first_hearing\n", "", "the step has no form to fill in"),
        (CONSULTATION, "move: escalate", "move: shout", "not in the closed list"),
        (CONSULTATION, "move: escalate", "move: accept", "silence is the move of time"),
        (CONSULTATION, "after_business_days: 5, move", "move", "say how long"),
        (
            CONSULTATION,
            "    on_silence: {after_business_days: 5, move: escalate}\n",
            "",
            "time moves only on silence",
        ),
        (
            CONSULTATION,
            "label: {ja: 責任者に上げる, en: Escalate}",
            "label: {ja: あ, en: a}, needs: [reason]",
            "nobody is there",
        ),
        (
            CONSULTATION,
            "label: {ja: 責任者に上げる, en: Escalate}",
            "label: {ja: あ, en: a}, guards: [no_conflict]",
            "nobody is there",
        ),
        (CONSULTATION, "    form: first_hearing", "    remind: [1]", "a reminder needs a limit"),
        (CONSULTATION, "  decline:\n    out", "  refuse:\n    out", "no move of this name needs a reason"),
        (CONSULTATION, "after_months: 3", "after_months: 0", "1 to 120 months"),
        (CONSULTATION, "steps: [closed], asks", "steps: [hearing], asks", "come to rest"),
        (
            CONSULTATION,
            "path: [received, hearing",
            "path: [hearing, received, hearing",
            "begins at the start",
        ),
        (
            CONSULTATION,
            "path: [received, hearing, advised",
            "path: [received, advised",
            "no move leads here from",
        ),
        (CONSULTATION, "outcomes:", "results:", "declares no answers"),
        (
            "procedures/survey.yaml",
            "start:",
            "outcomes: {a: {ja: あ, en: a}}\nstart:",
            "asks for the outcome",
        ),
        (
            "procedures/open-call.yaml",
            "needs: [amount_yen], ",
            "",
            "must need what this event adds up: amount_yen",
        ),
        (HEARING, "kind: count", "kind: number", "not in the closed list"),
        (HEARING, "choices_of: need.themes", "choices_of: firm.is_sme", "not in the closed list"),
        (HEARING, ", choices_of: need.themes", "", "choices belong to"),
        (HEARING, "key: minutes", "key: heard_on", "the key stands twice"),
        (HEARING, "fields:", "lines:", "a form has at least one field"),
        (WORDS, "en: Reason, kind: text", "en: Reason, kind: song", "not in the closed list"),
        (WORDS, "sums: jobs", "sums: smiles", "not in the closed list"),
    ],
)
def test_a_slip_is_shown_with_its_place_and_the_way_to_mend_it(
    spoil: Spoil, plans: Path, file: str, old: str, new: str, message: str
) -> None:
    faults = [fault for fault in spoil(file, old, new) if message in fault.message]
    assert faults, faults_of(plans)
    fault = faults[0]
    assert fault.file == file
    assert fault.line > 0
    assert fault.how_to == (
        "docs/how-to/add-a-programme.md" if file == WORDS else "docs/how-to/add-a-procedure.md"
    )


def test_an_indicator_of_something_nobody_counts_is_shown(spoil: Spoil) -> None:
    file = "2009/national/n-shoene.yaml"
    (fault,) = spoil(file, "count: grant.decided", "count: grant.decidet")
    assert fault.word == "grant.decidet"
    assert "grant.decided" in fault.allowed


def test_a_sum_of_events_without_an_amount_is_shown(spoil: Spoil) -> None:
    (fault,) = spoil("2009/national/n-shoene.yaml", "sum: grant.paid", "sum: grant.decided")
    assert fault.allowed == ("grant.paid", "jobs.kept")


@pytest.mark.parametrize(("file", "old"), [(WORDS, "kind: text}"), (LOAN, "start: received")])
def test_procedures_that_do_not_read_are_refused_with_their_faults(plans: Path, file: str, old: str) -> None:
    path = plans / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, "kind: song}", 1), encoding="utf-8")
    with pytest.raises(PlanFaults, match=file):
        procedures_under(plans)
