"""A cluster is there inside the block and gone after it, also when the block breaks."""

from __future__ import annotations

import re
import socket
from contextlib import suppress

import psycopg
import pytest
from debian_packages import POSTGRES
from throwaway_postgres import throwaway_postgres

pytestmark = pytest.mark.database


def test_the_cluster_answers_and_is_stopped_when_the_block_breaks() -> None:
    used = []
    with suppress(ZeroDivisionError), throwaway_postgres(POSTGRES.path()) as address:
        with psycopg.connect(address) as connection:
            assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        used.append(address)
        raise ZeroDivisionError
    port = int(re.search(r":([0-9]+)/", used[0]).group(1))
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_two_clusters_do_not_meet() -> None:
    with throwaway_postgres(POSTGRES.path()) as one, throwaway_postgres(POSTGRES.path()) as other:
        with psycopg.connect(one) as connection:
            connection.execute("CREATE TABLE mine ()")
        with psycopg.connect(other) as connection:
            assert connection.execute("SELECT to_regclass('mine')").fetchone() == (None,)


def test_the_password_is_needed() -> None:
    with throwaway_postgres(POSTGRES.path()) as address:
        wrong = re.sub(r":\w+@", ":wrong@", address)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(wrong)
