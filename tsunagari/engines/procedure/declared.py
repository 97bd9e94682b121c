"""What a procedure is made of. A case keeps the whole of it, with labels and forms, from its first day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tsunagari.base.words import NO_WORDS, Words

ENDINGS = frozenset({"granted", "refused", "withdrawn", "closed"})
KINDS = ("text", "choice", "choices", "date", "yen", "count", "organisation", "consent", "person")
ANYONE, CLOCK = "anyone", "clock"
FORM_FILLED = "form_filled"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a choice. `counts` is the journal event that the answer counts as."""

    code: str
    label: Words
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """Something to be told: a move's need or a line of a form. `kind` is one of KINDS."""

    key: str
    kind: str
    label: Words
    is_required: bool = True
    options: tuple[Option, ...] = ()

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    title: Words
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days, 1 or more; business days leave out what an office's calendar closes."""

    days: int
    is_business: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """`by` names who may make it (`movers`), `guards` what must hold for it, `counts` its journal event."""

    verb: str
    to: str
    by: str
    label: Words
    needs: tuple[Field, ...] = ()
    guards: tuple[str, ...] = ()
    form: Form | None = None
    within: Limit | None = None
    counts: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All that must or may be told with the move."""
        return self.needs + (self.form.fields if self.form else ())


@dataclass(frozen=True, slots=True)
class Silence:
    """The move that time itself makes when nobody has moved within the limit."""

    move: str
    after: Limit


@dataclass(frozen=True, slots=True)
class Step:
    """`meaning` comes from a closed list and alone drives colour, counts and mail; labels carry no logic.

    `form` is filled in while the matter stands here. `remind` are business days from the day the step is due:
    -1 is the day before, 2 the second day after.
    """

    name: str
    meaning: str
    label: Words
    tell: Words
    moves: tuple[Move, ...] = ()
    form: Form | None = None
    on_silence: Silence | None = None
    remind: tuple[int, ...] = ()

    @property
    def is_ending(self) -> bool:
        return not self.moves

    def move(self, verb: str) -> Move | None:
        return next((move for move in self.moves if move.verb == verb), None)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Asked again so many months after a matter came to rest at one of `steps`; `counts` any answer."""

    after_months: int
    steps: tuple[str, ...]
    asks: Field
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """`path` is the usual way; `labels` are those of the closed words used: `movers.expert`.

    `counts` is the journal event that a new matter counts as.
    """

    name: str
    title: Words
    start: str
    steps: Mapping[str, Step] = field(hash=False)
    path: tuple[str, ...] = ()
    counts: str = ""
    follow_up: FollowUp | None = None
    labels: Mapping[str, Words] = field(default_factory=dict, hash=False)
    source: str = ""
    is_assumed: bool = False

    @property
    def usual_steps(self) -> tuple[Step, ...]:
        return tuple(self.steps[name] for name in self.path)

    def label(self, list_name: str, code: str) -> Words:
        return self.labels.get(f"{list_name}.{code}", NO_WORDS)
