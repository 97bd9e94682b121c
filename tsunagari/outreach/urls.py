"""Where the pages of outreach are."""

from __future__ import annotations

from django.urls import path

from tsunagari.outreach.views import listing

urlpatterns = [
    path("outreach/", listing.show, name="outreach"),
    path("outreach/firms.<str:kind>", listing.export, name="outreach-export"),
]
