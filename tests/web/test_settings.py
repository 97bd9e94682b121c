"""The settings file in processes of its own, since settings are read once."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def django(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TSUNAGARI_")}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=ROOT, env=kept | variables, capture_output=True, text=True, check=False
    )


def shown(expression: str, **variables: str) -> str:
    code = f"from django.conf import settings as s; print({expression})"
    done = django("shell", "--no-imports", "-c", code, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_production_is_clean_under_djangos_own_eye(tmp_path: Path) -> None:
    done = django("check", "--deploy", "--fail-level", "WARNING", TSUNAGARI_VAR=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_debug_is_not_clean_so_the_check_can_fail(tmp_path: Path) -> None:
    variables = {"TSUNAGARI_VAR": str(tmp_path), "TSUNAGARI_DEBUG": "1"}
    assert django("check", "--deploy", "--fail-level", "WARNING", **variables).returncode != 0


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = shown("s.SECRET_KEY", TSUNAGARI_VAR=str(tmp_path))
    assert len(first) >= 50
    assert shown("s.SECRET_KEY", TSUNAGARI_VAR=str(tmp_path)) == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_https_is_the_rule_and_the_demo_the_exception(tmp_path: Path) -> None:
    seen = "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0, s.DEBUG"
    assert shown(seen, TSUNAGARI_VAR=str(tmp_path)) == "True True False"
    assert shown(seen, TSUNAGARI_VAR=str(tmp_path), TSUNAGARI_DEMO="1") == "False False False"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TSUNAGARI_DEBUG", "yes", "allowed: 0, 1"),
        ("TSUNAGARI_TODAY", "2009-02-30", "There is no such day"),
        ("TSUNAGARI_DATABASE_URL", "mysql://x/y", "sqlite:///PATH"),
    ],
)
def test_a_wrong_setting_is_named_at_the_start(tmp_path: Path, name: str, value: str, said: str) -> None:
    done = django("check", **{"TSUNAGARI_VAR": str(tmp_path), name: value})
    assert done.returncode != 0
    assert said in done.stderr
