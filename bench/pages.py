"""The demo's pages under 16 connections: how long the server takes, and how large a worker grows.

    .venv/bin/python bench/pages.py [--requests 320]

Starts a demo of its own on a free loopback port. Each page is asked for in turn by 16 threads, so 16 requests
are always waiting; the server's own time comes from its JSON log, and the time a visitor waits is printed
beside it. Bounded by the number of requests. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

CONNECTIONS = 16
PAGES = {
    "home": "/",
    "search": "/search/?q=" + quote("この店、だれに任せればいいんだろう"),
    "programme": "/programmes/n-chushin-shigaichi/",
    "check": "/check/",
    "result": "/check/result/?applicant.kind=individual&firm.industry=58&firm.employees_regular=0-5",
    "plan": "/plan/",
    "glossary": "/glossary/",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> float:
    """Seconds until the whole page has come. Raises for anything but 200."""
    start = time.perf_counter()
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own loopback address
        answer.read()
    return time.perf_counter() - start


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[18] * 1000


def first_page(port: int, path: str = "/") -> float:
    """Seconds from now until the first page is there."""
    start = time.perf_counter()
    while time.perf_counter() - start < 60:
        try:
            fetch(f"http://127.0.0.1:{port}{path}")
        except OSError:
            time.sleep(0.02)
        else:
            return time.perf_counter() - start
    raise SystemExit("the demo did not start")


def served(log: Path, path: str) -> list[float]:
    """The server's own seconds for `path`, from its log of requests."""
    found = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("{"):
            entry = json.loads(line)
            if entry.get("path") == path and "ms" in entry:
                found.append(float(entry["ms"]) / 1000)
    return found


def worker_megabytes(parent: int) -> float:
    """The largest resident size among the server's workers."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    sizes = [resident(int(child)) for child in children]
    return max(sizes, default=0) / 1024


def resident(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def measure(requests: int) -> list[dict[str, object]]:
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(prefix="tsunagari-bench-") as var:
        environment = {**os.environ, "TSUNAGARI_VAR": var, "TSUNAGARI_STATIC": f"{var}/static"}
        for start in ("first", "second"):
            port, log = free_port(), Path(var, f"{start}.log")
            with log.open("wb") as lines:
                command = [str(Path(sys.executable).with_name("tsunagari")), "demo", "--port", str(port)]
                server = subprocess.Popen(command, env=environment, stdout=lines, stderr=lines)
            try:
                took = first_page(port)
                if start == "first":
                    continue
                limit = {
                    "what": "second start of the demo to its first page",
                    "value": took,
                    "unit": "s",
                    "limit": 5,
                }
                results += [limit, *pages(port, log, requests)]
                results.append(
                    {"what": "memory of one worker", "value": worker_megabytes(server.pid), "unit": "MiB"}
                )
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(timeout=30)
    return results


def pages(port: int, log: Path, requests: int) -> list[dict[str, object]]:
    results: list[dict[str, object]] = []
    with ThreadPoolExecutor(CONNECTIONS) as visitors:
        for name, path in PAGES.items():
            address = f"http://127.0.0.1:{port}{path}"
            list(visitors.map(fetch, [address] * CONNECTIONS))
            before = len(served(log, path.partition("?")[0]))
            waited = list(visitors.map(fetch, [address] * requests))
            own = served(log, path.partition("?")[0])[before:]
            if own:
                results.append(
                    {"what": f"{name}: server, p95", "value": p95(own), "unit": "ms", "limit": 100}
                )
            results.append(
                {"what": f"{name}: visitor waits, p95 of 16 at once", "value": p95(waited), "unit": "ms"}
            )
    return results


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=320)
    print(json.dumps({"bench": "pages", "results": measure(options.parse_args().requests)}, indent=2))
