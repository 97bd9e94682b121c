"""Lines as wrapped by the page → paragraphs as written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tsunagari.base.text import mended

ENDS_PARAGRAPH = re.compile(r"(?:。|。[）)」])$")
BEGINS_PARAGRAPH = re.compile(r"^(?:※|＊|[ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ][）)]|・)")


def rejoined(lines: Iterable[str]) -> str:
    """One text: wrapped lines joined without a space, a new line only between paragraphs, 尐 → 少."""
    text = ""
    for line in lines:
        if text and (ENDS_PARAGRAPH.search(text) or BEGINS_PARAGRAPH.match(line)):
            text += "\n"
        text += line.strip()
    return mended(text)
