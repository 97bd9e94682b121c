"""Under which programme of the year, and by which procedure, a desk takes a matter up."""

from __future__ import annotations

import datetime

from tsunagari.base.errors import BadInput
from tsunagari.base.years import fiscal_year_of
from tsunagari.cases.policy.delivering import Delivery, deliveries
from tsunagari.kit.published import plan_for
from tsunagari.programmes.schema import Programme


def delivered_by(kind: str, on: datetime.date) -> tuple[Delivery, ...]:
    """What organisations of a kind deliver through cases, in the plan that is in force."""
    return deliveries(plan_for(fiscal_year_of(on)), kind)


def taken_under(kind: str, on: datetime.date, key: str = "") -> Delivery:
    """The programme `key` where organisations of `kind` deliver it; else the first that they deliver.

    Raises BadInput for a kind of organisation that takes no consultations.
    """
    offered = delivered_by(kind, on)
    if not offered:
        raise BadInput(given=kind, allowed="an organisation that takes consultations", where="organisation")
    return next((one for one in offered if one.programme.key == key), offered[0])


def programme_on(key: str, on: datetime.date) -> Programme | None:
    return plan_for(fiscal_year_of(on)).by_key.get(key)
