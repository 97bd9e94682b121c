"""Copy what is used out of node_modules: tokens and font into the static folder, font files for drawing.

Each folder is made anew each time, so that it never holds a file of an older version. Addresses inside the
style sheets stay relative: they work from any static root, and the manifest storage can rewrite them.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOKENS = Path("@digital-go-jp/design-tokens")
FONT = Path("@fontsource-variable/noto-sans-jp")
DRAWN = Path("@expo-google-fonts/noto-sans-jp")
PRINTED = Path("@expo-google-fonts/biz-udpgothic")
SHEETS = {TOKENS / "dist/tokens.css": "tokens/tokens.css", FONT / "index.css": "font/noto-sans-jp.css"}
LICENCES = {TOKENS / "LICENSE": "tokens/LICENSE", FONT / "LICENSE": "font/LICENSE"}
DRAWING = {  # what the server itself draws (kit.png) and prints with (paper); pages never load these
    DRAWN / "400Regular/NotoSansJP_400Regular.ttf": "NotoSansJP-Regular.ttf",
    DRAWN / "700Bold/NotoSansJP_700Bold.ttf": "NotoSansJP-Bold.ttf",
    DRAWN / "LICENSE_FONT": "LICENSE",
    PRINTED / "400Regular/BIZUDPGothic_400Regular.ttf": "biz-udpgothic/BIZUDPGothic-Regular.ttf",
    PRINTED / "700Bold/BIZUDPGothic_700Bold.ttf": "biz-udpgothic/BIZUDPGothic-Bold.ttf",
    PRINTED / "LICENSE_FONT": "biz-udpgothic/LICENSE",
}
ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")


def addresses_in(sheet: str) -> list[str]:
    """Every address a style sheet asks for, in order, each once."""
    return list(dict.fromkeys(ADDRESS.findall(sheet)))


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def copy_sheet(source: Path, target: Path) -> None:
    """Copy a style sheet with the files it names; a sheet that points away from its package is refused."""
    copy(source, target)
    for address in addresses_in(source.read_text(encoding="utf-8")):
        beside = (source.parent / address).resolve()
        if ":" in address or not beside.is_relative_to(source.parent.resolve()):
            raise SystemExit(f"{source}: {address} leaves the package; pages load nothing from outside")
        copy(beside, target.parent / address)


def vendor(modules: Path, vendor_folder: Path) -> None:
    shutil.rmtree(vendor_folder, ignore_errors=True)
    for source, target in SHEETS.items():
        copy_sheet(modules / source, vendor_folder / target)
    for source, target in LICENCES.items():
        copy(modules / source, vendor_folder / target)


def vendor_fonts(modules: Path, fonts_folder: Path) -> None:
    shutil.rmtree(fonts_folder, ignore_errors=True)
    for source, target in DRAWING.items():
        copy(modules / source, fonts_folder / target)


if __name__ == "__main__":
    try:
        vendor(ROOT / "node_modules", ROOT / "tsunagari/web/static/vendor")
        vendor_fonts(ROOT / "node_modules", ROOT / "tsunagari/web/fonts")
    except FileNotFoundError as missing:
        sys.exit(f"{missing.filename} is missing: run npm ci first, or simply make demo")
