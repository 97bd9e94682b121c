"""An organisation and lines in its journal, for the tests."""

from __future__ import annotations

import datetime
from typing import Any

from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE

NOW = datetime.datetime(2009, 10, 1, 9, 30, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


def organisation(name: str = "あおば商工会議所") -> Organisation:
    return Organisation.objects.create(kind="hub", name=name, kana="あおば", prefecture="04")


def write(home: Organisation, verb: str = "firm.changed", **parts: Any) -> JournalLine:
    given = {"subject_kind": "firm", "subject_id": 7, "now": NOW, "values": {"name": "みどり屋"}} | parts
    return record(given.pop("actor", HOUSE), verb, organisation_id=home.pk, **given)
