"""Putting an amount right beside the document: a draft, and a line of the journal that says who did."""

from __future__ import annotations

import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.money import oku, read_budget
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.importer.corrections import FIELDS, NOT_STATED, Correction, keep_correction
from tsunagari.registry.actions.journal import record
from tsunagari.registry.policy.actor import Actor


@transaction.atomic
def correct(
    actor: Actor, catalogue: Catalogue, key: str, field: str, text: str, *, var: Path, now: datetime.datetime
) -> Correction:
    """Keep the correction of one amount. The plan's files stay as they are until someone copies the export.

    Raises BadInput for a programme, a field or an amount that there is not.
    """
    if key not in catalogue.by_key:
        raise BadInput(given=key, allowed=_("この年度の制度"), where=_("制度"))
    if field not in FIELDS:
        raise BadInput(given=field, allowed=", ".join(FIELDS), where=_("項目"))
    stands: int | None = getattr(catalogue.by_key[key], f"{field}_yen")
    value = read_amount(text.strip())
    correction = Correction(key, field, value, NOT_STATED if stands is None else oku(stands))
    record(
        actor,
        "plan.changed",
        organisation_id=actor.organisation_id or 0,
        subject_kind="plan",
        subject_id=catalogue.year,
        programme=key,
        year=catalogue.year,
        now=now,
        values={field: value},
    )
    keep_correction(var, catalogue.year, correction)
    return correction


def read_amount(text: str) -> str:
    """58.0億円 where that says it to the yen, else as it was typed; or that nothing is stated."""
    if text == NOT_STATED:
        return text
    try:
        yen = read_budget(text)
    except BadInput as wrong:
        allowed = _("58.0億円や3,000万円のような金額、または「記載なし」")
        raise BadInput(given=text, allowed=allowed, where=_("金額")) from wrong
    return oku(yen) if read_budget(oku(yen)) == yen else text
