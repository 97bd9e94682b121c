"""The demo as a visitor gets it, on a free port with its own data, for as long as a `with` block."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = str(Path(sys.executable).with_name("tsunagari"))
DEMO_DAY = "2009-10-01"
STARTS_WITHIN_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo: where it answers, where its mails land, and the settings that lead to its data."""

    address: str
    mails: Path
    settings: Mapping[str, str]

    def run(self, *words: str, today: str = "") -> str:
        """Run the command on the demo's data, on another day if one is given; what it printed."""
        environment = {**os.environ, **self.settings} | ({"TSUNAGARI_TODAY": today} if today else {})
        done = subprocess.run(
            [COMMAND, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stderr}")
        return done.stdout


@contextmanager
def running_demo(database: str = "") -> Iterator[Demo]:
    """A demo with data of its own: in SQLite, or at `database`. Raises RuntimeError if it does not start."""
    with tempfile.TemporaryDirectory(prefix="tsunagari-demo-") as var:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        own = {
            "TSUNAGARI_VAR": var,
            "TSUNAGARI_STATIC": f"{var}/static",
            "TSUNAGARI_DATABASE_URL": database,
            "TSUNAGARI_SITE": address,
            "TSUNAGARI_DEMO": "1",
            "TSUNAGARI_TODAY": DEMO_DAY,
        }
        log = Path(var, "log")
        with log.open("wb") as lines:
            server = subprocess.Popen(
                [COMMAND, "demo", "--port", str(port)],
                cwd=ROOT,
                env={**os.environ, **own},
                stdout=lines,
                stderr=lines,
            )
        try:
            wait_until_ready(server, f"{address}/readyz", log)
            yield Demo(address, Path(var, "mail"), own)
        finally:
            server.terminate()
            server.wait(timeout=30)


@contextmanager
def demo_server() -> Iterator[str]:
    """Yield the address of a running demo."""
    with running_demo() as demo:
        yield demo.address


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own http address)
        except OSError:  # refused, not ready yet (503), or slow to answer
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the demo did not start:\n{log.read_text(errors='replace')}")
