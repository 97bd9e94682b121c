"""A draft as one file to take along."""

from __future__ import annotations

import io
import zipfile

from tsunagari.planning.policy.drafts import Draft

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same draft makes the same bytes


def zipped(draft: Draft) -> bytes:
    """All files of the draft under their places."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in draft.files.items():
            archive.writestr(zipfile.ZipInfo(file, LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()
