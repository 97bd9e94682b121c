"""Open data as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "tsunagari.opendata"
    label = "opendata"
