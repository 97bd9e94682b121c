"""The shared procedures: steps with meanings and the moves between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tsunagari.base.words import Words
from tsunagari.programmes.faults import Fault
from tsunagari.programmes.node import Node
from tsunagari.programmes.vocabulary import Vocabulary

MOVE_WORDS = ("to", "by", "label", "needs", "within_business_days", "within_days")
ENDINGS = frozenset({"granted", "refused", "withdrawn", "closed"})


@dataclass(frozen=True, slots=True)
class Move:
    verb: str
    to: str
    by: str
    label: Words
    needs: tuple[str, ...] = ()
    within_business_days: int | None = None
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """`meaning` comes from a closed list and alone drives colour, counts and mail; labels carry no logic."""

    name: str
    meaning: str
    label: Words
    tell: Words
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    name: str
    title: Words
    start: str
    steps: Mapping[str, Step] = field(hash=False)
    path: tuple[str, ...] = ()
    source: str = ""
    is_assumed: bool = False

    @property
    def usual_steps(self) -> tuple[Step, ...]:
        return tuple(self.steps[name] for name in self.path)


def load_procedures(root: Path, vocabulary: Vocabulary) -> tuple[dict[str, Procedure], list[Fault]]:
    """Every procedure under `root`/procedures, by name, and what is wrong with them."""
    procedures, faults = {}, []
    for path in sorted((root / "procedures").glob("*.yaml")):
        node = Node.of_file(path, root)
        procedures[path.stem] = read_procedure(node, path.stem, vocabulary.lists["meanings"])
        faults += node.source.faults
    return procedures, faults


def read_procedure(node: Node, name: str, meanings: Collection[str]) -> Procedure:
    node.only("name", "source", "assumed", "start", "steps", "path")
    steps = node / "steps"
    names = steps.keys()
    procedure = Procedure(
        name=name,
        title=(node / "name").words(),
        start=(node / "start").choice(names),
        steps={step: read_step(steps / step, step, names, meanings) for step in names},
        path=(node / "path").choices(names),
        source=(node / "source").text(""),
        is_assumed=(node / "assumed").flag(),
    )
    check_walk(node, procedure)
    return procedure


def read_step(node: Node, name: str, steps: Collection[str], meanings: Collection[str]) -> Step:
    node.only("meaning", "label", "tell", "moves", "form")
    moves = node / "moves"
    return Step(
        name=name,
        meaning=(node / "meaning").choice(meanings),
        label=(node / "label").words(),
        tell=(node / "tell").words(),
        moves=tuple(read_move(moves / verb, verb, steps) for verb in moves.keys()),
    )


def read_move(node: Node, verb: str, steps: Collection[str]) -> Move:
    node.only(*MOVE_WORDS)
    return Move(
        verb=verb,
        to=(node / "to").choice(steps),
        by=(node / "by").text(),
        label=(node / "label").words(),
        needs=(node / "needs").texts(),
        within_business_days=optional_whole(node / "within_business_days"),
        within_days=optional_whole(node / "within_days"),
    )


def optional_whole(node: Node) -> int | None:
    return node.whole() if node.value is not None else None


def check_walk(node: Node, procedure: Procedure) -> None:
    """Every step can be reached from the start, and from every step some ending can be reached."""
    steps = procedure.steps
    onward = {name: {move.to for move in step.moves if move.to in steps} for name, step in steps.items()}
    reached = closure({procedure.start} & set(steps), onward)
    backward = {name: {before for before, after in onward.items() if name in after} for name in steps}
    ends = {name for name, step in steps.items() if step.meaning in ENDINGS and not step.moves}
    can_end = closure(ends, backward)
    for name in steps:
        if name not in reached:
            (node / "steps" / name).fault("no move leads to this step", word=name)
        if name not in can_end:
            (node / "steps" / name).fault("no ending can be reached from this step", word=name)


def closure(start: set[str], onward: Mapping[str, set[str]]) -> set[str]:
    reached, edge = set(start), set(start)
    while edge:
        edge = {after for name in edge for after in onward[name]} - reached
        reached |= edge
    return reached
