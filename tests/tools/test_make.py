"""`make demo` serves a page and stops cleanly; the build server runs what a developer runs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError

from tests.architecture.source import HOUSE

STARTS_WITHIN_SECONDS = 60


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(port: int, var: Path) -> Iterator[subprocess.Popen[str]]:
    """`make demo` in a process group of its own, so that it can be given Ctrl-C as a terminal would."""
    own = {"TSUNAGARI_VAR": str(var), "TSUNAGARI_STATIC": str(var / "static")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TSUNAGARI_")}
    process = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=HOUSE,
        env={**kept, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def first_page(address: str) -> str:
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310 (our own http address)
                return page.read().decode()
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_make_demo_serves_the_home_page_and_ctrl_c_stops_it(tmp_path: Path) -> None:
    port = free_port()
    with demo(port, tmp_path) as process:
        page = first_page(f"http://127.0.0.1:{port}/")
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate(timeout=30)
    assert '<html lang="ja"' in page
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    with closing(socket.socket()) as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_the_build_server_runs_what_a_developer_runs() -> None:
    script = HOUSE / ".ci/run"
    assert os.access(script, os.X_OK)
    words = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert words == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make test"]
