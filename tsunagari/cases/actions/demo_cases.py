"""The demo's cases, made through the desk's own actions, so that journal and evaluation have their lines.

Each case is a life: what is done, and when the next thing is done. All lives go on together, in the order of
their days, as the work of half a year would.
"""

from __future__ import annotations

import datetime
import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction

from tsunagari.cases.actions.following_up import confirm_outcome
from tsunagari.cases.actions.handing_over import accept_handoff, refer_case
from tsunagari.cases.actions.moving import move_case
from tsunagari.cases.actions.noting import add_note, assign_case, record_hearing
from tsunagari.cases.actions.opening import Request, open_case
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.delivering import Delivery, deliveries
from tsunagari.cases.policy.demo_stories import STORIES, Story
from tsunagari.cases.policy.movers import staff_movers
from tsunagari.engines.procedure.days import PUBLIC_OFFICES, next_open, shift
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Membership
from tsunagari.registry.policy.actor import VISITOR, Actor
from tsunagari.registry.policy.organisations import HUB
from tsunagari.registry.policy.roles import COORDINATOR
from tsunagari.registry.queries.actors import actor_in

JAPAN = ZoneInfo("Asia/Tokyo")
FIRMS, SPREAD = 48, 7  # so many of the hub's firms come, every seventh card
CLOSED = 150  # consultations of the half year that are over
# Received so many open days before the demo's day and not accepted yet: overdue, due today, due soon.
WAITING = (4, 3, 3, 3, 3, 3, 2, 2, 1, 1, 0, 0)
Life = Iterator[datetime.datetime]


@dataclass(frozen=True, slots=True)
class Desk:
    """One organisation's coordinator and what it delivers."""

    organisation: Organisation
    actor: Actor
    delivery: Delivery

    @property
    def movers(self) -> frozenset[str]:
        return staff_movers(self.actor.role)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demo plays."""

    hub: Desk
    shelter: Desk
    firms: list[Firm]
    chance: random.Random
    now: datetime.datetime


def is_demo_lived_in() -> bool:
    """Whether a hub of the demo has cases already: then nothing is made, and no plan need be read for it."""
    return Case.objects.filter(organisation__is_demo=True, organisation__kind=HUB).exists()


@transaction.atomic
def load_demo_cases(catalogue: Catalogue, *, now: datetime.datetime, seed: int = 2009) -> int:
    """Fill the demo hub's desk, once. Returns how many cases were made; real records are left alone.

    Needs the demo's people and firms.
    `now` is the demo's day: nothing happens after it.
    """
    hub, shelter = desk_of("hub", catalogue), desk_of("subcontract_shelter", catalogue)
    if hub is None or shelter is None or Case.objects.filter(organisation=hub.organisation).exists():
        return 0
    kept = Firm.objects.filter(kept_by=hub.organisation, is_demo=True, merged_into=None).order_by("pk")
    firms = list(kept[::SPREAD])[:FIRMS]
    if not firms:
        return 0
    stage = Stage(hub, shelter, firms, random.Random(seed), now)  # noqa: S311 - a demo, not a secret
    live([*closed_lives(stage), *open_lives(stage)], now)
    return Case.objects.filter(organisation=hub.organisation).count()


def desk_of(kind: str, catalogue: Catalogue) -> Desk | None:
    """The demo's desk of a kind: the one with a coordinator."""
    membership = (
        Membership.objects.filter(
            organisation__kind=kind,
            organisation__is_demo=True,
            organisation__parent=None,
            organisation__prefecture="04",
            role=COORDINATOR,
            ended_at=None,
        )
        .select_related("organisation", "person")
        .first()
    )
    offered = deliveries(catalogue, kind)
    if membership is None or not offered:
        return None
    return Desk(membership.organisation, actor_in(membership), offered[0])


def live(lives: list[Life], until: datetime.datetime) -> None:
    """Let all lives go on, the earliest next thing first, as long as nothing lies after `until`."""
    waiting = [(next(life), number, life) for number, life in enumerate(lives)]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= until:
        _, number, life = heapq.heappop(waiting)
        if (again := next(life, None)) is not None:
            heapq.heappush(waiting, (again, number, life))


# ── lives ─────────────────────────────────────────────────────────────────────────────────────────
def closed_lives(stage: Stage) -> Iterator[Life]:
    """Consultations from April to September, most of them over by now."""
    days = (stage.now.date() - datetime.date(stage.now.year, 4, 6)).days - 14
    for number in range(CLOSED):
        on = datetime.date(stage.now.year, 4, 6) + datetime.timedelta(days=number * days // CLOSED)
        yield whole_life(stage, number, on)


def open_lives(stage: Stage) -> Iterator[Life]:
    """What lies on the desk today."""
    for number, days in enumerate(WAITING):
        yield new_life(stage, CLOSED + number, business_day(stage.now, -days), is_held=number < 9)
    for number in range(24):
        on = business_day(stage.now, -(5 + number % 9))
        yield half_life(stage, CLOSED + len(WAITING) + number, on, is_advised=number % 2 == 1)
    for number in range(6):
        on = business_day(stage.now, -(8 + number))
        yield referred_life(stage, CLOSED + 36 + number, on, is_taken_on=number % 2 == 0)


def whole_life(stage: Stage, number: int, on: datetime.date) -> Life:
    """Received, heard, advised, closed; three months later the firm says what became of it."""
    chance, story = stage.chance, STORIES[number % len(STORIES)]
    at = hour_of(chance, on)
    yield at
    case = receive(stage, number, story, at)
    yield (at := later(chance, at, 1))
    take_up(stage, case, story, at)
    yield (at := later(chance, at, 6))
    move(stage, case, "advise", at)
    if number % 4 == 0:
        add_note(stage.hub.actor, case.pk, story.next_step, now=at, is_for_firm=True)
    yield (at := later(chance, at, 12))
    outcome = chance.choices(("solved", "partly", "not_solved"), (6, 3, 1))[0]
    move(stage, case, "close", at, outcome=outcome)
    if chance.random() < 0.75:
        yield at + datetime.timedelta(days=92 + chance.randrange(6))
        said = outcome if chance.random() < 0.85 else "partly"
        confirm_outcome(VISITOR, case.pk, said, now=at + datetime.timedelta(days=98))


def new_life(stage: Stage, number: int, on: datetime.date, *, is_held: bool) -> Life:
    """Received and not yet taken up."""
    at = hour_of(stage.chance, on, last=9)
    yield at
    case = receive(stage, number, STORIES[number % len(STORIES)], at, is_held=False)
    if is_held:
        assign_case(stage.hub.actor, case.pk, stage.hub.actor.person_id, now=at)


def half_life(stage: Stage, number: int, on: datetime.date, *, is_advised: bool) -> Life:
    """Being heard, or advised."""
    chance, story = stage.chance, STORIES[number % len(STORIES)]
    at = hour_of(chance, on)
    yield at
    case = receive(stage, number, story, at)
    yield (at := later(chance, at, 1))
    if number % 5 == 0:
        move(stage, case, "accept", at)
        return
    take_up(stage, case, story, at)
    if is_advised:
        yield (at := later(chance, at, 2))
        move(stage, case, "advise", at)


def referred_life(stage: Stage, number: int, on: datetime.date, *, is_taken_on: bool) -> Life:
    """Handed to the shelter with the firm's consent; half of them are taken on there."""
    chance, story = stage.chance, STORIES[2]
    at = hour_of(chance, on)
    yield at
    case = receive(stage, number, story, at)
    yield (at := later(chance, at, 1))
    take_up(stage, case, story, at)
    yield (at := later(chance, at, 2))
    actor, shelter = stage.hub.actor, stage.shelter
    groups = ("identity", "contact", "consultations")
    give_consent(actor, case.firm, shelter.organisation, groups, "紹介のため", "phone", now=at)
    note = "取引は続けたいとのことです。"
    to = shelter.organisation.pk
    handoff = refer_case(actor, case.pk, "refer", to, note=note, now=at, version=None)
    if is_taken_on:
        yield (at := later(chance, at, 1))
        taken = shelter.delivery
        accept_handoff(
            shelter.actor, handoff.pk, programme=taken.programme, procedure=taken.procedure, now=at
        )


# ── what is done in them ──────────────────────────────────────────────────────────────────────────
def receive(stage: Stage, number: int, story: Story, at: datetime.datetime, *, is_held: bool = True) -> Case:
    firm = stage.firms[number * 5 % len(stage.firms)]
    request = Request(
        title=story.title,
        asked=story.asked,
        channel=("page", "phone", "visit")[number % 3],
        contact_name="代表（デモ）",
        contact_phone=firm.phone,
    )
    actor, delivery = stage.hub.actor, stage.hub.delivery
    return open_case(
        actor if request.channel != "page" else VISITOR,
        stage.hub.organisation,
        firm,
        request,
        programme=delivery.programme,
        procedure=delivery.procedure,
        now=at,
        holder_id=actor.person_id if is_held else None,
    )


def take_up(stage: Stage, case: Case, story: Story, at: datetime.datetime) -> None:
    move(stage, case, "accept", at)
    heard = {
        "heard_on": at.date(),
        "channel": "phone" if case.channel == "phone" else "visit",
        "minutes": 20 + stage.chance.randrange(9) * 5,
        "themes": list(story.themes),
        "heard": story.heard,
        "next_step": story.next_step,
    }
    record_hearing(stage.hub.actor, case.pk, heard, now=at)


def move(stage: Stage, case: Case, verb: str, at: datetime.datetime, **given: str) -> None:
    guards = {"form_filled": True}
    desk = stage.hub
    move_case(desk.actor, case.pk, verb, by=desk.movers, given=given, guards=guards, now=at)


# ── days ──────────────────────────────────────────────────────────────────────────────────────────
def business_day(now: datetime.datetime, distance: int) -> datetime.date:
    return shift(now.date(), distance, PUBLIC_OFFICES)


def hour_of(chance: random.Random, on: datetime.date, *, last: int = 16) -> datetime.datetime:
    """Some time in office hours, up to `last` o'clock, on that day or the next open one."""
    day = next_open(on, PUBLIC_OFFICES)
    hour, minute = chance.randrange(8, last), chance.randrange(0, 60, 5)
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=JAPAN)


def later(chance: random.Random, at: datetime.datetime, days: int) -> datetime.datetime:
    """Up to so many open days after the next one."""
    return hour_of(chance, shift(at.date(), 1 + chance.randrange(days), PUBLIC_OFFICES))
