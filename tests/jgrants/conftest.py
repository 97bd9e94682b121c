"""A var/ of its own for every test, and a folder of generated answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.jgrants.generated import Made, make_folder

NOW = datetime.datetime(2026, 11, 25, 3, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def var(tmp_path: Path) -> Iterator[Path]:
    with override_settings(VAR=tmp_path / "var"):
        yield tmp_path / "var"


@pytest.fixture
def folder(tmp_path: Path) -> Made:
    """Small, with one of each trap."""
    return make_folder(tmp_path / "in", 120)
