"""A case goes from one step of its procedure to another, or one back."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.cases.actions.lines import about, counting_for
from tsunagari.cases.actions.telling import UNDO_WITHIN, tell_firm
from tsunagari.cases.links import STATUS, address_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cases.policy.answers import hands_over
from tsunagari.cases.policy.movers import PARTNER_STAFF
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.policy.telling import moved_letter
from tsunagari.cases.queries.procedures import position_of, procedure_of
from tsunagari.engines.procedure import positions
from tsunagari.engines.procedure.days import PUBLIC_OFFICES
from tsunagari.engines.procedure.declared import Move, Procedure
from tsunagari.engines.procedure.positions import Position
from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.actor import Actor

CHANGED_BY_A_MOVE = ("step", "meaning", "since", "due_on", "outcome", "closed_at")


class ChangedMeanwhile(Conflict):
    """Someone else changed the case after the page was made (409). Nothing was written."""


@transaction.atomic
def move_case(  # noqa: PLR0913 (who, what, with what, as of when)
    actor: Actor,
    case_id: int,
    verb: str,
    *,
    by: Collection[str],
    given: Mapping[str, Any],
    guards: Mapping[str, bool],
    now: datetime.datetime,
    version: int | None = None,
    text: str = "",
) -> Case:
    """Make one move. Raises BadInput for a move the procedure refuses, ChangedMeanwhile for a stale page.

    `version` is that of the page the move was made from; None where no page was (time, the firm's link).
    """
    case = locked(case_id, version)
    procedure = procedure_of(case)
    after = positions.move(
        procedure,
        position_of(case),
        verb,
        by=by,
        given=given,
        guards=guards,
        on=max(now.date(), case.since),
        calendar=PUBLIC_OFFICES,
    )
    made = procedure.steps[case.step].move(verb)
    assert made is not None  # noqa: S101 - the engine has just made it
    before = {name: plain(getattr(case, name)) for name in CHANGED_BY_A_MOVE}
    arrive(case, after, procedure, given=given, now=now)
    entry = CaseEntry.objects.create(
        case=case,
        at=now,
        person_id=actor.person_id,
        on_behalf_of_id=actor.on_behalf_of_id,
        kind="moved",
        verb=verb,
        from_step=before["step"],
        to_step=case.step,
        text=text or str(given.get("reason", "")),
        fields={key: plain(value) for key, value in given.items()},
        before=before,
        is_for_firm=True,
    )
    write_down(actor, case, made, given, now=now)
    letter = moved_letter(
        number=case_number(case.year, case.serial),
        organisation=case.organisation.name,
        step=procedure.steps[case.step],
        status=address_of(case, STATUS),
    )
    tell_firm(case, letter, key=letter_key(entry), now=now, wait=UNDO_WITHIN)
    return case


def locked(case_id: int, version: int | None) -> Case:
    """The case, held until the transaction ends. Raises ChangedMeanwhile where it is no longer `version`."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("organisation", "firm")
    case = cases.get(pk=case_id)
    if version is not None and case.version != version:
        raise ChangedMeanwhile(
            given=str(version),
            allowed=str(case.version),
            mend="Look at what changed, then decide again.",
            where="version",
        )
    return case


def arrive(
    case: Case, after: Position, procedure: Procedure, *, given: Mapping[str, Any], now: datetime.datetime
) -> None:
    """The case stands at its new step; where that is an end it is closed, and looked at again later."""
    step = procedure.steps[after.step]
    case.step, case.meaning = after.step, step.meaning
    case.since, case.due_on = after.since, after.due_on
    case.outcome = str(given.get("outcome", case.outcome))
    case.closed_at = now if step.is_ending else None
    case.version += 1
    case.save(update_fields=[*CHANGED_BY_A_MOVE, "version"])
    again = positions.follow_up_on(procedure, after, PUBLIC_OFFICES)
    if again is not None:
        FollowUp.objects.update_or_create(case=case, defaults={"due_on": again, "cancelled_at": None})


def write_down(
    actor: Actor, case: Case, made: Move, given: Mapping[str, Any], *, now: datetime.datetime
) -> None:
    """One line for the move, and one more for each further event that it counts as."""
    counted = positions.events(procedure_of(case), made, given)
    told = {"move": made.verb, "step": case.step, **{key: plain(value) for key, value in given.items()}}
    for number, event in enumerate(counted or ("",)):
        record(
            actor,
            "case.moved" if number == 0 else "case.counted",
            **about(case),
            **counting_for(case),
            event=event,
            now=now,
            values=told if number == 0 else {},
        )


@transaction.atomic
def undo_move(actor: Actor, case_id: int, *, now: datetime.datetime, version: int | None = None) -> Case:
    """Take back the last move: the person who made it, within ten minutes, before the firm was told.

    Raises BadInput where that is over, where something happened since, or where the move already counted.
    """
    case = locked(case_id, version)
    last = case.entries.filter(undone_at=None).order_by("-at", "-pk").first()
    told = OutboxItem.objects.select_for_update().filter(key=letter_key(last)).first() if last else None
    if refusal := why_not_undone(actor, last, told, now=now):
        raise BadInput(given="undo", allowed=refusal, where="undo")
    assert last is not None  # noqa: S101 - an entry that is missing was refused
    for name, value in last.before.items():
        setattr(case, name, Case._meta.get_field(name).to_python(value))  # noqa: SLF001 - Django's own door
    case.version += 1
    case.save(update_fields=[*last.before, "version"])
    last.undone_at = now
    last.save(update_fields=["undone_at"])
    if told is not None:
        told.delete()
    FollowUp.objects.filter(case=case, answered_at=None).delete()
    record(
        actor,
        "case.undone",
        **about(case),
        now=now,
        values={"move": last.verb, "step": case.step},
    )
    return case


def may_undo(actor: Actor, last: CaseEntry, *, now: datetime.datetime) -> bool:
    """Whether the actor could take the last entry back now."""
    if last.kind != "moved" or now - last.at > UNDO_WITHIN:
        return False
    told = OutboxItem.objects.filter(key=letter_key(last)).first()
    return not why_not_undone(actor, last, told, now=now)


def why_not_undone(
    actor: Actor, last: CaseEntry | None, told: OutboxItem | None, *, now: datetime.datetime
) -> str:
    """Why the last entry cannot be taken back; empty where it can."""
    if last is None or last.kind != "moved":
        return _("最後にしたことが、段階を進めたことであるとき")
    if last.person_id is None or last.person_id != actor.person_id:
        return _("進めた本人だけ")
    if now - last.at > UNDO_WITHIN:
        return _("進めてから10分のあいだ")
    if has_counted(last):
        return _("件数に数えられていないもの")
    if has_handed_over(last):
        return _("ほかの機関に届いていないもの")
    if told is not None and told.state != "waiting":
        return _("会社に知らせる前")
    return ""


def has_counted(entry: CaseEntry) -> bool:
    """Whether the journal already counts the entry's move as an event of the programme."""
    made = move_of(entry)
    return made is not None and bool(positions.events(procedure_of(entry.case), made, entry.fields))


def has_handed_over(entry: CaseEntry) -> bool:
    """Whether another organisation has a share in the move: it was handed the matter, or answered."""
    made = move_of(entry)
    return made is not None and (hands_over(made) or made.by == PARTNER_STAFF)


def move_of(entry: CaseEntry) -> Move | None:
    step = procedure_of(entry.case).steps.get(entry.from_step)
    return step.move(entry.verb) if step else None


def letter_key(entry: CaseEntry) -> str:
    return f"case:{entry.case_id}:entry:{entry.pk}"


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, datetime.date) else value
