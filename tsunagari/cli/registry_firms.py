"""The registry's firms as a file for `check-all`: ids and facts, nothing by which a firm is known."""

from __future__ import annotations

import argparse
import csv

from django.db import transaction

from tsunagari.cli.options import as_of_day
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.policy.firm_facts import RECORDED, as_kept, typed_facts

FIELDS = ("id", "facts", *RECORDED.values())


def write_firms(arguments: argparse.Namespace) -> int:
    """One row per card that was not merged into another, all as of one instant."""
    vocabulary = arguments.catalogue.vocabulary
    as_of = as_of_day(arguments.as_of, arguments.catalogue)
    names = [name for name, fact in vocabulary.facts.items() if not fact.derived_by]
    with transaction.atomic(), arguments.file.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["firm_id", *names])
        for values in Firm.objects.filter(merged_into=None).order_by("pk").values(*FIELDS).iterator():
            known = typed_facts(values, vocabulary, as_of)
            writer.writerow([values["id"], *(cell(known.get(name)) for name in names)])
    return 0


def cell(value: object) -> object:
    """A typed fact as a cell; an empty one is unknown, [] an empty set."""
    kept = as_kept(value)
    if isinstance(kept, list):
        return ",".join(kept) or "[]"
    return str(kept).lower() if isinstance(kept, bool) else kept
