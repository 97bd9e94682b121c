"""The demo as a visitor gets it, on a free port with its own data, for as long as a `with` block."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN_SECONDS = 60


@contextmanager
def demo_server() -> Iterator[str]:
    """Yield the address of a running demo. Raises RuntimeError with its log if it does not start."""
    with tempfile.TemporaryDirectory(prefix="tsunagari-demo-") as var:
        port = free_port()
        own = {"TSUNAGARI_VAR": var, "TSUNAGARI_STATIC": f"{var}/static"}
        command = [Path(sys.executable).with_name("tsunagari"), "demo", "--port", str(port)]
        log = Path(var, "log")
        with log.open("wb") as lines:
            server = subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **own}, stdout=lines, stderr=lines
            )
        try:
            wait_until_ready(server, f"http://127.0.0.1:{port}/readyz", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


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
