"""The navigator as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class NavigatorConfig(AppConfig):
    name = "tsunagari.navigator"
    label = "navigator"
