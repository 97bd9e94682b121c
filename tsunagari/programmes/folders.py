"""Where the plan's files and the installation's own files lie."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def plans_root(environ: Mapping[str, str]) -> Path:
    """TSUNAGARI_PLANS, else plans/ beside the package."""
    return Path(environ.get("TSUNAGARI_PLANS") or REPOSITORY / "plans")


def var_root(environ: Mapping[str, str]) -> Path:
    """TSUNAGARI_VAR, else var/ beside the package: database, imported wording, keys."""
    return Path(environ.get("TSUNAGARI_VAR") or REPOSITORY / "var")


def anchors_root(environ: Mapping[str, str]) -> Path:
    """TSUNAGARI_ANCHORS, else anchors/ under var/: where the journal's anchors are written."""
    return Path(environ.get("TSUNAGARI_ANCHORS") or var_root(environ) / "anchors")
