"""`/directory/import/`: look a list of organisations through, record it, take it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.base.years import fiscal_year_of
from tsunagari.kit.access import access
from tsunagari.kit.exports import download
from tsunagari.kit.published import plan_for
from tsunagari.registry.actions.directory_importing import (
    start_directory_import,
    take_back_directory,
    write_directory,
)
from tsunagari.registry.doors.access import DIRECTORY_KEEPERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.models.imports import DirectoryRun
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.organisation_fields import HEADS
from tsunagari.registry.policy.organisations import KINDS
from tsunagari.registry.policy.sheets import MOST_BYTES, MOST_ROWS
from tsunagari.registry.queries.imports import (
    directory_runs_of,
    progress_of,
    refused_rows,
    rows_that_stayed,
)
from tsunagari.registry.views.firm_imports import SHOWN, rejected_sheet, sent_file

PAGES = "directory-import"  # how the names of the routes begin


@access(DIRECTORY_KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The form and earlier imports. A file that was sent is only looked through."""
    if request.method != "POST":
        return show(request)
    try:
        return redirect_once(request, lambda: reverse(f"{PAGES}-run", args=[read(request).pk]))
    except BadInput as refused:
        return show(request, fault=refused)


def read(request: HttpRequest) -> DirectoryRun:
    sent = sent_file(request)
    home = Organisation.objects.get(pk=request.actor.organisation_id)
    themes = themes_on(request)
    return start_directory_import(request.actor, home, sent.name, sent.read(), themes=themes, now=request.now)


def themes_on(request: HttpRequest) -> dict[str, Words]:
    return dict(plan_for(fiscal_year_of(request.today)).vocabulary.facts["need.themes"].values)


def show(request: HttpRequest, *, fault: BadInput | None = None) -> HttpResponse:
    context = {
        "pages": PAGES,
        "fault": fault,
        "runs": directory_runs_of(request.actor)[:SHOWN],
        "heads": [heads[0] for heads in HEADS.values()],
        "kinds": KINDS.values(),
        "megabytes": MOST_BYTES // 1_000_000,
        "most_rows": MOST_ROWS,
    }
    return render(request, "registry/directory/imports.html", context, status=422 if fault else 200)


@access(DIRECTORY_KEEPERS)
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(directory_runs_of(request.actor), pk=pk)
    context = {
        "pages": PAGES,
        "run": found,
        "progress": progress_of(found),
        "refused": refused_rows(found)[:SHOWN],
        "stayed": rows_that_stayed(found)[:SHOWN],
    }
    return render(request, "registry/directory/import.html", context)


@access(DIRECTORY_KEEPERS)
@require_POST
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the rows. Sent twice it records once: the run knows that it is done."""
    found = get_object_or_404(directory_runs_of(request.actor), pk=pk)
    write_directory(request.actor, found, themes=themes_on(request), now=request.now)
    return redirect(f"{PAGES}-run", pk)


@access(DIRECTORY_KEEPERS)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(directory_runs_of(request.actor), pk=pk)
    take_back_directory(request.actor, found, now=request.now)
    return redirect(f"{PAGES}-run", pk)


@access(DIRECTORY_KEEPERS)
@require_safe
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows as they were, with the reason in a last column: mend them and send the file again."""
    found = get_object_or_404(directory_runs_of(request.actor), pk=pk)
    return download(rejected_sheet(found), "csv", f"rejected-organisations-{found.pk}")
