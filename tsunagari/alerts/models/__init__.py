"""What is kept of those who want to be told. Each module is loaded, none re-exported."""

from __future__ import annotations

from tsunagari.alerts.models import sightings, watches  # noqa: F401 - Django finds models here
