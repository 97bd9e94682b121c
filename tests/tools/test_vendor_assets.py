"""The pages get all that a style sheet names, and nothing from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
import vendor_assets


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A node_modules with two tiny packages."""
    folder = tmp_path / "node_modules"
    files = {
        vendor_assets.TOKENS / "dist/tokens.css": ":root { --ink: #000 }",
        vendor_assets.TOKENS / "LICENSE": "MIT",
        vendor_assets.FONT / "index.css": "@font-face { src: url(./files/a.woff2), url('./files/b.woff2') }",
        vendor_assets.FONT / "files/a.woff2": "A",
        vendor_assets.FONT / "files/b.woff2": "B",
        vendor_assets.FONT / "files/unused.woff2": "C",
        vendor_assets.FONT / "LICENSE": "OFL",
        vendor_assets.DRAWN / "400Regular/NotoSansJP_400Regular.ttf": "R",
        vendor_assets.DRAWN / "700Bold/NotoSansJP_700Bold.ttf": "B",
        vendor_assets.DRAWN / "900Black/NotoSansJP_900Black.ttf": "K",
        vendor_assets.DRAWN / "LICENSE_FONT": "OFL",
        vendor_assets.PRINTED / "400Regular/BIZUDPGothic_400Regular.ttf": "R",
        vendor_assets.PRINTED / "700Bold/BIZUDPGothic_700Bold.ttf": "B",
        vendor_assets.PRINTED / "LICENSE_FONT": "OFL",
    }
    for place, text in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text)
    return folder


def listing(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_is_named_is_copied_and_nothing_stays_from_before(modules: Path, tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    (vendor / "font").mkdir(parents=True)
    (vendor / "font/old.woff2").touch()
    vendor_assets.vendor(modules, vendor)
    fonts = {"font/noto-sans-jp.css", "font/files/a.woff2", "font/files/b.woff2", "font/LICENSE"}
    assert listing(vendor) == {"tokens/tokens.css", "tokens/LICENSE", *fonts}


def test_the_server_draws_and_prints_with_two_weights_that_pages_never_load(
    modules: Path, tmp_path: Path
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "old.ttf").touch()
    vendor_assets.vendor_fonts(modules, fonts)
    printed = {"BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "LICENSE"}
    drawn = {"NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf", "LICENSE"}
    assert listing(fonts) == drawn | {f"biz-udpgothic/{name}" for name in printed}


@pytest.mark.parametrize(
    "address", ["https://example.jp/font.woff2", "../../../secret.woff2", "//example.jp/a.woff2"]
)
def test_a_sheet_that_points_outside_is_refused(address: str, modules: Path, tmp_path: Path) -> None:
    sheet = modules / vendor_assets.FONT / "index.css"
    sheet.write_text(f"@font-face {{ src: url({address}) }}")
    with pytest.raises(SystemExit, match="leaves the package"):
        vendor_assets.vendor(modules, tmp_path / "vendor")
