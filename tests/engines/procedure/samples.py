"""A small procedure with one of everything, and procedures at random."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from tsunagari.base.words import Words
from tsunagari.engines.procedure.declared import (
    CLOCK,
    ENDINGS,
    KINDS,
    Field,
    FollowUp,
    Form,
    Limit,
    Move,
    Option,
    Procedure,
    Silence,
    Step,
)

DAY = datetime.date(2009, 9, 17)  # a Thursday before five days without an office: 19 to 23 September


def words(text: str) -> Words:
    return Words(f"{text}の", text)


def field(
    key: str, kind: str = "text", *, is_required: bool = True, options: tuple[Option, ...] = ()
) -> Field:
    return Field(key, kind, words(key), is_required, options)


OUTCOME = field(
    "outcome", "choice", options=(Option("good", words("good"), "matter.solved"), Option("bad", words("bad")))
)
FORM = Form("record", words("record"), (field("heard"), field("minutes", "count", is_required=False)))


def step(
    name: str, meaning: str, *moves: Move, silence: Silence | None = None, remind: tuple[int, ...] = ()
) -> Step:
    return Step(name, meaning, words(name), words(f"tell {name}"), moves, None, silence, remind)


def move(verb: str, to: str, by: str = "staff", **rest: object) -> Move:
    return Move(verb, to, by, words(verb), **rest)  # type: ignore[arg-type]


SMALL = Procedure(
    name="small",
    title=words("small"),
    start="asked",
    steps={
        "asked": step(
            "asked",
            "waiting",
            move(
                "accept",
                "open",
                within=Limit(2, is_business=True),
                needs=(field("why"),),
                counts="matter.begun",
            ),
            move("forget", "asked", CLOCK),
            move("leave", "left", "owner"),
            silence=Silence("forget", Limit(5, is_business=True)),
            remind=(-1, 1),
        ),
        "open": step(
            "open",
            "working",
            move("note", "open", "anyone", form=FORM),
            move(
                "close", "done", guards=("agreed",), needs=(OUTCOME,), within=Limit(3), counts="matter.closed"
            ),
        ),
        "left": step("left", "withdrawn"),
        "done": step("done", "closed"),
    },
    path=("asked", "open", "done"),
    follow_up=FollowUp(3, ("done",), OUTCOME, "matter.confirmed"),
    labels={"guards.agreed": words("agreed"), "movers.staff": words("staff")},
)


# ── at random ─────────────────────────────────────────────────────────────────────────────────────
TEXTS = st.text(max_size=6)
CODES = st.text("abcdef_", min_size=1, max_size=4)
WORDS = st.builds(Words, TEXTS, TEXTS)
OPTIONS = st.builds(Option, CODES, WORDS, TEXTS)
FIELDS = st.builds(
    Field, CODES, st.sampled_from(KINDS), WORDS, st.booleans(), st.lists(OPTIONS, max_size=2).map(tuple)
)
FORMS = st.builds(Form, CODES, WORDS, st.lists(FIELDS, max_size=2).map(tuple))
LIMITS = st.builds(Limit, st.integers(1, 40), st.booleans())
MOVES = st.builds(
    Move,
    verb=CODES,
    to=CODES,
    by=CODES,
    label=WORDS,
    needs=st.lists(FIELDS, max_size=2).map(tuple),
    guards=st.lists(CODES, max_size=2).map(tuple),
    form=st.none() | FORMS,
    within=st.none() | LIMITS,
    counts=TEXTS,
)
STEPS = st.builds(
    Step,
    name=CODES,
    meaning=st.sampled_from(sorted(ENDINGS)),
    label=WORDS,
    tell=WORDS,
    moves=st.lists(MOVES, max_size=2).map(tuple),
    form=st.none() | FORMS,
    on_silence=st.none() | st.builds(Silence, CODES, LIMITS),
    remind=st.lists(st.integers(-9, 9), max_size=2).map(tuple),
)
PROCEDURES = st.builds(
    Procedure,
    name=CODES,
    title=WORDS,
    start=CODES,
    steps=st.lists(STEPS, max_size=2).map(lambda steps: {each.name: each for each in steps}),
    path=st.lists(CODES, max_size=3).map(tuple),
    counts=TEXTS,
    follow_up=st.none()
    | st.builds(FollowUp, st.integers(1, 9), st.lists(CODES, max_size=2).map(tuple), FIELDS, TEXTS),
    labels=st.dictionaries(CODES, WORDS, max_size=3),
    source=TEXTS,
    is_assumed=st.booleans(),
)
