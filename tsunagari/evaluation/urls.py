"""Where the pages of evaluation are."""

from __future__ import annotations

from django.urls import path

from tsunagari.evaluation.views import board, programme

urlpatterns = [
    path("evaluation/", board.board, name="evaluation"),
    path("evaluation/figures.<str:kind>", board.export, name="evaluation-export"),
    path("evaluation/<slug:key>/", programme.programme, name="evaluation-programme"),
    path("evaluation/<slug:key>/lines/", programme.lines, name="evaluation-lines"),
]
