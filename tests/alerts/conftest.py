"""Plans that can be changed, and subscribers of what they hold."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.alerts.plans import Plans
from tests.architecture.source import HOUSE


@pytest.fixture
def plans(tmp_path: Path) -> Iterator[Plans]:
    """A few programmes are enough."""
    folder = tmp_path / "plans"
    shutil.copytree(HOUSE / "plans", folder, ignore=shutil.ignore_patterns("s-*", "p-*", "n-[a-rt-z]*"))
    with override_settings(PLANS=folder):
        yield Plans(folder)
