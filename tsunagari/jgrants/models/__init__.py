"""What was pulled from Jグランツ. Each module is loaded, none re-exported."""

from __future__ import annotations

from tsunagari.jgrants.models import pulls, records  # noqa: F401 - Django finds models here
