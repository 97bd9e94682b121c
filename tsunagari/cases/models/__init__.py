"""What the cases desk holds. Fields and constraints, no verbs. Each module is loaded, none re-exported."""

from __future__ import annotations

from tsunagari.cases.models import cases, entries, follow_ups, questions  # noqa: F401 - Django finds models here
