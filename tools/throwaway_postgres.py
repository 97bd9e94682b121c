"""A PostgreSQL cluster that lives as long as a `with` block: its own folder, port, password and process."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from debian_packages import Missing

STARTS_WITHIN_SECONDS = 30
# Where nothing outlives the run; a test of what survives leaves PostgreSQL's own settings.
SPEED_OVER_SAFETY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def throwaway_postgres(programs: Path, *, is_durable: bool = False) -> Iterator[str]:
    """Yield the address of a fresh, empty cluster. It is stopped by its own process id, whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="tsunagari-postgres-"))
    try:
        owner = unprivileged_owner(folder)
        password = secrets.token_hex(16)
        make_cluster(programs, folder, password, owner)
        port = free_port()
        command = server_command(programs, folder, port, () if is_durable else SPEED_OVER_SAFETY)
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **owner)
        try:
            wait_until_ready(programs, server, port, folder / "log")
            yield f"postgres://tsunagari:{password}@127.0.0.1:{port}/postgres"
        finally:
            stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged_owner(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as Debian's postgres user, who must own the folder."""
    if os.geteuid() != 0:
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError as absent:
        raise Missing("PostgreSQL does not run as root, and there is no user named postgres") from absent
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def make_cluster(programs: Path, folder: Path, password: str, owner: dict[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    secret.chmod(0o600)
    if owner:
        os.chown(secret, owner["user"], owner["group"])
    command = [
        programs / "initdb",
        "--pgdata",
        folder / "data",
        "--username",
        "tsunagari",
        "--pwfile",
        secret,
    ]
    command += ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    made = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, **owner)
    secret.unlink()
    if made.returncode:
        raise Missing(f"initdb failed: {made.stderr.strip()}")


def server_command(programs: Path, folder: Path, port: int, own: Iterable[str]) -> list[str | Path]:
    settings = (f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
    words = [word for setting in (*settings, *own) for word in ("-c", setting)]
    return [programs / "postgres", "-D", folder / "data", *words]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(programs: Path, server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait for our own server, so that another one that happens to hold the port is never mistaken for it."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    probe = [programs / "pg_isready", "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    while server.poll() is None and time.monotonic() < deadline:
        if subprocess.run(probe, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise Missing(f"PostgreSQL did not start: {log.read_text(errors='replace').strip()[-400:]}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown: sessions are cut, the process is gone when this returns."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
