"""The shared records as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "tsunagari.registry"
    label = "registry"
