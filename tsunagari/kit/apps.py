"""The kit as a Django app: its template words and its checks."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register

from tsunagari.kit.access import check_routes


class KitConfig(AppConfig):
    name = "tsunagari.kit"
    label = "kit"

    def ready(self) -> None:
        register(check_routes, Tags.urls)
