"""Staff, the firm and another desk act on one case in any order: what is refused changes nothing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.cases.desks import GROUPS, HEARD, NOW, Desk, agreed, desk, heard, opened, shelter
from tests.registry.firms import staff
from tsunagari.base.errors import BadInput
from tsunagari.cases.actions.following_up import confirm_outcome
from tsunagari.cases.actions.handing_over import accept_handoff, refer_case, return_handoff
from tsunagari.cases.actions.moving import ChangedMeanwhile, move_case, undo_move
from tsunagari.cases.actions.noting import add_note, ask_firm, assign_case, make_appointment, record_hearing
from tsunagari.cases.actions.periodic import ask_what_became_of_it, let_time_speak, remind
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.answers import hands_over
from tsunagari.cases.policy.movers import APPLICANT, DESK_STAFF
from tsunagari.cases.queries.cases import form_is_filled
from tsunagari.cases.queries.procedures import position_of, procedure_of
from tsunagari.engines.procedure.positions import open_moves
from tsunagari.engines.procedure.simulation import samples
from tsunagari.registry.actions.consents import give_consent, revoke_consent
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.policy.actor import VISITOR

VERBS = ("accept", "decline", "advise", "again", "close", "withdraw", "escalate", "confirm", "nonsense")
OUTCOMES = ("solved", "partly", "elsewhere", "nonsense")
WATCHED = ("cases", "registry")


def everything() -> dict[str, list[Any]]:
    """Every row of the desk's tables and the shared ones."""
    models = [model for label in WATCHED for model in apps.get_app_config(label).get_models()]
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


class CaseMachine(RuleBasedStateMachine):
    """One case; time only goes on. Each rule is a thing that somebody tries."""

    @initialize(at=st.sampled_from(("received", "hearing", "referred")))
    def begin(self, at: str) -> None:
        self.savepoint = transaction.savepoint()
        self.hub, self.partner = desk(), shelter()
        self.other = staff(self.hub.organisation)
        self.now = NOW
        self.case = opened(self.hub) if at == "received" else heard(self.hub)
        if at == "referred":
            agreed(self.hub, self.case, self.partner)
            to = self.partner.organisation.pk
            refer_case(self.hub.actor, self.case.pk, "refer", to, note="", now=NOW, version=None)
            self.case.refresh_from_db()
        self.version = self.case.version
        self.lines = JournalLine.objects.count()

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    def attempt(self, act: Any, *, at_least: int = 1) -> None:
        """What is accepted leaves lines; what is refused leaves everything as it was."""
        self.now += datetime.timedelta(minutes=1)
        before = everything()
        try:
            with transaction.atomic():
                act()
        except BadInput:
            assert everything() == before
        else:
            lines = JournalLine.objects.count()
            assert lines >= self.lines + at_least
            self.lines = lines

    @rule(
        verb=st.sampled_from(VERBS),
        by=st.sampled_from((DESK_STAFF, APPLICANT)),
        outcome=st.sampled_from(OUTCOMES),
    )
    def move(self, verb: str, by: str, outcome: str) -> None:
        needs = {"close": {"outcome": outcome}, "decline": {"reason": "out_of_field"}}
        guards = {"form_filled": form_is_filled(self.case)}
        given = needs.get(verb, {})
        self.attempt(
            lambda: move_case(
                self.hub.actor, self.case.pk, verb, by={by}, given=given, guards=guards, now=self.now
            )
        )

    @rule(which=st.integers(0, 9), age=st.sampled_from((0, 0, 0, 1)))
    def go_on(self, which: int, age: int) -> None:
        """One of the moves that stand open now; sometimes from a page that is older than the case."""
        procedure = procedure_of(self.case)
        open_now = open_moves(procedure, position_of(self.case), by={DESK_STAFF})
        moves = [move for move in open_now if not hands_over(move)]
        if not moves:
            return
        move = moves[which % len(moves)]
        given = dict(samples(move.fields, self.now.date()))
        guards = {"form_filled": form_is_filled(self.case)}
        self.attempt(
            lambda: move_case(
                self.hub.actor,
                self.case.pk,
                move.verb,
                by={DESK_STAFF},
                given=given,
                guards=guards,
                now=self.now,
                version=self.version - age,
            )
        )

    @precondition(lambda self: self.case.closed_at is not None)
    @rule()
    def another(self) -> None:
        """The firm comes back with something else."""
        self.case = opened(self.hub, self.case.firm, now=self.now)
        self.version, self.lines = self.case.version, JournalLine.objects.count()

    @rule(age=st.integers(0, 3))
    def move_from_an_old_page(self, age: int) -> None:
        version = Case.objects.get(pk=self.case.pk).version - age
        self.attempt(
            lambda: move_case(
                self.hub.actor,
                self.case.pk,
                "accept",
                by={DESK_STAFF},
                given={},
                guards={},
                now=self.now,
                version=version,
            )
        )

    @rule()
    def hear(self) -> None:
        self.attempt(lambda: record_hearing(self.hub.actor, self.case.pk, HEARD, now=self.now))

    @rule(text=st.sampled_from(("", "  ", "聞いたこと")))
    def note(self, text: str) -> None:
        self.attempt(lambda: add_note(self.hub.actor, self.case.pk, text, now=self.now))

    @rule(to_other=st.booleans())
    def assign(self, to_other: bool) -> None:
        person_id = self.other.person_id if to_other else self.partner.actor.person_id
        self.attempt(lambda: assign_case(self.hub.actor, self.case.pk, person_id, now=self.now))

    @rule(text=st.sampled_from(("", "決算書はありますか")))
    def ask(self, text: str) -> None:
        self.attempt(lambda: ask_firm(self.hub.actor, self.case.pk, text, now=self.now))

    @rule(days=st.integers(-1, 2))
    def meet(self, days: int) -> None:
        begins_at = self.now + datetime.timedelta(days=days)
        self.attempt(lambda: make_appointment(self.hub.actor, self.case.pk, begins_at, "窓口", now=self.now))

    @rule(by_other=st.booleans())
    def undo(self, by_other: bool) -> None:
        actor = self.other if by_other else self.hub.actor
        self.attempt(lambda: undo_move(actor, self.case.pk, now=self.now))

    @rule()
    def agree(self) -> None:
        self.attempt(
            lambda: give_consent(
                self.hub.actor,
                self.case.firm,
                self.partner.organisation,
                GROUPS,
                "紹介",
                "phone",
                now=self.now,
            )
        )

    @rule()
    def revoke(self) -> None:
        consent = Consent.objects.filter(revoked_at=None).first()
        if consent:
            self.attempt(lambda: revoke_consent(self.hub.actor, consent, now=self.now))

    @rule()
    def refer(self) -> None:
        to = self.partner.organisation.pk
        self.attempt(
            lambda: refer_case(
                self.hub.actor, self.case.pk, "refer", to, note="", now=self.now, version=None
            ),
            at_least=3,
        )

    @rule(accepts=st.booleans(), reason=st.sampled_from(("no_room", "nonsense")))
    def answer(self, accepts: bool, reason: str) -> None:
        handoff = Handoff.objects.last()
        if handoff is None:
            return
        delivery, actor = self.partner.delivery, self.partner.actor
        if accepts:
            self.attempt(
                lambda: accept_handoff(
                    actor,
                    handoff.pk,
                    programme=delivery.programme,
                    procedure=delivery.procedure,
                    now=self.now,
                ),
                at_least=3,
            )
        else:
            self.attempt(lambda: return_handoff(actor, handoff.pk, reason, now=self.now), at_least=2)

    @rule(outcome=st.sampled_from(OUTCOMES))
    def confirm(self, outcome: str) -> None:
        self.attempt(lambda: confirm_outcome(VISITOR, self.case.pk, outcome, now=self.now))

    @rule(days=st.integers(1, 20))
    def time_goes_on(self, days: int) -> None:
        self.now += datetime.timedelta(days=days)
        self.attempt(lambda: let_time_speak(self.now), at_least=0)
        before = JournalLine.objects.count()
        remind(self.now)
        ask_what_became_of_it(self.now)
        assert let_time_speak(self.now) == 0
        assert JournalLine.objects.count() == before

    @invariant()
    def the_case_is_whole(self) -> None:
        if not hasattr(self, "case"):
            return
        self.case = Case.objects.get(pk=self.case.pk)
        assert self.case.version >= self.version
        self.version = self.case.version
        step = self.hub.delivery.procedure.steps[self.case.step]
        assert self.case.meaning == step.meaning
        assert (self.case.closed_at is not None) == step.is_ending


class TestCaseMachine(TestCase):
    def test_any_order_of_deeds(self) -> None:
        run_state_machine_as_test(CaseMachine, settings=settings(max_examples=8, stateful_step_count=30))


@pytest.mark.django_db
def test_a_page_without_its_version_would_overwrite(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: it is the comparison of versions that stops the second of two."""
    hub: Desk = desk()
    case = opened(hub)
    assign_case(hub.actor, case.pk, None, now=NOW)

    def late() -> None:
        move_case(
            hub.actor, case.pk, "accept", by={DESK_STAFF}, given={}, guards={}, now=NOW, version=case.version
        )

    with pytest.raises(ChangedMeanwhile):
        late()
    monkeypatch.setattr(
        "tsunagari.cases.actions.moving.locked", lambda case_id, version: Case.objects.get(pk=case_id)
    )
    late()
    assert Case.objects.get(pk=case.pk).step == "hearing"
