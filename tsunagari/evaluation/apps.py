"""Evaluation as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "tsunagari.evaluation"
    label = "evaluation"
