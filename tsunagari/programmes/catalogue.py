"""One year's plan in memory: loaded once, shared by every door, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.engines.facts.statutes import Statutes
from tsunagari.engines.masks.masks import Masks, compile_masks
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.programmes.faults import Fault, PlanFaults, shown
from tsunagari.programmes.node import Node
from tsunagari.programmes.plan_file import read_plan
from tsunagari.programmes.procedures import load_procedures
from tsunagari.programmes.programme_file import ProgrammeReader, read_examples
from tsunagari.programmes.schema import Example, Plan, Programme
from tsunagari.programmes.stated_counts import StatedCount, looked_up, read_stated_counts
from tsunagari.programmes.statutes import load_statutes
from tsunagari.programmes.vocabulary import Vocabulary, load_vocabulary

TIERS = ("national", "prefecture", "smrj")
EXAMPLES = ".examples.yaml"


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The programmes of one year in the document's order, and all that is needed to judge by them.

    One reading is equal to itself only: what was worked out from it may be kept by it.
    """

    year: int
    plan: Plan
    programmes: tuple[Programme, ...]
    examples: Mapping[str, tuple[Example, ...]]
    vocabulary: Vocabulary
    procedures: Mapping[str, Procedure]
    statutes: Statutes
    stated_counts: tuple[StatedCount, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Programme]:
        return {programme.key: programme for programme in self.programmes}

    @cached_property
    def masks(self) -> Masks:
        """All rules compiled, for whoever needs verdicts without reasons."""
        return compile_masks({programme.key: programme.rule for programme in self.programmes})

    @cached_property
    def digest(self) -> str:
        """One digest over all programme files, order included."""
        return hashlib.sha256("".join(p.digest for p in self.programmes).encode()).hexdigest()

    def of(self, tier: str, pillar: str = "") -> tuple[Programme, ...]:
        return tuple(p for p in self.programmes if p.tier == tier and pillar in ("", p.pillar))


def years_under(root: Path) -> tuple[int, ...]:
    """The plan years declared under `root`, newest first."""
    folders = root.glob("[0-9][0-9][0-9][0-9]/plan.yaml")
    return tuple(sorted((int(path.parent.name) for path in folders), reverse=True))


def load_catalogue(root: Path, year: int, *, drafts: Path | None = None) -> Catalogue:
    """Read the plan of `year` under `root`, or its draft under `drafts`: both share root's vocabulary.

    Raises PlanFaults with every fault of every file.
    """
    home = drafts or root
    if year not in years_under(home):
        years = ", ".join(map(str, years_under(home))) or "none"
        raise BadInput(given=str(year), allowed=f"a year declared under {home} ({years})", where="year")
    vocabulary, faults = load_vocabulary(root)
    if faults:
        raise PlanFaults(faults)
    procedures, procedure_faults = load_procedures(root, vocabulary)
    statutes, statute_faults = load_statutes(root / "statutes", root)
    plan_node = Node.of_file(home / str(year) / "plan.yaml", home)
    plan = read_plan(plan_node)
    faults += [*procedure_faults, *statute_faults, *plan_node.source.faults]
    reader = ProgrammeReader(vocabulary, procedures, plan.as_of)
    programmes, examples = [], {}
    for tier in TIERS:
        for path in programme_paths(home / str(year) / tier):
            node = Node.of_file(path, home)
            if node.value is not None:
                programmes.append(reader.read(node, tier))
            examples_node = Node.of_file(path.with_name(path.stem + EXAMPLES), home)
            examples[path.stem] = read_examples(examples_node)
            faults += node.source.faults + examples_node.source.faults
        faults += orphans(home / str(year) / tier, home)
    faults += repeated(programmes, year)
    counts, count_faults = load_stated_counts(home, year, vocabulary)
    faults += count_faults
    if faults:
        raise PlanFaults(faults)
    ordered = tuple(sorted(programmes, key=document_order))
    by_key = {programme.key: programme for programme in ordered}
    told = tuple(looked_up(count, by_key) for count in counts)
    return Catalogue(year, plan, ordered, examples, vocabulary, procedures, statutes, told)


def load_stated_counts(
    home: Path, year: int, vocabulary: Vocabulary
) -> tuple[tuple[StatedCount, ...], list[Fault]]:
    """How many organisations there are, where the year says so; a year need not."""
    path = home / str(year) / "organisations.yaml"
    if not path.exists():
        return (), []
    node = Node.of_file(path, home)
    return read_stated_counts(node, vocabulary.lists["organisations"]), node.source.faults


def programme_paths(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.yaml") if not path.name.endswith(EXAMPLES))


def orphans(folder: Path, root: Path) -> list[Fault]:
    """Examples whose programme is gone: nothing would ever run them."""
    return [
        Fault(shown(path, root), 0, path.name, "examples without their programme")
        for path in sorted(folder.glob(f"*{EXAMPLES}"))
        if not path.with_name(path.name.removesuffix(EXAMPLES) + ".yaml").exists()
    ]


def document_order(programme: Programme) -> tuple[int, str]:
    """Tier, then place: ( ) digits, circled digits and kana sort as the document counts them."""
    return TIERS.index(programme.tier), programme.place


def repeated(programmes: Iterable[Programme], year: int) -> list[Fault]:
    """A key or a place that stands twice in one plan."""
    seen: dict[tuple[str, str], Programme] = {}
    faults = []
    for programme in programmes:
        for identity in (("key", programme.key), (programme.tier, programme.place)):
            other = seen.setdefault(identity, programme)
            if other is not programme:
                file = f"{year}/{programme.tier}/{programme.key}.yaml"
                message = f"{identity[1]} is already taken by {other.tier}/{other.key}.yaml"
                faults.append(Fault(file, 0, identity[0], message))
    return faults
