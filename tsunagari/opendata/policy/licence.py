"""Under what terms the data may be used: those of the repository that holds it."""

from __future__ import annotations

LICENCE = {
    "name": "Apache-2.0",
    "title": "Apache License 2.0",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
}
