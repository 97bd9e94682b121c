"""SVG → PNG by resvg: no browser and no library of the system; only the font that was copied at set-up."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import resvg_py
from django.http import Http404
from django.utils.translation import gettext as _

FONTS = Path(__file__).resolve().parents[1] / "web" / "fonts"
FAMILY = "Noto Sans JP"
ZOOM = 2


def can_draw() -> bool:
    """Whether the font is there: without it every Japanese letter would be missing."""
    return bool(font_files())


def font_files() -> list[str]:
    return [str(path) for path in sorted(FONTS.glob("*.ttf"))]


@lru_cache(maxsize=64)
def from_svg(svg: str, zoom: int = ZOOM) -> bytes:
    """The picture at `zoom` times its own size. Raises Http404 where the font is missing."""
    if not can_draw():
        raise Http404(_("PNGを作るための字体が、このサーバーに置かれていません。SVGを使ってください。"))
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=font_files(),
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        zoom=zoom,
    )
