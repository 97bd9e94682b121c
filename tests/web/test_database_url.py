"""Where the database is, from one address."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagari.base.errors import BadInput
from tsunagari.web.database_url import read_database_url

DEFAULT = Path("/var/lib/x/tsunagari.db")


def test_without_an_address_it_is_the_file_under_var() -> None:
    found = read_database_url("", DEFAULT)
    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == str(DEFAULT)


@pytest.mark.parametrize(
    ("url", "name"),
    [("sqlite:///x.db", "x.db"), ("sqlite:////data/x.db", "/data/x.db"), ("sqlite:///a%20b.db", "a b.db")],
)
def test_sqlite_files(url: str, name: str) -> None:
    assert read_database_url(url, DEFAULT)["NAME"] == name


def test_sqlite_survives_a_power_cut_and_waits_for_its_turn() -> None:
    options = read_database_url("", DEFAULT)["OPTIONS"]
    assert "synchronous=FULL" in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"


PREPARED = {"server_side_binding": True, "prepare_threshold": 5}


def test_postgresql_with_everything() -> None:
    found = read_database_url("postgres://us%40er:p%3Aw@db.example:5433/name?sslmode=require", DEFAULT)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "us@er",
        "p:w",
        "db.example",
        "5433",
    )
    assert (found["NAME"], found["OPTIONS"]) == ("name", {**PREPARED, "sslmode": "require"})


def test_postgresql_over_a_socket() -> None:
    found = read_database_url("postgresql:///name?host=/run/pg", DEFAULT)
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/pg", "", PREPARED)


def test_statements_are_prepared_unless_a_pooler_between_cannot() -> None:
    assert read_database_url("postgres://h/name?prepare=no", DEFAULT)["OPTIONS"] == {}
    with pytest.raises(BadInput) as refused:
        read_database_url("postgres://h/name?prepare=maybe", DEFAULT)
    assert refused.value.allowed == "yes / no"


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "postgres://u:hunter2@h", "sqlite:///", "nonsense", "sqlite://host/x.db"]
)
def test_anything_else_is_refused_without_repeating_the_password(url: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_database_url(url, DEFAULT)
    assert "hunter2" not in str(refused.value)
    assert refused.value.where == "TSUNAGARI_DATABASE_URL"
