"""The day of the desk's tests."""

from __future__ import annotations

import datetime

import pytest

from tests.cases import desks


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages live on the day, and at the hour, of the tests' cases."""
    monkeypatch.setattr("tsunagari.web.clock.the_time", lambda: desks.NOW)
    assert isinstance(desks.NOW, datetime.datetime)
