"""The commands of the READMEs, run as written, with a file of our own where they name one."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.architecture.documents import commands_in
from tests.architecture.source import HOUSE

DOCUMENT = HOUSE / "tests/documents/plan-2011.txt"
FIRM = {"firm.kind": "individual", "firm.industry": "I", "firm.employees_regular": 3}


def readme_commands(name: str) -> list[str]:
    commands = commands_in((HOUSE / name).read_text(encoding="utf-8"))
    return [command for command in commands if not command.startswith("make ")]


@pytest.mark.parametrize("command", readme_commands("README.md"))
def test_a_command_of_the_readme_runs(command: str, tmp_path: Path) -> None:
    firm = tmp_path / "firm.json"
    firm.write_text(json.dumps(FIRM), encoding="utf-8")
    words = shlex.split(command.replace("DOCUMENT.txt", str(DOCUMENT)).replace("FIRM.json", str(firm)))
    environment = {**os.environ, "TSUNAGARI_VAR": str(tmp_path / "var")}
    done = subprocess.run(words, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_both_languages_show_the_same_commands() -> None:
    assert readme_commands("README.md") == readme_commands("README.ja.md")
