"""Organisations one can turn to. Nothing of their people, and nothing of their records."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tsunagari.exchange.policy.paging import Page
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.organisations import KINDS

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
        "territory": organisation.territory or [organisation.prefecture],
        "phone": organisation.phone,
        "url": organisation.url,
        "themes": organisation.themes,
        "is_demo": organisation.is_demo,
    }


def organisations(*, prefecture: str | None, kind: str | None, theme: str | None) -> QuerySet[Organisation]:
    """In the order in which they were recorded, which is that of the cursor."""
    found = Organisation.objects.order_by("pk")
    for name, value in (("prefecture", prefecture), ("kind", kind)):
        found = found.filter(**{name: value}) if value else found
    if not theme:
        return found
    # SQLite cannot ask a JSON list what it holds
    fitting = [pk for pk, themes in found.values_list("pk", "themes") if theme in themes]
    return found.filter(pk__in=fitting)


def page_of(found: QuerySet[Organisation], cursor: int, limit: int) -> Page[Organisation]:
    rows = tuple(found.filter(pk__gt=min(cursor, LARGEST_ID))[: limit + 1])
    return Page(rows[:limit], str(rows[limit - 1].pk) if len(rows) > limit else "")


def asked_organisation(number: int) -> Organisation:
    found = Organisation.objects.filter(pk=min(number, LARGEST_ID)).first()
    if found is None:
        raise Http404("No organisation has this number.")
    return found
