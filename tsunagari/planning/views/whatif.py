"""What would be if a limit stood elsewhere: counts over all firms, by prefecture and division."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tsunagari.base.tiles import tiles
from tsunagari.base.words import Words
from tsunagari.census.country import Country
from tsunagari.evaluation.forms.asked import asked_plan
from tsunagari.kit.access import access
from tsunagari.kit.exports import as_csv
from tsunagari.kit.tables import Column
from tsunagari.kit.templatetags.tsunagari import words
from tsunagari.planning.actions.variants import save_variant
from tsunagari.planning.forms.whatif import NATIONAL, WhatIf, read_whatif
from tsunagari.planning.policy.compared import Line, division_lines, prefecture_lines
from tsunagari.planning.policy.thresholds import Variant
from tsunagari.planning.policy.tiles import LEVELS, NO_FIRMS
from tsunagari.planning.queries.countries import kept, national
from tsunagari.planning.queries.variants import Moved, move
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.doors.access import PLANNERS


@access(PLANNERS)
def show(request: HttpRequest) -> HttpResponse:
    """The page; its slider reads counts that are all there, and the form asks for others."""
    catalogue, asked = read(request)
    country = country_of(request, asked, catalogue)
    moved = moved_in(country, catalogue, asked)
    at = steps_at(asked)
    places = prefecture_lines(moved.every, moved.counts, at)
    trades = division_lines(moved.every, moved.counts, at)
    levels = {line.code: line.level for line in places}
    context = {
        "asked": asked,
        "catalogue": catalogue,
        "told": told_of(country),
        "firms": country.firms,
        "has_national": national() is not None,
        "steps": [(step, asked.threshold.shown(step)) for step in moved.steps],
        "at": at,
        "shown": [asked.threshold.shown(limit) for limit in (asked.threshold.now, *asked.limits)],
        "counts": [moved.counts[place] for place in at],
        "gained": moved.counts[at[1]].total - moved.counts[at[0]].total,
        "places": places,
        "trades": trades,
        "tiles": [(tile, levels.get(tile.code, NO_FIRMS)) for tile in tiles()],
        "has_empty": len(levels) < len(tiles()),
        "legend": list(zip(range(len(LEVELS) + 1), ("", *LEVELS), (*LEVELS, ""), strict=True)),
        "figures": figures(moved, at, places, trades, asked),
    }
    return render(request, "planning/whatif.html", context)


def read(request: HttpRequest) -> tuple[Catalogue, WhatIf]:
    params = request.POST if request.method == "POST" else request.GET
    catalogue = asked_plan(request.GET, request.today)
    return catalogue, read_whatif(params, catalogue, has_national=national() is not None)


def country_of(request: HttpRequest, asked: WhatIf, catalogue: Catalogue) -> Country:
    country = national() if asked.data == NATIONAL else None
    return country or kept(request.actor, catalogue.vocabulary, catalogue.plan.as_of)


def moved_in(country: Country, catalogue: Catalogue, asked: WhatIf) -> Moved:
    threshold = asked.threshold
    return move(country, catalogue, asked.programme.key, threshold.code, threshold.steps)


def told_of(country: Country) -> dict[str, Any]:
    """What the data are; of the synthetic file also what was given and what assumed."""
    said = country.told
    if not said.get("is_synthetic"):
        return said
    return {**said, **{name: words(Words(**said[name])) for name in ("given", "assumed")}}


def steps_at(asked: WhatIf) -> tuple[int, int, int]:
    """The places of now and of both variants among the steps."""
    now, (first, second), steps = asked.threshold.now, asked.limits, asked.threshold.steps
    return steps.index(now), steps.index(first), steps.index(second)


def figures(
    moved: Moved, at: tuple[int, int, int], places: list[Line], trades: list[Line], asked: WhatIf
) -> dict[str, Any]:
    """What the script needs to redraw the page while a slider moves."""
    named = [(f"p{line.code}", line) for line in places] + [(f"d{line.code}", line) for line in trades]
    return {
        "now": at[0],
        "totals": [counted.total for counted in moved.counts],
        "levels": list(LEVELS),
        "rows": [[name, line.firms, *line.steps] for name, line in named],
        "words": [words(asked.threshold.shown(step)) for step in moved.steps],
    }


@access(PLANNERS)
def counts(request: HttpRequest) -> HttpResponse:
    """The same counts as a file: every step, prefecture by prefecture and division by division."""
    catalogue, asked = read(request)
    moved = moved_in(country_of(request, asked, catalogue), catalogue, asked)
    at = steps_at(asked)
    lines = [*prefecture_lines(moved.every, moved.counts, at), *division_lines(moved.every, moved.counts, at)]
    response = HttpResponse(as_csv(columns(asked), lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="what-if.csv"'
    return response


def columns(asked: WhatIf) -> list[Column[Line]]:
    steps = [
        Column(f"s{step}", asked.threshold.shown(step).ja, lambda line, at=at: line.steps[at], is_number=True)
        for at, step in enumerate(asked.threshold.steps)
    ]
    return [
        Column("code", _("コード"), lambda line: line.code),
        Column("name", _("都道府県・業種"), lambda line: line.name.ja),
        Column("firms", _("すべての会社"), lambda line: line.firms, is_number=True),
        *steps,
    ]


@access(PLANNERS)
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """The first variant as a file to go on with; that it was drawn up is written in the journal."""
    catalogue, asked = read(request)
    path = save_variant(
        request.actor,
        catalogue,
        Variant(asked.programme, asked.threshold, asked.limits[0]),
        plans=settings.PLANS,
        drafts=settings.VAR / "drafts",
        now=request.now,
    )
    response = HttpResponse(path.read_bytes(), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return response
