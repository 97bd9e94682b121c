"""Paper as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "tsunagari.paper"
    label = "paper"
