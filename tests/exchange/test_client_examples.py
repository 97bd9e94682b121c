"""The clients in the documentation work as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

HOW_TO = Path(__file__).resolve().parents[2] / "docs/how-to"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (HOW_TO / page).read_text(encoding="utf-8"), re.DOTALL)


def printed(command: list[str], address: str) -> str:
    environment = {**os.environ, "TSUNAGARI": address, "PYTHONUTF8": "1"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_python_client_reads_every_page_and_checks_a_firm(live_server: LiveServer) -> None:
    (code,) = blocks("use-the-api.md", "python")
    said = printed([sys.executable, "-c", code], live_server.url)
    assert said.startswith("70 programmes\n")
    assert "'unknown'" in said
    assert "firm.industry" in said


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_each_call_by_curl_is_answered(live_server: LiveServer) -> None:
    (calls,) = blocks("use-the-api.md", "sh")
    said = [printed(["sh", "-c", f"{call} --fail -s"], live_server.url) for call in calls.splitlines()]
    assert [answer.startswith('{"year": 2009') for answer in said] == [True, True, True]
    assert '"firm.size": "small"' in said[1]


def test_the_model_client_is_told_what_to_ask(live_server: LiveServer) -> None:
    (code,) = blocks("connect-a-model.md", "python")
    said = printed([sys.executable, "-c", code], live_server.url)
    assert "本人に聞いてください" in said
    assert said.rstrip().splitlines()[-1].startswith("firm.")
