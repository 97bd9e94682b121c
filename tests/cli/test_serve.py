"""Serving: HTTPS is left off only where no one but this machine can look; the demo leaves nothing running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

import pytest

from tsunagari.cli.server import is_for_this_machine, server_command

BESIDE = """
import sys
from tsunagari.cli.server import run_beside
loop = "import sys, time; open(sys.argv[1], 'w').close(); time.sleep(60)"
sys.exit(run_beside(*([sys.executable, "-c", loop, name] for name in sys.argv[1:])))
"""


@pytest.mark.parametrize(
    ("host", "environ", "answer"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("127.0.0.1", {"TSUNAGARI_BEHIND_PROXY": "1"}, False),
        ("0.0.0.0", {}, False),  # noqa: S104 - refused, not bound
        ("192.0.2.1", {}, False),
    ],
)
def test_only_loopback_without_a_proxy_is_this_machine_s_own(
    host: str, environ: dict[str, str], answer: bool
) -> None:
    assert is_for_this_machine(host, environ) is answer


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ({}, "http://127.0.0.1:{port}"),
        ({"TSUNAGARI_SITE": "http://desk.test"}, "http://desk.test"),
        ({"TSUNAGARI_BEHIND_PROXY": "1"}, None),
    ],
)
def test_links_begin_with_the_address_that_is_served_here(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], begins: str | None
) -> None:
    """A demo on another port sent people to port 8000, where somebody else's server may be."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TSUNAGARI_")}
    monkeypatch.setattr(os, "environ", environ | said)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = server_command(Namespace(host="127.0.0.1", port=port, workers=2))
    assert f"127.0.0.1:{port}" in command
    assert os.environ.get("TSUNAGARI_SITE") == (begins and begins.format(port=port))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_server_and_the_worker_beside_it(tmp_path: Path, number: signal.Signals) -> None:
    marks = [tmp_path / "one", tmp_path / "two"]
    both = subprocess.Popen([sys.executable, "-c", BESIDE, *marks], stdout=subprocess.PIPE)
    while not all(mark.exists() for mark in marks):
        assert both.poll() is None
        time.sleep(0.05)
    both.send_signal(number)
    both.communicate(timeout=20)  # ends only when nobody holds the pipe any more
    assert both.returncode == 0
