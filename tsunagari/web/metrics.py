"""`/metrics`: what an operator watches, in Prometheus' text format. Counts alone: no name, no firm.

What is counted is read from the database and so true of the whole installation, whichever process is asked;
a plan that does not read keeps nobody from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Min, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from tsunagari import __version__
from tsunagari.cases.models.cases import Case
from tsunagari.kit.access import access
from tsunagari.registry.doors.access import ADMINISTRATORS
from tsunagari.registry.doors.keys import takes_key
from tsunagari.registry.models.journal import JournalHead
from tsunagari.registry.models.outbox import STATES, OutboxItem

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Sample:
    """A metric's value under one label; `label` is a name and what it says, or nothing."""

    value: float
    label: tuple[str, str] | None = None

    def line(self, name: str) -> str:
        labelled = f'{{{self.label[0]}="{escaped(self.label[1])}"}}' if self.label else ""
        return f"{name}{labelled} {self.value:.15g}"


@dataclass(frozen=True, slots=True)
class Metric:
    """One name with its samples. `kind` is gauge or counter."""

    name: str
    kind: str
    about: str
    samples: tuple[Sample, ...]

    def lines(self) -> Iterator[str]:
        yield f"# HELP {self.name} {self.about}"
        yield f"# TYPE {self.name} {self.kind}"
        yield from (sample.line(self.name) for sample in self.samples)


def escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def exposition(metrics: Iterable[Metric]) -> str:
    """The text format 0.0.4 of Prometheus; it ends with a line's end."""
    return "".join(f"{line}\n" for metric in metrics for line in metric.lines())


@takes_key
@access(ADMINISTRATORS)
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For an administrator's API key, which a scraper sends as its bearer token."""
    response = HttpResponse(exposition(watched(request)), content_type=CONTENT_TYPE)
    add_never_cache_headers(response)
    return response


def watched(request: HttpRequest) -> Iterator[Metric]:
    version = (Sample(1, ("version", __version__)),)
    yield Metric("tsunagari_info", "gauge", "1; the version that answers.", version)
    if settings.INSTANCE:
        name = (Sample(1, ("name", settings.INSTANCE)),)  # Prometheus says `instance` of what it asks
        yield Metric("tsunagari_instance", "gauge", "1; the process that answers.", name)
    open_cases = Case.objects.filter(closed_at=None).count()
    yield Metric("tsunagari_cases_open", "gauge", "Cases that are not closed.", (Sample(open_cases),))
    lines = JournalHead.objects.aggregate(lines=Sum("number", default=0))["lines"]
    yield Metric("tsunagari_journal_lines_total", "counter", "Lines of all journals.", (Sample(lines),))
    yield from outbox(request)


def outbox(request: HttpRequest) -> Iterator[Metric]:
    """How much is owed, and for how long: `uncertain` and `failed` wait for a person."""
    counted = dict(OutboxItem.objects.order_by().values_list("state").annotate(Count("pk")))
    items = tuple(Sample(counted.get(state, 0), ("state", state)) for state in STATES)
    yield Metric("tsunagari_outbox_items", "gauge", "Pieces of work in the outbox.", items)
    now = request.now  # type: ignore[attr-defined]
    due = OutboxItem.objects.filter(state__in=("waiting", "sending"), due_at__lte=now)
    oldest = due.aggregate(due_at=Min("due_at"))["due_at"]
    late = (now - oldest).total_seconds() if oldest else 0
    about = "Seconds since the longest due piece of work became due; grows where no worker runs."
    yield Metric("tsunagari_outbox_late_seconds", "gauge", about, (Sample(late),))
