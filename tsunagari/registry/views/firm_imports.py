"""`/firms/import/`: look a list through, write it, watch it go, take it back."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tsunagari.base.errors import BadInput
from tsunagari.base.years import fiscal_year_of
from tsunagari.kit.access import access
from tsunagari.kit.exports import download
from tsunagari.kit.published import plan_for
from tsunagari.registry.actions.importing import go_on, start_import, take_back
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.models.imports import ImportRun, Run
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.firm_columns import HEADS
from tsunagari.registry.policy.sheets import MOST_BYTES, MOST_ROWS, as_sheet
from tsunagari.registry.queries.imports import progress_of, refused_rows, rows_that_stayed, runs_of

STRETCHES = 5  # as many as one request writes; the page then asks for the next
SHOWN = 50
PAGES = "firm-import"  # how the names of the routes begin


@access(CASE_WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The form and earlier imports. A file that was sent is only looked through."""
    if request.method != "POST":
        return show(request)
    try:
        return redirect_once(request, lambda: reverse(f"{PAGES}-run", args=[read(request).pk]))
    except BadInput as refused:
        return show(request, fault=refused)


def sent_file(request: HttpRequest) -> UploadedFile:
    """The file of the form. Raises BadInput where there is none, or one too large to read."""
    sent = request.FILES.get("file")
    if sent is None:
        raise BadInput(
            given="", allowed=_("CSVかExcelのファイル"), mend=_("えらんでください。"), where=_("ファイル")
        )
    if sent.size > MOST_BYTES:
        allowed = _("%(n)dメガバイトまで") % {"n": MOST_BYTES // 1_000_000}
        raise BadInput(
            given=sent.name, allowed=allowed, mend=_("いくつかに分けてください。"), where=_("ファイル")
        )
    return sent


def read(request: HttpRequest) -> ImportRun:
    sent = sent_file(request)
    home = Organisation.objects.get(pk=request.actor.organisation_id)
    vocabulary = plan_for(fiscal_year_of(request.today)).vocabulary
    return start_import(request.actor, home, sent.name, sent.read(), vocabulary=vocabulary, now=request.now)


def show(request: HttpRequest, *, fault: BadInput | None = None) -> HttpResponse:
    context = {
        "pages": PAGES,
        "fault": fault,
        "runs": runs_of(request.actor)[:SHOWN],
        "heads": [heads[0] for heads in HEADS.values()],
        "megabytes": MOST_BYTES // 1_000_000,
        "most_rows": MOST_ROWS,
    }
    return render(request, "registry/firms/imports.html", context, status=422 if fault else 200)


@access(CASE_WORKERS)
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(runs_of(request.actor), pk=pk)
    progress = progress_of(found)
    context = {
        "pages": PAGES,
        "run": found,
        "progress": progress,
        "is_going": request.GET.get("going") in ("go", "undo") and found.state != "undone",
        "refused": refused_rows(found)[:SHOWN],
        "stayed": rows_that_stayed(found)[:SHOWN],
    }
    return render(request, "registry/firms/import.html", context)


@access(CASE_WORKERS)
@require_POST
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the next stretches of rows. Sending it twice writes no row twice: each row knows its outcome."""
    found = get_object_or_404(runs_of(request.actor), pk=pk)
    vocabulary = plan_for(fiscal_year_of(request.today)).vocabulary
    return some(found, "go", lambda: go_on(request.actor, found, vocabulary=vocabulary, now=request.now))


@access(CASE_WORKERS)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(runs_of(request.actor), pk=pk)
    return some(found, "undo", lambda: take_back(request.actor, found, now=request.now))


def some(found: ImportRun, name: str, step: Callable[[], bool]) -> HttpResponse:
    is_left = all(step() for _stretch in range(STRETCHES))
    address = reverse(f"{PAGES}-run", args=[found.pk])
    return redirect(f"{address}?going={name}" if is_left else address)


@access(CASE_WORKERS)
@require_safe
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows as they were, with the reason in a last column: mend them and send the file again."""
    found = get_object_or_404(runs_of(request.actor), pk=pk)
    return download(rejected_sheet(found), "csv", f"rejected-{found.pk}")


def rejected_sheet(run: Run) -> bytes:
    width = len(run.columns)
    rows = (
        [*row.cells, *[""] * (width - len(row.cells)), " ".join(map(told, row.faults))]
        for row in refused_rows(run)
    )
    return as_sheet([*run.columns, _("理由")], rows)


def told(fault: dict[str, str]) -> str:
    return f"{fault['where']}：{fault['allowed']} {fault['mend']}".strip()
