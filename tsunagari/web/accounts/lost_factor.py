"""A lost second factor, taken off by whoever runs the installation: written down, and told by mail."""

from __future__ import annotations

import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from tsunagari.registry.actions.outbox import put
from tsunagari.registry.actions.people import record_of
from tsunagari.registry.models.people import Person
from tsunagari.registry.policy.actor import Actor

SUBJECT = "サインインの二段階目がはずされました"
TEXT = """\
ご本人の申し出により、サインインの二段階目（認証アプリ、パスキー、回復コード）がはずされました。
次のサインインのあと、もういちど登録してください。
申し出ていないときは、すぐに運営者に知らせてください。

--
Your second factor (authenticator app, passkeys, recovery codes) was removed at your request.
Please set it up again after signing in. If you did not ask for this, tell the operator at once.
"""


@transaction.atomic
def remove_second_factor(actor: Actor, person: Person, *, now: datetime.datetime) -> list[str]:
    """Take off all that the person proves a sign-in with besides the password; the kinds that were there.

    One line in the journal of each organisation the person works for, and one mail to the person. Nothing
    of it where there was no second factor.
    """
    held = Authenticator.objects.select_for_update().filter(user=person)
    kinds = sorted(held.values_list("type", flat=True))
    if not kinds:
        return []
    held.delete()
    for membership in person.memberships.filter(ended_at=None).order_by("organisation_id"):
        record_of(actor, "person.changed", membership, now=now, values={"second_factor": None})
    payload = {"to": person.email, "subject": SUBJECT, "text": TEXT}
    put("mail", f"account:{person.pk}:second-factor:{now.isoformat()}", payload, due_at=now, now=now)
    return kinds
