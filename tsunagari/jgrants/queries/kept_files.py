"""Attachments as they are kept: one file for each content, named by its SHA-256."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from django.conf import settings

from tsunagari.jgrants.policy.subsidy import File

DIGEST = re.compile("[0-9a-f]{64}")


def files_root() -> Path:
    return settings.VAR / "jgrants" / "files"


def path_of(digest: str) -> Path:
    if not DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return files_root() / digest[:2] / digest


def load(file: File) -> str:
    """Standard base64 in one line, as the wire wants it; empty where the content is gone."""
    path = path_of(file.digest)
    return base64.b64encode(path.read_bytes()).decode() if path.is_file() else ""
