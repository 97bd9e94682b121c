"""Negative control of the killed worker: one that sends again what is in doubt."""

from __future__ import annotations

import sys
from dataclasses import replace

from tsunagari.cli.django_setup import set_up_django

set_up_django()

from tsunagari.cli.main import main  # noqa: E402 - Django must be awake before its models are named
from tsunagari.web.duties import HANDLERS  # noqa: E402

if __name__ == "__main__":
    HANDLERS["mail"] = replace(HANDLERS["mail"], is_repeatable=True)
    sys.exit(main())
