"""The firms of one page, as they may be seen, with the reason of each. Judged one by one: they are few."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from tsunagari.base.words import Words
from tsunagari.engines.masks.near import one_away
from tsunagari.engines.masks.ways import ways
from tsunagari.outreach.policy.found import Hit
from tsunagari.outreach.policy.saying import Days, away_words, cause_words
from tsunagari.outreach.policy.sheet import Row
from tsunagari.outreach.queries.lists import typing_for
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import possible_facts
from tsunagari.programmes.deadlines import JAPAN
from tsunagari.programmes.schema import Programme
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.firm_table import line_of


def rows_of(
    actor: Actor,
    hits: Sequence[Hit],
    catalogue: Catalogue,
    programme: Programme,
    *,
    since: datetime.date | None,
    on: datetime.date,
) -> list[Row]:
    """One query. `since` None: one fact away."""
    firms = Firm.objects.select_related("kept_by").in_bulk([hit.card.firm_id for hit in hits])
    typing = typing_for(catalogue, programme, on)
    every_way = ways(programme.rule)

    def why(hit: Hit, firm: Firm) -> tuple[Words, ...]:
        given = typing.given(hit.card.record)
        if since is not None:
            days = Days(since, on, firm.made_at.astimezone(JAPAN).date())
            return cause_words(hit, programme, catalogue, given, days)
        needed = one_away(every_way, possible_facts(catalogue, given, on))
        return away_words(needed, programme, catalogue, given, on)

    return [
        Row(line_of(firm, hit.card.groups, is_own=firm.kept_by_id in actor.organisations), why(hit, firm))
        for hit in hits
        if (firm := firms.get(hit.card.firm_id))
    ]
