"""Wake Django for the commands that need the database or the pages."""

from __future__ import annotations

import os

import django


def set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsunagari.web.settings")
    django.setup()
