"""Outreach as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "tsunagari.outreach"
    label = "outreach"
