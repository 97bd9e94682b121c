"""Of two Pythons, the one that was built with optimisations."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

import which_python

TOOL = which_python.__file__


@pytest.mark.parametrize(
    ("prefix", "told", "is_plain"),
    [
        ("/opt/own/3.12.1", "'--enable-shared'", True),
        ("/opt/own/3.12.1", "'--enable-optimizations' '--with-lto'", False),
        ("/usr", "'--enable-shared'", False),  # Debian builds with profiles and does not say so there
        ("C:/Python312", None, False),
    ],
)
def test_a_build_of_ones_own_without_optimisations_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, prefix: str, told: str | None, is_plain: bool
) -> None:
    monkeypatch.setattr(sys, "base_prefix", prefix)
    monkeypatch.setattr(sysconfig, "get_config_var", {"CONFIG_ARGS": told}.get)
    assert which_python.is_plain_build() is is_plain


def test_only_a_python_that_is_there_and_can_make_an_environment_fits(tmp_path: Path) -> None:
    assert which_python.fits(sys.executable)
    assert not which_python.fits(str(tmp_path / "python3"))
    too_old = tmp_path / "old"
    too_old.write_text("#!/bin/sh\nexit 1\n")
    too_old.chmod(0o755)
    assert not which_python.fits(str(too_old))


def test_what_is_printed_runs() -> None:
    named = subprocess.run([sys.executable, TOOL], capture_output=True, text=True, check=True).stdout.strip()
    version = "import sys; print(sys.version_info >= (3, 11))"
    assert subprocess.check_output([named, "-c", version], text=True).strip() == "True"
