"""Which programmes an organisation opens cases under."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.engines.procedure.declared import Procedure
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

DESK = "cases"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A programme and the procedure it goes by."""

    programme: Programme
    procedure: Procedure


def deliveries(catalogue: Catalogue, kind: str) -> tuple[Delivery, ...]:
    """What organisations of a kind deliver through cases, in the plan's order."""
    return tuple(
        Delivery(programme, catalogue.procedures[programme.deliver.procedure])
        for programme in catalogue.programmes
        if programme.deliver and programme.deliver.desk == DESK and kind in programme.deliver.by
    )
