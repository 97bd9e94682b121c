"""Wake Django for the commands that need the database or the pages."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

import django
from django.db import OperationalError, ProgrammingError
from django.utils.module_loading import import_string

from tsunagari.base.errors import BadInput


def set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsunagari.web.settings")
    django.setup()


def with_django(place: str) -> Callable[[argparse.Namespace], int]:
    """The command at `place` (module and function), looked up once Django is awake: no model loads before.

    A database that is away, or waits for an upgrade, becomes BadInput.
    """

    def run(arguments: argparse.Namespace) -> int:
        set_up_django()
        try:
            return int(import_string(place)(arguments))
        except (OperationalError, ProgrammingError) as error:
            mend = "Run tsunagari doctor; it says what to do."
            allowed = "a database that answers and is up to date"
            raise BadInput(given=str(error), allowed=allowed, mend=mend, where="database") from error

    return run
