"""Where the pages of planning are."""

from __future__ import annotations

from django.urls import path

from tsunagari.planning.views import drafts, whatif

urlpatterns = [
    path("planning/", drafts.show, name="planning"),
    path("planning/draft.zip", drafts.draft, name="planning-draft"),
    path("planning/what-if/", whatif.show, name="what-if"),
    path("planning/what-if/counts.csv", whatif.counts, name="what-if-counts"),
    path("planning/what-if/draft", whatif.draft, name="what-if-draft"),
]
