"""The cases desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "tsunagari.cases"
    label = "cases"
