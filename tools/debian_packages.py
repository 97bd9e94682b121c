"""What the tests need from outside Python: found where it is, or installed from Debian's packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

POSTGRES_FOLDERS = Path("/usr/lib/postgresql")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Missing(Exception):
    """Something a lane needs is not on this machine; the text says what and how to get it."""


@dataclass(frozen=True, slots=True)
class Need:
    """A program from outside: how to find it and which package brings it."""

    name: str
    package: str
    find: Callable[[], Path | None]

    def path(self) -> Path:
        """Where it is, installing it first where this process may. Raises Missing."""
        found = self.find()
        if found is None and may_install():
            install(self.package)
            found = self.find()
        if found is None:
            raise Missing(f"{self.name} is not installed; as root: apt-get install {self.package}")
        return found


def find_postgres() -> Path | None:
    """The folder of PostgreSQL's server programs, the version we support (15) before any newer one."""
    folders = sorted(POSTGRES_FOLDERS.glob("*/bin"), key=lambda folder: int(folder.parent.name))
    found = [folder for folder in folders if int(folder.parent.name) >= 15 and (folder / "initdb").exists()]
    on_path = shutil.which("initdb")
    return found[0] if found else Path(on_path).resolve().parent if on_path else None


def find_chromium() -> Path | None:
    return next((Path(path) for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def find_java() -> Path | None:
    """Java 17, which Spark runs on, or a later one."""
    home = os.environ.get("JAVA_HOME")
    program = Path(home, "bin", "java") if home else Path(shutil.which("java") or "java")
    try:
        said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    except OSError:
        return None
    version = re.search(r'version "(\d+)', said)
    return program.resolve() if version and int(version[1]) >= 17 else None


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str) -> None:
    """Install one Debian package, saying so. A refusal is left to the caller to notice."""
    print(f"· installing Debian's {package} (apt-get install {package})", flush=True)
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False)


POSTGRES = Need("PostgreSQL", "postgresql-15", find_postgres)
CHROMIUM = Need("Chromium", "chromium", find_chromium)
JAVA = Need("Java 17", "openjdk-17-jre-headless", find_java)
