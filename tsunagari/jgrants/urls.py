"""Where the doors of the wire and the pages of pulled programmes are."""

from __future__ import annotations

from django.urls import path

from tsunagari.jgrants.views import wire

# Without a language: programs ask for these by fixed names.
wire_urlpatterns = [
    path("exp/v1/public/subsidies", wire.subsidies, name="exp-subsidies"),
    path("exp/v1/public/subsidies/id/<str:number>", wire.subsidy, {"version": 1}, name="exp-subsidy"),
    path("exp/v2/public/subsidies/id/<str:number>", wire.subsidy, {"version": 2}, name="exp-subsidy-v2"),
    path("exp/<path:rest>", wire.nothing, name="exp-nothing"),
]
