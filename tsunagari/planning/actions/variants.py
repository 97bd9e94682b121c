"""Keeping a moved limit as a draft."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

from django.db import transaction

from tsunagari.base.files import write_whole
from tsunagari.planning.policy.thresholds import Variant
from tsunagari.planning.policy.variant_files import law_variant, programme_variant
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.actions.journal import record
from tsunagari.registry.policy.actor import Actor


@transaction.atomic
def save_variant(
    actor: Actor,
    catalogue: Catalogue,
    variant: Variant,
    *,
    plans: Path,
    drafts: Path,
    now: datetime.datetime,
) -> Path:
    """The file under `drafts`/variants, with a line in the journal. The same variant is the same file."""
    programme, threshold, limit = variant.programme, variant.threshold, variant.limit
    year, label = catalogue.year + 1, threshold.label.ja
    if threshold.row is None:
        path = plans / str(catalogue.year) / programme.tier / f"{programme.key}.yaml"
        text = programme_variant(path.read_text(encoding="utf-8"), threshold.code, label, limit)
    else:
        text = law_variant(threshold.row, label, limit, year)
    name = f"{programme.key}.{threshold.code.replace('.', '-')}.{limit}.yaml"
    record(
        actor,
        "plan.drafted",
        organisation_id=actor.organisation_id,
        subject_kind="plan",
        subject_id=year,
        programme=programme.key,
        year=year,
        now=now,
        values={
            "from_year": catalogue.year,
            "plan": catalogue.digest,
            "draft": hashlib.sha256(text.encode()).hexdigest(),
        },
    )
    return write_whole(drafts / "variants" / name, text)
