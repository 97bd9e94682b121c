"""Drawing up next year's plan: one action for the command and for the page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from tsunagari.base.errors import BadInput
from tsunagari.evaluation.policy.counted import Scope
from tsunagari.evaluation.policy.figures import Figure
from tsunagari.evaluation.queries.figures import read_figures
from tsunagari.planning.policy.drafts import Draft, draft_examples, draft_frame, draft_programme
from tsunagari.planning.policy.evidence import evidence_by_programme
from tsunagari.programmes.catalogue import EXAMPLES, Catalogue
from tsunagari.registry.actions.journal import record
from tsunagari.registry.policy.actor import Actor


@transaction.atomic
def draft_year(
    actor: Actor, catalogue: Catalogue, plans: Path, year: int, *, now: datetime.datetime
) -> Draft:
    """The files of `year`, carried over from `catalogue` (read under `plans`) with the evidence so far.

    Nothing is written but a line of the journal, in the chain of the actor's organisation; an actor without
    one (the house itself) leaves none. Raises BadInput for a year that is not after the catalogue's.
    """
    if year <= catalogue.year:
        raise BadInput(given=str(year), allowed=f"a year after {catalogue.year}", where="year")
    figures = read_figures(catalogue, Scope(catalogue.year, now.date()))
    draft = Draft(year, catalogue.year, dict(files_of(catalogue, plans, year, figures, now.date())))
    if actor.organisation_id is not None:
        record(
            actor,
            "plan.drafted",
            organisation_id=actor.organisation_id,
            subject_kind="plan",
            subject_id=year,
            year=year,
            now=now,
            values={"from_year": catalogue.year, "plan": catalogue.digest, "draft": draft.digest},
        )
    return draft


def files_of(
    catalogue: Catalogue, plans: Path, year: int, figures: list[Figure], until: datetime.date
) -> Iterator[tuple[str, str]]:
    """Each file's place under the plans folder and its text: the frame, then each programme with examples."""
    before = plans / str(catalogue.year)
    evidence = evidence_by_programme(figures, until)
    yield f"{year}/plan.yaml", draft_frame(text_of(before / "plan.yaml"), year)
    for programme in catalogue.programmes:
        path = before / programme.tier / f"{programme.key}.yaml"
        examples = path.with_name(programme.key + EXAMPLES)
        drafted = draft_programme(
            text_of(path), programme, evidence.get(programme.key, ()), from_year=catalogue.year
        )
        yield f"{year}/{programme.tier}/{path.name}", drafted
        later = draft_examples(text_of(examples), year - catalogue.year)
        yield f"{year}/{programme.tier}/{examples.name}", later


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")
