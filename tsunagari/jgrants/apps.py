"""Jグランツ as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class JgrantsConfig(AppConfig):
    name = "tsunagari.jgrants"
    label = "jgrants"
