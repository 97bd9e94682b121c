"""Organisations one can turn to. Nothing of their people, and nothing of their records."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tsunagari.exchange.policy.paging import Page
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.organisations import KINDS
from tsunagari.registry.queries.directory import Narrowed, organisations

LARGEST_ID = 2**63 - 1


def organisation_object(organisation: Organisation) -> dict[str, Any]:
    kind = KINDS[organisation.kind]
    return {
        "id": organisation.pk,
        "kind": organisation.kind,
        "kind_name": {"ja": kind.ja, "en": kind.en},
        "name": {"ja": organisation.name, "en": organisation.name_en},
        "kana": organisation.kana,
        "parent": organisation.parent_id,
        "prefecture": organisation.prefecture,
        "municipality": organisation.municipality,
        "town": organisation.town,
        "territory": organisation.territory or [organisation.prefecture],
        "address": organisation.address,
        "phone": organisation.phone,
        "email": organisation.email,
        "url": organisation.url,
        "hours": organisation.hours,
        "themes": organisation.themes,
        "is_demo": organisation.is_demo,
    }


def asked_organisations(
    *, prefecture: str | None, kind: str | None, theme: str | None
) -> QuerySet[Organisation]:
    """The directory, in the order in which it was recorded, which is that of the cursor.

    prefecture  that it serves, whether or not it stands there
    """
    narrowed = Narrowed(
        prefecture=prefecture or "", kinds=(kind,) if kind else (), themes=(theme,) if theme else ()
    )
    return organisations(narrowed).order_by("pk")


def page_of(found: QuerySet[Organisation], cursor: int, limit: int) -> Page[Organisation]:
    rows = tuple(found.filter(pk__gt=min(cursor, LARGEST_ID))[: limit + 1])
    return Page(rows[:limit], str(rows[limit - 1].pk) if len(rows) > limit else "")


def asked_organisation(number: int) -> Organisation:
    found = Organisation.objects.filter(pk=min(number, LARGEST_ID)).first()
    if found is None:
        raise Http404("No organisation has this number.")
    return found
