"""Which programmes a procedure delivers."""

from __future__ import annotations

from tsunagari.engines.procedure.declared import Procedure
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme


def delivered_by(catalogue: Catalogue, procedure: Procedure) -> list[Programme]:
    """In the order of the document."""
    return [
        programme
        for programme in catalogue.programmes
        if programme.deliver and programme.deliver.procedure == procedure.name
    ]
