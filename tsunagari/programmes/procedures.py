"""The shared procedures and their forms, from plans/procedures/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tsunagari.base.words import NO_WORDS, Words
from tsunagari.engines.procedure.declared import (
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
from tsunagari.programmes.faults import Fault, PlanFaults
from tsunagari.programmes.forms import read_form, read_options
from tsunagari.programmes.node import Node
from tsunagari.programmes.procedure_walk import check_procedure
from tsunagari.programmes.vocabulary import Vocabulary, load_vocabulary

HOW_TO = "docs/how-to/add-a-procedure.md"
PROCEDURE_WORDS = (
    *("name", "source", "assumed", "start", "path", "steps"),
    *("outcomes", "reasons", "counts", "follow_up"),
)
STEP_WORDS = ("meaning", "label", "tell", "moves", "form", "on_silence", "remind")
MOVE_WORDS = (
    *("to", "by", "label", "needs", "guards", "form", "counts"),
    *("within_business_days", "within_days"),
)
LONGEST_DAYS = 3_653


def load_procedures(root: Path, vocabulary: Vocabulary) -> tuple[dict[str, Procedure], list[Fault]]:
    """Every procedure under `root`/procedures, by name, and what is wrong with them and their forms."""
    procedures, forms, faults = {}, {}, []
    for path in sorted((root / "procedures" / "forms").glob("*.yaml")):
        node = Node.of_file(path, root, HOW_TO)
        forms[path.stem] = read_form(node, path.stem, vocabulary)
        faults += node.source.faults
    for path in sorted((root / "procedures").glob("*.yaml")):
        node = Node.of_file(path, root, HOW_TO)
        procedures[path.stem] = ProcedureReader(node, vocabulary, forms).read(path.stem)
        faults += node.source.faults
    return procedures, faults


def procedures_under(root: Path) -> dict[str, Procedure]:
    """Every procedure under `root`, by name. Raises PlanFaults with every fault of the files."""
    vocabulary, faults = load_vocabulary(root)
    if faults:
        raise PlanFaults(faults)
    procedures, faults = load_procedures(root, vocabulary)
    if faults:
        raise PlanFaults(faults)
    return procedures


@dataclass(frozen=True, slots=True)
class ProcedureReader:
    """Reads one procedure file with the closed lists of the vocabulary and the forms beside it."""

    node: Node
    vocabulary: Vocabulary
    forms: Mapping[str, Form]

    def read(self, name: str) -> Procedure:
        node = self.node
        node.only(*PROCEDURE_WORDS)
        names = (node / "steps").keys()
        steps = {step: self.step(node / "steps" / step, step) for step in names}
        procedure = Procedure(
            name=name,
            title=(node / "name").words(),
            start=(node / "start").choice(names),
            steps=steps,
            path=(node / "path").choices(names),
            counts=self.event(node / "counts"),
            follow_up=self.follow_up(node / "follow_up"),
            labels=dict(self.labels(steps)),
            source=(node / "source").text(""),
            is_assumed=(node / "assumed").flag(),
        )
        check_procedure(node, procedure)
        return procedure

    def step(self, node: Node, name: str) -> Step:
        node.only(*STEP_WORDS)
        moves = node / "moves"
        return Step(
            name=name,
            meaning=(node / "meaning").choice(self.vocabulary.lists["meanings"]),
            label=(node / "label").words(),
            tell=(node / "tell").words(),
            moves=tuple(self.move(moves / verb, verb) for verb in moves.keys()),
            form=self.form(node / "form"),
            on_silence=silence(node / "on_silence", moves.keys()),
            remind=tuple(item.whole() for item in (node / "remind").items()),
        )

    def move(self, node: Node, verb: str) -> Move:
        node.only(*MOVE_WORDS)
        needs = tuple(self.need(item, verb) for item in (node / "needs").items())
        return Move(
            verb=verb,
            to=(node / "to").choice((self.node / "steps").keys()),
            by=(node / "by").choice(self.vocabulary.lists["movers"]),
            label=(node / "label").words(),
            needs=needs,
            guards=(node / "guards").choices(self.vocabulary.lists["guards"]),
            form=self.form(node / "form"),
            within=limit(node, "within"),
            counts=self.event(node / "counts", needs),
        )

    def need(self, node: Node, verb: str) -> Field:
        """A need of a move. What may be answered to `outcome` and `reason` is the procedure's own."""
        code = node.choice(self.vocabulary.lists["needs"])
        options: tuple[Option, ...] = ()
        if code == "outcome":
            options = self.options(self.node / "outcomes")
        elif code == "reason":
            options = self.options(self.node / "reasons" / verb)
        kind = "choice" if options else self.vocabulary.kinds.get(code, "text")
        if kind == "choice" and not options:
            node.fault("the procedure declares no answers to this choice", word=code, allowed=("outcomes",))
        label = self.vocabulary.lists["needs"].get(code, NO_WORDS)
        return Field(code, kind, label, options=options)

    def options(self, node: Node) -> tuple[Option, ...]:
        return read_options(node, self.vocabulary.lists["events"])

    def form(self, node: Node) -> Form | None:
        return self.forms.get(node.choice(self.forms)) if node.value is not None else None

    def event(self, node: Node, needs: tuple[Field, ...] = ()) -> str:
        if node.value is None:
            return ""
        event = node.choice(self.vocabulary.lists["events"])
        added = self.vocabulary.sums.get(event)
        if added and added not in {need.key for need in needs}:
            node.fault(f"the move must need what this event adds up: {added}", word=event)
        return event

    def follow_up(self, node: Node) -> FollowUp | None:
        if node.value is None:
            return None
        node.only("after_months", "steps", "asks", "counts")
        months = (node / "after_months").whole()
        if not 1 <= months <= 120:
            (node / "after_months").fault("a follow-up comes after 1 to 120 months", word=months)
        steps = (node / "steps").choices((self.node / "steps").keys())
        asks = self.need(node / "asks", "follow_up")
        return FollowUp(months, steps, asks, self.event(node / "counts"))

    def labels(self, steps: Mapping[str, Step]) -> Iterator[tuple[str, Words]]:
        """The closed words that the steps use, with their labels."""
        used = {("meanings", step.meaning) for step in steps.values()}
        for move in (move for step in steps.values() for move in step.moves):
            used |= {("movers", move.by), *(("guards", guard) for guard in move.guards)}
        for name, code in sorted(used):
            yield f"{name}.{code}", self.vocabulary.lists[name].get(code, NO_WORDS)


def limit(node: Node, word: str) -> Limit | None:
    """`<word>_days` or `<word>_business_days` of a mapping, not both."""
    days, business = node / f"{word}_days", node / f"{word}_business_days"
    said = [each for each in (days, business) if each.value is not None]
    if len(said) > 1:
        business.fault("one limit is enough: days or business days")
    for each in said:
        count = each.whole()
        if 1 <= count <= LONGEST_DAYS:
            return Limit(count, is_business=each is business)
        each.fault(f"a limit is 1 to {LONGEST_DAYS} days", word=count)
    return None


def silence(node: Node, verbs: tuple[str, ...]) -> Silence | None:
    if node.value is None:
        return None
    node.only("after_days", "after_business_days", "move")
    after = limit(node, "after")
    verb = (node / "move").choice(verbs)
    if after is None:
        node.fault("say how long: after_days or after_business_days", word="on_silence")
    return Silence(verb, after) if after else None
