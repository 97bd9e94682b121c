"""`/alerts/feed.atom`: the same for a feed reader. No address, no secret: all is in the query."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tsunagari.alerts.forms.watched import read_watched
from tsunagari.alerts.policy.essence import essence_of
from tsunagari.alerts.policy.news import Fit
from tsunagari.alerts.policy.sightings import Sighting
from tsunagari.alerts.queries.describing import described, page_of
from tsunagari.alerts.queries.fitting import fits_of
from tsunagari.alerts.queries.sightings import sightings_of
from tsunagari.kit.access import ANYONE, access
from tsunagari.navigator.queries.editions import Edition, edition_of

MOST = 100
KEPT_SECONDS = 3600


@access(ANYONE)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What fits now, the latest first. A programme that changes is an entry anew; one renamed is not."""
    edition = edition_of()
    watched = read_watched(request.GET, edition.offered, edition.as_of)
    language = get_language() or "ja"
    asked = _("、").join(values.in_(language) or values.ja for _label, values in described(watched, edition))
    made = Atom1Feed(
        title=_("つながり：%(asked)s") % {"asked": asked or _("計画の制度すべて")},
        link=settings.SITE + page_of(watched),
        description="",
        feed_url=settings.SITE + request.get_full_path(),
        language=language,
    )
    for fit, seen in latest_first(fits_of(watched, edition), edition)[:MOST]:
        add(made, fit, seen, language)
    content = made.writeString("utf-8")
    headers = {"Cache-Control": f"public, max-age={KEPT_SECONDS}"}
    return HttpResponse(content, content_type=made.content_type, headers=headers)


def latest_first(fits: list[Fit], edition: Edition) -> list[tuple[Fit, Sighting]]:
    """Sure fits with since when they are as they are; the plan's own day where nobody has looked yet."""
    seen = sightings_of(fit.programme.key for fit in fits)
    day = make_aware(datetime.datetime.combine(edition.catalogue.plan.as_of, datetime.time()))
    pairs = [(fit, seen.get(fit.programme.key) or unseen(fit, day)) for fit in fits if fit.is_sure]
    return sorted(pairs, key=lambda pair: pair[1].changed_at, reverse=True)


def unseen(fit: Fit, day: datetime.datetime) -> Sighting:
    programme = fit.programme
    essence = essence_of(programme)
    return Sighting(programme.key, programme.key, programme.tier, programme.name.ja, essence, day, day)


def add(made: Atom1Feed, fit: Fit, seen: Sighting, language: str) -> None:
    programme = fit.programme
    made.add_item(
        title=programme.name.in_(language) or programme.name.ja,
        link=settings.SITE + reverse("programme", args=[programme.key]),
        description=programme.summary.in_(language) or programme.summary.ja,
        unique_id=f"{settings.SITE}/programmes/{seen.root}/#{seen.essence}",
        pubdate=seen.seen_at,
        updateddate=seen.changed_at,
    )
