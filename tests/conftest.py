"""What all tests share: how hard hypothesis tries, which touch the database, where the plan document lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SEED_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "seed"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}

settings.register_profile(
    "quick", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("full", settings.get_profile("quick"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the database belongs to the database lane without having to say so twice."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def seed_document() -> Path:
    """The published plan document of FY2009: not ours to commit, so tests have documents of our own too."""
    found = sorted(SEED_FOLDER.glob("*.txt"))
    if not found:
        pytest.skip("the plan document of FY2009 is not beside this repository")
    return found[0]
