"""Changes of the plan as Atom (RFC 4287): one entry per programme, the latest change first.

Calls that others publish stand among them where a feed is of what one can use or apply to.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.feedgenerator import Atom1Feed

from tsunagari.base.text import without_controls
from tsunagari.base.words import Words
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.pulled import MARK, attribution, told_of
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.deadlines import deadline_of
from tsunagari.programmes.schema import Programme

PUBLISHER = "つながり"
CALL = "open-call"  # the procedure by which one applies to a call


def feed(
    name: str,
    title: Words,
    programmes: Iterable[Programme],
    catalogue: Catalogue,
    addresses: Addresses,
    changed: Mapping[str, datetime.datetime],
) -> bytes:
    """`changed`: key → when the programme's file was last written, or a call of others changed."""
    made = Atom1Feed(
        title=title.ja,
        link=f"{addresses.site}/plan/",
        description="",
        subtitle=catalogue.plan.title.ja,
        language="ja",
        author_name=PUBLISHER,
        author_link=f"{addresses.site}/",
        feed_url=addresses.file(name),
    )
    for programme in latest_first(programmes, changed):
        entry = pulled_entry if programme.outside else plan_entry
        made.add_item(
            title=without_controls(programme.name.ja),  # XML takes none
            link=addresses.page(programme.key),
            updateddate=changed[programme.key],
            **entry(programme, catalogue, addresses),
        )
    return made.writeString("utf-8").encode()


def plan_entry(programme: Programme, catalogue: Catalogue, addresses: Addresses) -> dict[str, Any]:
    tier = catalogue.vocabulary.words("tiers", programme.tier).ja
    return {
        "description": told(programme),
        "unique_id": addresses.service(programme.key),
        "categories": [tier, *how_it_came(catalogue, programme)],
    }


def pulled_entry(programme: Programme, catalogue: Catalogue, addresses: Addresses) -> dict[str, Any]:
    """Its publisher is its author. There is no linked data of it: its page here is what it is called by."""
    if programme.outside is None:
        raise TypeError(programme.key)
    return {
        "description": told_of(programme, programme.outside),
        "unique_id": addresses.page(programme.key),
        "categories": [catalogue.vocabulary.words("tiers", programme.tier).ja, MARK],
        "author_name": programme.outside.source,
        "author_link": programme.outside.page or None,
        "item_copyright": attribution(programme.outside),
    }


def latest_first(
    programmes: Iterable[Programme], changed: Mapping[str, datetime.datetime]
) -> Sequence[Programme]:
    """Those that changed together stay in the document's order."""
    return sorted(programmes, key=lambda programme: changed[programme.key], reverse=True)


def told(programme: Programme) -> str:
    last = deadline_of(programme)
    return f"{programme.summary.ja}（締切：{last.isoformat()}）" if last else programme.summary.ja


def how_it_came(catalogue: Catalogue, programme: Programme) -> list[str]:
    """新規, or how it carries on programmes of the year before."""
    if programme.is_new:
        return ["新規"]
    hows = dict.fromkeys(lineage.how for lineage in programme.follows)
    return [catalogue.vocabulary.words("follows", how).ja for how in hows]


def calls_of(catalogue: Catalogue) -> list[Programme]:
    """Programmes one applies to when they are called for."""
    return [p for p in catalogue.programmes if p.deliver and p.deliver.procedure == CALL]
