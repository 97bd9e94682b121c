"""One programme: its figures, and the counts behind them by month, by organisation and line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tsunagari.base.words import Words
from tsunagari.engines.indicator.period import fiscal_year
from tsunagari.evaluation.forms.asked import Asked, read_asked, read_before
from tsunagari.evaluation.policy.board import rows_of
from tsunagari.evaluation.policy.breakdown import bars, month_rows, organisation_rows
from tsunagari.evaluation.policy.figures import events_of
from tsunagari.evaluation.policy.small_numbers import FEWEST_FIRMS
from tsunagari.evaluation.queries.breakdown import by_month, by_organisation, organisations_named
from tsunagari.evaluation.queries.figures import read_figures
from tsunagari.evaluation.queries.lines import case_numbers, latest_lines
from tsunagari.evaluation.queries.outcomes import read_outcomes
from tsunagari.evaluation.queries.tallies import count_programmes
from tsunagari.kit.access import access
from tsunagari.kit.address import query
from tsunagari.programmes.schema import Programme
from tsunagari.registry.doors.access import CASE_READERS, RESULT_READERS
from tsunagari.registry.policy.actor import Actor


@access(RESULT_READERS)
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """Everyone sees the sums; broken down by organisation, others' small numbers are not shown."""
    asked = read_asked(request, request.today)
    chosen = programme_asked(asked, key)
    actor: Actor = request.actor
    own = count_programmes(replace(asked.scope, organisations=actor.organisations), {})
    figures = read_figures(asked.catalogue, asked.scope, [chosen])
    context = {
        "asked": asked,
        "catalogue": asked.catalogue,
        "programme": chosen,
        "rows": rows_of(asked.catalogue, figures, own),
        "counted": figures[0].counted if figures else None,
        "pairs": query([("year", str(asked.catalogue.year))]),
        **counts(asked, chosen, actor),
        **outcomes(asked, chosen, actor),
    }
    return render(request, "evaluation/programme.html", context)


def programme_asked(asked: Asked, key: str) -> Programme:
    found = asked.catalogue.by_key.get(key)
    if found is None:
        raise Http404(_("その事業はこの年度の計画にありません。"))
    return found


def counts(asked: Asked, chosen: Programme, actor: Actor) -> dict[str, Any]:
    """What was recorded of the events that the indicators count, by month and by organisation."""
    year, until = fiscal_year(asked.scope.year), asked.scope.until
    organisations = by_organisation(asked.scope, chosen.key, events_of(chosen))
    months = by_month(asked.scope, chosen.key, events_of(chosen), actor.organisations)
    lists = asked.catalogue.vocabulary.lists
    events = {event: lists["events"][event] for event in events_of(chosen) if organisations[event]}
    ids = {pk for cells in organisations.values() for pk in cells}
    names: Mapping[int, Words] = {one.pk: one.words for one in organisations_named(ids)}
    rows = month_rows(months, events, year.first, min(max(until, year.first), year.last))
    return {
        "events": list(events.values()),
        "months": rows,
        "bars": bars(rows) if events else [],
        "organisations": organisation_rows(organisations, events, names, actor.organisations),
        "fewest": FEWEST_FIRMS,
    }


def outcomes(asked: Asked, chosen: Programme, actor: Actor) -> dict[str, Any]:
    """What the desks wrote beside what the firms said; of too few cases only the reader's own."""
    procedure = asked.catalogue.procedures[chosen.deliver.procedure] if chosen.deliver else None
    if procedure is None or procedure.follow_up is None:
        return {}
    found = read_outcomes(asked.scope, chosen.key)
    is_own = found.closed < FEWEST_FIRMS
    if is_own:
        found = read_outcomes(replace(asked.scope, organisations=actor.organisations), chosen.key)
    rows = [
        (option.label, found.by_desk[option.code], found.by_firm[option.code])
        for option in procedure.follow_up.asks.options
    ]
    return {"outcomes": found, "outcome_rows": rows, "outcomes_are_own": is_own}


@access(RESULT_READERS)
def lines(request: HttpRequest, key: str) -> HttpResponse:
    """The lines of the reader's own organisations, newest first; each leads to its case."""
    asked = read_asked(request, request.today)
    chosen = programme_asked(asked, key)
    own = replace(asked.scope, organisations=request.actor.organisations)
    found, before = latest_lines(own, chosen.key, before=read_before(request.GET))
    events, numbers = asked.catalogue.vocabulary.lists["events"], case_numbers(found)
    context = {
        "asked": asked,
        "catalogue": asked.catalogue,
        "programme": chosen,
        "lines": [(line, events.get(line.event), numbers.get(line.pk, "")) for line in found],
        "older": query([*asked.pairs, ("before", str(before))]) if before else "",
        "back": query(asked.pairs),
        "reads_cases": CASE_READERS.admits(request),
    }
    return render(request, "evaluation/lines.html", context)
