"""Print the Python to run everything with: this one, or the system's where this one is a plain build.

    python3 tools/which_python.py

pyenv compiles Python without `--enable-optimizations` unless told otherwise, and then every page and every
test takes about half as long again. Distributions compile theirs with profiles. Needs no package.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig

SYSTEMS = "/usr/bin/python3"
FITS = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"


def is_plain_build() -> bool:
    """Whether this Python is somebody's own build without optimisations."""
    told = sysconfig.get_config_var("CONFIG_ARGS")
    return sys.base_prefix != "/usr" and told is not None and "--enable-optimizations" not in told


def fits(python: str) -> bool:
    """Whether it is new enough and able to make a virtual environment."""
    try:
        return subprocess.run([python, "-c", FITS], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    print(SYSTEMS if is_plain_build() and fits(SYSTEMS) else sys.executable)
