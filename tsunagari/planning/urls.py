"""Where the pages of planning are."""

from __future__ import annotations

from django.urls import path

from tsunagari.planning.views import drafts

urlpatterns = [
    path("planning/", drafts.show, name="planning"),
    path("planning/draft.zip", drafts.draft, name="planning-draft"),
]
