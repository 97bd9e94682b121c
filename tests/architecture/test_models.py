"""Foreign keys point down the floors too: a key written as a string escapes import-linter."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.source import floors


def floor_of(model: type[models.Model]) -> int:
    package, _, rest = model.__module__.partition(".")
    room = rest.partition(".")[0]
    numbers = [number for number, rooms in enumerate(floors()) if room in rooms]
    return numbers[0] if package == "tsunagari" else -1


def keys_that_climb(tables: Iterable[type[models.Model]]) -> list[str]:
    return [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in tables
        if floor_of(model) >= 0  # others' tables hang on ours by their settings, and know no floors
        for field in model._meta.get_fields()
        if field.concrete
        and isinstance(field.related_model, type)
        and floor_of(field.related_model) > floor_of(model)
    ]


def test_foreign_keys_point_down() -> None:
    assert keys_that_climb(apps.get_models()) == []


@isolate_apps("tsunagari.registry", "tsunagari.navigator")
def test_a_key_that_climbs_is_seen() -> None:
    class Upstairs(models.Model):  # noqa: DJ008
        __module__ = "tsunagari.navigator.models"

        class Meta:
            app_label = "navigator"

    class Downstairs(models.Model):  # noqa: DJ008
        __module__ = "tsunagari.registry.models"
        up = models.ForeignKey("navigator.Upstairs", models.CASCADE, related_name="+")
        ups = models.ManyToManyField("navigator.Upstairs", related_name="+")

        class Meta:
            app_label = "registry"

    assert keys_that_climb([Downstairs]) == ["Downstairs.up → Upstairs", "Downstairs.ups → Upstairs"]
    assert keys_that_climb([Upstairs]) == []
