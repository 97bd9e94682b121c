"""Who may be given what within an organisation, and for how long."""

from __future__ import annotations

import datetime

from tsunagari.base.errors import BadInput
from tsunagari.registry.policy.roles import OWNER, ROLES

STAFF_ROLES = {code: words for code, words in ROLES.items() if code != OWNER}
INVITATION_LASTS = datetime.timedelta(days=7)
LONGEST_DEPUTY = datetime.timedelta(days=180)
LONGEST_KEY = datetime.timedelta(days=366)


def check_staff_role(role: str) -> None:
    """Raises BadInput for a role that nobody can be given in an organisation."""
    if role not in STAFF_ROLES:
        raise BadInput(given=role, allowed=", ".join(STAFF_ROLES), where="role")


def check_days(
    begins_on: datetime.date,
    ends_on: datetime.date,
    *,
    today: datetime.date,
    longest: datetime.timedelta,
    where: str,
) -> None:
    """Raises BadInput for days that are over, stand the wrong way round or are too many."""
    latest = begins_on + longest
    if not max(begins_on, today) <= ends_on <= latest:
        raise BadInput(
            given=f"{begins_on} – {ends_on}", allowed=f"{max(begins_on, today)} – {latest}", where=where
        )
