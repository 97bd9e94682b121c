"""Looking for subscribers what is news to them, and owing them one letter each."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Mapping, Sequence

from django.db import OperationalError, transaction
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from tsunagari.alerts.actions.owing import owe
from tsunagari.alerts.actions.sighting import sight
from tsunagari.alerts.links import MINE, STOP, links_to, pages
from tsunagari.alerts.models.watches import Subscriber, Told, Watch
from tsunagari.alerts.policy.letters import bulletin, subject_of
from tsunagari.alerts.policy.news import Last, News, gathered, news_for
from tsunagari.alerts.policy.sightings import Sighting
from tsunagari.alerts.policy.watched import PAUSES, watched_of
from tsunagari.alerts.queries.fitting import fits_of
from tsunagari.base.errors import BadInput
from tsunagari.navigator.queries.editions import Edition, edition_of

log = logging.getLogger("tsunagari.alerts")


class NotAllTold(RuntimeError):
    """Some subscribers could not be told: the worker tries again, for them alone."""


def tell_subscribers(now: datetime.datetime) -> int:
    """Look for everyone whose day it is. Returns how many letters are owed.

    Each subscriber is a transaction of its own: killed anywhere, the next run goes on with the others. One
    that cannot be told keeps nobody else from it: NotAllTold is raised when all others were.
    """
    edition = edition_of()
    seen = sight(edition.offered, now=now)
    due = Watch.objects.filter(next_on__lte=localdate(now)).order_by("subscriber_id")
    owed, failed = 0, []
    for number in list(due.values_list("subscriber_id", flat=True).distinct()):
        try:
            owed += tell(number, edition, seen, now=now)
        except OperationalError:  # the database is away: for everyone
            raise
        except Exception:  # whatever one subscriber's letter runs into, the others get theirs
            log.exception("subscriber %s could not be told", number)
            failed.append(number)
    if failed:
        raise NotAllTold(f"{len(failed)} subscribers could not be told, among them {failed[0]}")
    return owed


@transaction.atomic
def tell(number: int, edition: Edition, seen: Mapping[str, Sighting], *, now: datetime.datetime) -> bool:
    """Owe one subscriber what is news to it, write down that it is told, and set the day of the next look."""
    subscriber = Subscriber.objects.select_for_update().filter(pk=number).first()
    if subscriber is None:  # gone meanwhile
        return False
    today = localdate(now)
    watches = list(subscriber.watches.filter(next_on__lte=today))
    told = {row.root: Last(row.essence, row.deadline_on) for row in subscriber.told.all()}
    news = gathered(news_of(watch, edition, seen, told, today) for watch in watches)
    if news:
        owe(subscriber, mail_of(subscriber, news), now=now)
        remember(subscriber, news, now)
    for watch in watches:
        watch.next_on = today + PAUSES[watch.rhythm]
    Watch.objects.bulk_update(watches, ["next_on"])
    return bool(news)


def news_of(
    watch: Watch,
    edition: Edition,
    seen: Mapping[str, Sighting],
    told: Mapping[str, Last],
    today: datetime.date,
) -> list[News]:
    """Nothing where the plan no longer knows what was saved; the subscriber's own page says so."""
    try:
        fits = fits_of(watched_of(watch.kind, watch.pairs), edition)
    except (BadInput, Http404):
        log.warning("watch %s no longer reads", watch.pk)
        return []
    return news_for(fits, seen, told, since=watch.confirmed_at, today=today)


def mail_of(subscriber: Subscriber, news: Sequence[News]) -> dict[str, object]:
    """Plain text and HTML, and the headers by which a mail program offers to stop it (RFC 8058)."""
    links = {one.programme.key: pages("programme", one.programme.key) for one in news}
    stop = links_to(subscriber, STOP)
    letter = bulletin(news, links, mine=links_to(subscriber, MINE), stop=stop)
    subject = subject_of(news)
    return {
        "subject": subject,
        "text": letter.text,
        "html": render_to_string("alerts/mail.html", {"subject": subject, "letter": letter}),
        "headers": {
            "List-Unsubscribe": f"<{stop.ja}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    }


def remember(subscriber: Subscriber, news: Sequence[News], now: datetime.datetime) -> None:
    rows = [
        Told(
            subscriber=subscriber,
            root=one.root,
            essence=one.essence,
            deadline_on=one.deadline_on,
            told_at=now,
        )
        for one in news
    ]
    Told.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["subscriber", "root"],
        update_fields=["essence", "deadline_on", "told_at"],
    )
