"""The layout, the static files and the languages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tsunagari.web"
    label = "web"
