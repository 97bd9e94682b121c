"""A plan is looked at again soon, but not at every request."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from tsunagari.kit import published as room
from tsunagari.kit.published import published


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plans of one's own, looked at by a clock of one's own."""
    shutil.copytree(django_settings.PLANS, tmp_path / "plans")
    monkeypatch.setattr(django_settings, "PLANS", tmp_path / "plans")
    monkeypatch.setattr(room, "LOOKS_EVERY", 0.2)
    monkeypatch.setattr(room, "_kept", {})
    monkeypatch.setattr(room, "_looked", {})
    return tmp_path / "plans"


def test_files_are_looked_at_five_times_a_second(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(room.time, "monotonic", lambda: now)
    first = published(2009)
    programme = next((plans / "2009" / "national").glob("n-*[a-z].yaml"))
    programme.write_text(programme.read_text(encoding="utf-8") + "# seen\n", encoding="utf-8")
    now = 100.1
    assert published(2009) is first
    now = 100.2
    assert published(2009) is not first
    assert published(2009).catalogue.digest != first.catalogue.digest


def test_a_plan_that_was_never_read_is_read_at_once(plans: Path) -> None:
    assert published(2009).fault == ""
