"""What all tests share: how hard hypothesis tries, which touch the database, where the plan document lies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test.utils import override_settings
from django.utils import translation
from hypothesis import HealthCheck, settings
from own_databases import migrated_database, own_database

from tsunagari.kit import published

published.LOOKS_EVERY = 0  # a test changes a file and asks at once

SEED_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "seed"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup", "migrated"}

settings.register_profile(
    "quick", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("full", settings.get_profile("quick"), max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


# The tests that must cover what run_tests.COVERAGE_OWED names. Tracing nearly doubles the time of a test,
# whatever is measured, so the others run untraced.
COVERING = (
    "tests/engines/",
    "tests/programmes/",
    "tests/base/test_money.py",
    "tests/kit/",
    "tests/registry/test_journal",
    "tests/registry/test_people",
    "tests/census/test_boundaries.py",
    "tests/census/test_judging.py",
    "tests/census/test_words.py",
    "tests/web/test_sign_in.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the database belongs to the database lane without having to say so twice."""
    for item in items:
        if not item.nodeid.startswith(COVERING):
            item.add_marker(pytest.mark.no_cover)
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


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database of the lane's kind, made once, to be copied."""
    with migrated_database(tmp_path_factory.mktemp("migrated"), database_server()) as address:
        yield address


@pytest.fixture
def shared_database(tmp_path: Path, migrated: str) -> Iterator[str]:
    """The address of a migrated database that the test's own processes may open."""
    with own_database(tmp_path, database_server(), copy_of=migrated) as address:
        yield address


def database_server() -> str:
    """The PostgreSQL of this lane; empty in the lane of SQLite."""
    given = os.environ.get("TSUNAGARI_DATABASE_URL", "")
    return given if given.startswith("postgres") else ""


@pytest.fixture(autouse=True)
def japanese_first() -> None:
    """A page asked for in English leaves its language behind; the next test begins without it."""
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def pages_as_in_a_test(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pages over plain HTTP, static files under their own names, nothing imported; the plan's own day."""
    static, var = tmp_path_factory.mktemp("static"), tmp_path_factory.mktemp("var")
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**django_settings.STORAGES, "staticfiles": storage},
        STATIC_ROOT=str(static),
        SECURE_SSL_REDIRECT=False,
        VAR=var,
        ANCHORS=var / "anchors",
        TODAY=None,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],  # quick; nothing here is secret
    ):
        yield
