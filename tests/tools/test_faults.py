"""The looks that the faults are judged by can turn red; the faults themselves are a lane of their own."""

from __future__ import annotations

import http.server
import json
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.killing import Found, look
from faults.serving import Server
from faults.telling import SENDER, SUBSCRIBERS, figures_of
from faults.torn_wal import Left, is_intact
from own_databases import execute, sqlite
from run_faults import judged, table

from tsunagari.kit.mail import message_id


def test_a_kill_that_loses_doubles_or_halves_is_not_sound() -> None:
    assert Found(frozenset(), frozenset(), 0).is_sound
    assert not Found(frozenset({"a"}), frozenset(), 0).is_sound
    assert not Found(frozenset(), frozenset({"a"}), 0).is_sound
    assert not Found(frozenset(), frozenset(), 1).is_sound


@pytest.mark.database
def test_what_was_acknowledged_and_is_not_there_is_lost(shared_database: str) -> None:
    assert look(shared_database, set()).is_sound
    assert look(shared_database, {"w0-1"}).lost == {"w0-1"}


LETTER = """
    INSERT INTO registry_outboxitem (kind, key, payload, state, made_at, due_at, attempts, lease_by, error)
    VALUES ('mail', 'alert:1:{letter}', '{{}}', '{state}', '2009-10-01', '2009-10-01', 1, '', '')
"""
TOLD = "INSERT INTO alerts_told (subscriber_id, root, essence, told_at) VALUES (1, 'a', 'b', '2009-10-01')"
SOUND = {
    "subscribers": 1,
    "sent once": 1,
    "flagged for a person": 0,
    "acknowledged and absent": 0,
    "written twice": 0,
    "half-written": 0,
    "wrong": 0,
}


@pytest.mark.database
@pytest.mark.parametrize(
    ("letters", "told", "came", "changed"),
    [
        (["done"], True, 1, {}),
        (["done"], True, 0, {"sent once": 0, "acknowledged and absent": 1}),
        (["done"], True, 2, {"sent once": 0, "written twice": 1}),
        (["uncertain"], True, 1, {"sent once": 0, "flagged for a person": 1}),
        (["sending"], True, 1, {"sent once": 0, "wrong": 1}),
        (["done"], False, 1, {"half-written": 1}),
        ([], True, 0, {"sent once": 0, "half-written": 1}),
    ],
)
def test_what_became_of_a_subscribers_letter(
    letters: list[str], told: bool, came: int, changed: dict[str, int], shared_database: str
) -> None:
    execute(shared_database, SUBSCRIBERS.format(values=f"('d', 'a@example.jp', 'w', {len(letters)})"))
    for number, state in enumerate(letters, 1):
        execute(shared_database, LETTER.format(letter=number, state=state))
    if told:
        execute(shared_database, TOLD)
    found = figures_of(shared_database, Counter({message_id("alert:1:1", SENDER): came}))
    assert found == SOUND | changed


def test_an_experiment_must_be_green_and_a_control_red() -> None:
    lost = {"acknowledged and absent": 1}
    for figures, is_control, verdict in (
        ({}, False, True),
        (lost, False, False),
        ({}, True, False),
        (lost, True, True),
    ):
        assert (
            judged(lambda kind, made=figures: dict(made), None, is_control=is_control)["as it must be"]
            is verdict
        )


def test_what_is_not_as_it_must_be_stands_out() -> None:
    figures = {"kills": 3, "refused with": [500, 503], "as it must be": False}
    assert "| sqlite | disk full | kills 3; refused with 500, 503 | **no** |" in table(
        {"sqlite": {"disk full": figures}}
    )


def test_a_torn_log_opens_and_a_spoilt_file_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    with sqlite(file) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE a (b TEXT)")
        database.commit()
        for number in range(50):
            database.execute("INSERT INTO a VALUES (?)", (str(number) * 500,))
        database.commit()
        left = Left(file.read_bytes(), Path(f"{file}-wal").read_bytes())
    assert all(is_intact(left.put(tmp_path, cut=cut)) for cut in range(0, len(left.log), 9_973))
    whole = left.put(tmp_path, cut=len(left.log))
    with sqlite(whole) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    spoilt = Left(whole.read_bytes()[:4096] + b"\xff" * 4096 + whole.read_bytes()[8192:], b"")
    assert not is_intact(spoilt.put(tmp_path, cut=0))


class Stranger(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"ok": True, "instance": "someone else"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None: ...


@pytest.fixture
def stranger() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


class Still:
    """A process that has not ended."""

    def poll(self) -> None:
        return None


def test_another_process_on_the_port_is_never_taken_for_ours(stranger: int, tmp_path: Path) -> None:
    server = Server("sqlite:///x.db", tmp_path, tmp_path, process=Still())
    server.url = f"http://127.0.0.1:{stranger}"
    with pytest.raises(RuntimeError, match="another process answers"):
        server.wait_for("our own name")
