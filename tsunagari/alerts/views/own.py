"""A subscriber's own pages, behind the links in its mails. Looking changes nothing; sending does."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tsunagari.alerts.actions.saving import change_rhythm, confirm_watches, drop_watch, leave
from tsunagari.alerts.forms.watched import read_rhythm
from tsunagari.alerts.links import CONFIRM, MINE, STOP, read_word, word_of
from tsunagari.alerts.models.watches import Subscriber, Watch
from tsunagari.alerts.policy.watched import KINDS, RHYTHMS, watched_of
from tsunagari.alerts.queries.describing import described, page_of, still_reads
from tsunagari.alerts.queries.subscribers import subscriber_by, told_to
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.private import private
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.registry.doors.submissions import redirect_once

SAID = {
    "begun": gettext_lazy("知らせを始めました。"),
    "changed": gettext_lazy("知らせる回数を変えました。"),
    "dropped": gettext_lazy("ひとつ止めました。"),
}
GET_OR_POST = ["GET", "HEAD", "POST"]


@access(ANYONE)
@private
@require_http_methods(GET_OR_POST)
def confirm(request: HttpRequest, word: str) -> HttpResponse:
    """What waits for a yes. Mail programs open links by themselves, so only the button says it."""
    if read_word(word, CONFIRM) is None:
        raise wrong_link()
    subscriber = subscriber_by(word, CONFIRM)
    if subscriber is None:
        return render(request, "alerts/gone.html", {"is_confirming": True}, status=410)
    waiting = subscriber.watches.filter(confirmed_at=None)
    if not waiting.exists():
        return redirect(own_page(subscriber))
    if request.method == "POST":
        return redirect_once(request, lambda: begin(request, subscriber))
    return render(request, "alerts/confirm.html", {"watches": told_apart(waiting)})


def begin(request: HttpRequest, subscriber: Subscriber) -> str:
    """Confirm what is ticked; the address of the page that says what begins."""
    waiting = subscriber.watches.filter(confirmed_at=None)
    chosen = [watch.pk for watch in waiting if str(watch.pk) in request.POST.getlist("watch")]
    confirm_watches(subscriber, chosen, edition_of().offered, now=request.now)
    is_left = Subscriber.objects.filter(pk=subscriber.pk).exists()
    return f"{own_page(subscriber)}?said=begun" if is_left else reverse("home")


@access(ANYONE)
@private
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest, word: str) -> HttpResponse:
    """All that is watched for a subscriber, and what it was told."""
    if read_word(word, MINE) is None:
        raise wrong_link()
    subscriber = subscriber_by(word, MINE)
    if subscriber is None:
        return render(request, "alerts/gone.html", status=410)
    context = {
        "word": word,
        "address": subscriber.address,
        "watches": told_apart(subscriber.watches.exclude(confirmed_at=None)),
        "told": told_to(subscriber, edition_of().offered),
        "rhythms": RHYTHMS,
        "stop": reverse(STOP, args=[word_of(subscriber, STOP)]),
        "said": SAID.get(request.GET.get("said", "")),
        "has_begun": request.GET.get("said") == "begun",
    }
    return render(request, "alerts/mine.html", context)


@access(ANYONE)
@private
@require_POST
def change(request: HttpRequest, word: str, pk: int) -> HttpResponse:
    """Another rhythm for one watch, or no more of it."""
    subscriber = subscriber_by(word, MINE)
    if subscriber is None:
        raise wrong_link()
    watch = get_object_or_404(subscriber.watches.exclude(confirmed_at=None), pk=pk)
    return redirect_once(request, lambda: change_one(request, watch))


def change_one(request: HttpRequest, watch: Watch) -> str:
    subscriber = watch.subscriber
    if "drop" in request.POST:
        drop_watch(watch)
        return f"{own_page(subscriber)}?said=dropped"
    change_rhythm(watch, read_rhythm(request.POST), now=request.now)
    return f"{own_page(subscriber)}?said=changed"


@csrf_exempt
@access(ANYONE)
@private
@require_http_methods(GET_OR_POST)
def stop(request: HttpRequest, word: str) -> HttpResponse:
    """One click ends everything: by the button here, or by a mail program's own (RFC 8058).

    That one has no cookie and follows no redirect, so the answer to it is the page itself. Stopped is
    stopped, however often it is sent; the word of the link is what nobody else knows.
    """
    if read_word(word, STOP) is None:
        raise wrong_link()
    subscriber = subscriber_by(word, STOP)
    if subscriber is not None and request.method == "POST":
        leave(subscriber)
        subscriber = None
    return render(request, "alerts/stop.html", {"subscriber": subscriber})


def own_page(subscriber: Subscriber) -> str:
    return reverse(MINE, args=[word_of(subscriber, MINE)])


def told_apart(watches: Any) -> list[dict[str, Any]]:
    """Each watch with its words and the page that shows the same now."""
    edition = edition_of()
    return [told_one(watch, edition) for watch in watches]


def told_one(watch: Watch, edition: Any) -> dict[str, Any]:
    watched = watched_of(watch.kind, watch.pairs)
    reads = still_reads(watched, edition)
    return {
        "watch": watch,
        "kind": KINDS[watch.kind],
        "reads": reads,
        "lines": described(watched, edition) if reads else [],
        "page": page_of(watched) if reads else "",
    }


def wrong_link() -> Http404:
    return Http404(_("このアドレスのページはありません。メールのリンクを、はしまで写してください。"))
