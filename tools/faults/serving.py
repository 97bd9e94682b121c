"""A server of our own: started as an operator starts it, known by its name, killed without warning."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from demo_server import free_port
from own_databases import ROOT, settings_for

DAY = "2009-10-01"
STARTS_WITHIN_SECONDS = 60
TOOLS = Path(__file__).resolve().parent.parent


@dataclass
class Server:
    """`tsunagari serve` on a database; `application` replaces what is served, `largest_file` fills the disk,
    `own` are further settings, without TSUNAGARI_ before them.

    Each start gives it another name, which /healthz must say: so another process is never taken for it.
    """

    address: str
    folder: Path
    static: Path
    application: str = ""
    largest_file: int | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        name = secrets.token_hex(8)
        own = {"INSTANCE": name, "TODAY": DAY, "BEHIND_PROXY": "1", "STATIC": str(self.static), **self.own}
        environment = settings_for(self.address, self.folder, **{f"TSUNAGARI_{key}": own[key] for key in own})
        environment["PYTHONPATH"] += f"{os.pathsep}{TOOLS}"
        command = limited(self.command(), self.largest_file)
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_for(name)

    def command(self) -> list[str]:
        if not self.application:
            return [sys.executable, "-m", "tsunagari.cli.main", "serve", "--port", str(self.port)]
        command = [sys.executable, "-m", "gunicorn", "--config", "python:tsunagari.web.gunicorn_conf"]
        return [*command, "--bind", f"127.0.0.1:{self.port}", self.application]

    def wait_for(self, name: str) -> None:
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while self.process and self.process.poll() is None and time.monotonic() < deadline:
            said = self.health()
            if said is not None:
                if said.get("instance") != name:
                    raise RuntimeError(f"another process answers on port {self.port}")
                return
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start: {(self.folder / 'server.log').read_text()[-2000:]}")

    def health(self) -> dict[str, object] | None:
        """What /healthz says; None where nobody answers."""
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310
            return dict(json.load(answer))
        return None

    def kill(self) -> None:
        """SIGKILL to the server and all its workers at once; then nobody answers any more."""
        if self.process is None:
            raise RuntimeError("it was not started")
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.health() is not None:
            raise RuntimeError("another process answers on the port of the killed one")


def limited(command: Sequence[str], largest_file: int | None) -> list[str]:
    """The command under a limit on the size of every file it writes: a disk that is full."""
    return ["prlimit", f"--fsize={largest_file}", *command] if largest_file else list(command)


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """The server runs for as long as the block, and is not left behind."""
    server.start()
    try:
        yield server
    finally:
        if server.process and server.process.poll() is None:
            os.killpg(server.process.pid, signal.SIGTERM)
            server.process.wait(timeout=30)
