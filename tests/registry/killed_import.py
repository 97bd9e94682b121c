"""An import that its test kills: `killed_import.py begin` reads a list of ROWS firms, `go` writes cards."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsunagari.web.settings")
django.setup()

from tests.registry.firms import NOW, organisation  # noqa: E402 - Django must be awake before its models
from tsunagari.kit.published import plan_for  # noqa: E402
from tsunagari.registry.actions import importing  # noqa: E402
from tsunagari.registry.models.imports import ImportRun  # noqa: E402
from tsunagari.registry.policy.actor import HOUSE  # noqa: E402
from tsunagari.registry.policy.sheets import as_sheet  # noqa: E402

ROWS = 120


def begin() -> None:
    rows = [[f"店{number}（デモ）", f"000-0004-{number:04d}"] for number in range(ROWS)]
    content = as_sheet(["名前", "電話"], rows)
    vocabulary = plan_for(2009).vocabulary
    importing.start_import(HOUSE, organisation(), "list.csv", content, vocabulary=vocabulary, now=NOW)


def go() -> None:
    run, vocabulary = ImportRun.objects.get(), plan_for(2009).vocabulary
    while importing.go_on(HOUSE, run, vocabulary=vocabulary, now=NOW):
        print("stretch", flush=True)


if __name__ == "__main__":
    importing.STRETCH = 5
    {"begin": begin, "go": go}[sys.argv[1]]()
