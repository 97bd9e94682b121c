"""Where the sheets are."""

from __future__ import annotations

from django.urls import path

from tsunagari.paper.views import matters, sheets

urlpatterns = [
    path("paper/plan.pdf", sheets.plan, name="paper-plan"),
    path("paper/programmes/<slug:key>.pdf", sheets.programme, name="paper-programme"),
    path("paper/directory.pdf", sheets.directory, name="paper-directory"),
    path("paper/result.pdf", sheets.result, name="paper-result"),
    path("paper/status/<str:word>.pdf", matters.status, name="paper-status"),
]
