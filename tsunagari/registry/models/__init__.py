"""What the shared records hold. Fields and constraints, no verbs. Each module is loaded, none re-exported."""

from __future__ import annotations

from tsunagari.registry.models import (  # noqa: F401 - Django finds models by importing this package
    consents,
    firms,
    handoffs,
    imports,
    journal,
    keys,
    merges,
    organisations,
    outbox,
    people,
    procedures,
    submissions,
)
