"""All addresses. Japanese has no prefix; English lies under /en/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from tsunagari.web.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    *i18n_patterns(path("", include("tsunagari.navigator.urls")), prefix_default_language=False),
]
