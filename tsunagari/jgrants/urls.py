"""Where the doors of the wire and the pages of pulled programmes are."""

from __future__ import annotations

from django.urls import path, register_converter

from tsunagari.jgrants.policy.ids import ID
from tsunagari.jgrants.views import pulled, reviewing, wire


class NumberConverter:
    """An id of the wire's form."""

    regex = ID.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NumberConverter, "wire")

# Without a language: programs ask for these by fixed names.
wire_urlpatterns = [
    path("exp/v1/public/subsidies", wire.subsidies, name="exp-subsidies"),
    path("exp/v1/public/subsidies/id/<str:number>", wire.subsidy, {"version": 1}, name="exp-subsidy"),
    path("exp/v2/public/subsidies/id/<str:number>", wire.subsidy, {"version": 2}, name="exp-subsidy-v2"),
    path("exp/<path:rest>", wire.nothing, name="exp-nothing"),
    path("subsidy/<wire:subsidy_id>", wire.page, name="exp-page"),
]
urlpatterns = [
    path("programmes/<wire:subsidy_id>/", pulled.programme, name="pulled"),
    path("pulled/", reviewing.queue, name="pulled-queue"),
    path("pulled/<wire:subsidy_id>/", reviewing.record, name="pulled-record"),
    path("pulled/<wire:subsidy_id>/judge/", reviewing.judge, name="pulled-judge"),
]
