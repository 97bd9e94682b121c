"""Which programmes an organisation opens cases under."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.engines.procedure.declared import Procedure
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Deliver, Programme

DESK = "cases"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A programme and the procedure it goes by."""

    programme: Programme
    procedure: Procedure


def programmes_by_cases(catalogue: Catalogue) -> tuple[Programme, ...]:
    """The programmes that any organisation delivers through cases, in the plan's order."""
    return tuple(each for each in catalogue.programmes if each.deliver and is_by_cases(each.deliver))


def is_by_cases(deliver: Deliver) -> bool:
    return deliver.desk == DESK and bool(deliver.by)


def deliveries(catalogue: Catalogue, kind: str) -> tuple[Delivery, ...]:
    """What organisations of a kind deliver through cases, in the plan's order."""
    return tuple(
        Delivery(programme, catalogue.procedures[programme.deliver.procedure])
        for programme in programmes_by_cases(catalogue)
        if programme.deliver and kind in programme.deliver.by
    )
