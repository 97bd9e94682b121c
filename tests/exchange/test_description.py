"""The API keeps to its description: schemathesis asks all that it allows, and much that it does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tsunagari.registry.models.organisations import Organisation

ST = Path(sys.executable).with_name("st")


def asked_everything(address: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """One run of schemathesis with every check; it fails on the first answer that was not described."""
    command = [
        str(ST),
        "run",
        f"{address}/api/openapi.json",
        "--checks",
        "all",
        "--no-color",
        "--seed",
        "2009",
    ]
    return subprocess.run([*command, *options], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def server(live_server: LiveServer) -> str:
    Organisation.objects.create(pk=1, kind="hub", name="拠点（デモ）", kana="きょてん", prefecture="04")
    return live_server.url


def test_examples_random_calls_and_calls_in_a_row_answer_as_described(server: str, tmp_path: Path) -> None:
    run = asked_everything(server, tmp_path, "--phases", "examples,fuzzing,stateful", "--max-examples", "5")
    assert run.returncode == 0, run.stdout[-6_000:]


@pytest.mark.slow
def test_all_phases_answer_as_described(server: str, tmp_path: Path) -> None:
    run = asked_everything(server, tmp_path, "--max-examples", "30")
    assert run.returncode == 0, run.stdout[-6_000:]
