"""The procedure a case goes by: the version it began with."""

from __future__ import annotations

from functools import lru_cache

from tsunagari.cases.models.cases import Case
from tsunagari.engines.procedure.declared import Procedure, Step
from tsunagari.engines.procedure.positions import Position
from tsunagari.engines.procedure.versions import from_object
from tsunagari.registry.models.procedures import ProcedureVersion


def procedure_of(case: Case) -> Procedure:
    """The version the case began with."""
    return version_of(case.procedure_id)


@lru_cache(maxsize=256)
def version_of(digest: str) -> Procedure:
    """A version never changes under its digest, so it is read once."""
    return from_object(ProcedureVersion.objects.get(pk=digest).content)


def position_of(case: Case) -> Position:
    return Position(case.step, case.since, case.due_on)


def step_of(case: Case) -> Step:
    return procedure_of(case).steps[case.step]
