"""Alive is not ready: readiness asks database and plan, and names what is missing."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client, override_settings

from tsunagari.navigator.queries import editions
from tsunagari.web import health


def test_alive_asks_nothing(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"ok": True, "process": "ok"})


def test_a_process_with_a_name_says_it(client: Client) -> None:
    with override_settings(INSTANCE="host-a"):
        assert client.get("/healthz").json()["instance"] == "host-a"


@pytest.mark.django_db
@pytest.mark.database
def test_ready_with_database_and_plan(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"ok": True, "database": "ok", "plan": "ok"})


@pytest.mark.django_db
@pytest.mark.database
def test_not_ready_without_a_plan(client: Client, tmp_path: Path) -> None:
    with override_settings(PLANS=tmp_path):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert "year" in response.json()["plan"]


def test_not_ready_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(connection, "cursor", broken)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "tsunagari upgrade" in response.json()["database"]


def test_a_plan_that_is_served_from_an_older_state_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = dataclasses.replace(editions.edition_of(), fault="2009/x.yaml:3: what is this\nand more")
    monkeypatch.setattr(health, "edition_of", lambda: edition)
    assert health.plan_fault() == "2009/x.yaml:3: what is this"
