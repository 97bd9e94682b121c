"""Paper → PDF (PDF/UA-1), bounded in time, memory and number at once."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from threading import BoundedSemaphore

import typst
from fontTools.ttLib import TTFont

from tsunagari.kit.png import FONTS
from tsunagari.paper.policy.blocks import Paper, as_object
from tsunagari.paper.policy.letters import printable

TYPESETTER = Path(__file__).with_name("typesetter.py")
TEMPLATE = Path(__file__).with_name("typst") / "paper.typ"
FAMILIES = (FONTS / "biz-udpgothic", FONTS)
SECONDS = 20
AT_ONCE = 2
places = BoundedSemaphore(AT_ONCE)


class PressFault(RuntimeError):
    """The press did not give a PDF: what it said, or that it took too long."""


@dataclass(frozen=True)
class Copy:
    """What goes to the press: the words, ready. The same words are the same file, byte by byte."""

    words: str

    @cached_property
    def digest(self) -> str:
        """Of the words, the template and the press: what the file depends on."""
        parts = (self.words.encode(), TEMPLATE.read_bytes(), typst.__version__.encode())
        return hashlib.sha256(b"\0".join(parts)).hexdigest()


def can_print() -> bool:
    """Whether the fonts are there: they are copied at set-up."""
    return all(font_files(folder) for folder in FAMILIES)


def font_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ttf"))


@cache
def letters() -> frozenset[int]:
    """Every character that one of the fonts has. Takes about a second, once."""
    return frozenset(
        code for folder in FAMILIES for file in font_files(folder)[:1] for code in TTFont(file).getBestCmap()
    )


def copy_of(paper: Paper) -> Copy:
    """The paper ready for the press, letters that no font has replaced."""
    words = printable(as_object(paper), letters())
    return Copy(json.dumps(words, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=64)
def kept_print(copy: Copy) -> bytes:
    """`printed`, kept: for what is the same for everyone."""
    return printed(copy)


def printed(copy: Copy, *, seconds: float = SECONDS) -> bytes:
    """The PDF. Raises PressFault."""
    folders = [str(folder) for folder in FAMILIES]
    with place_at_the_press(seconds):
        try:
            done = subprocess.run(  # noqa: S603 - our own script by our own interpreter
                [sys.executable, "-I", str(TYPESETTER), *folders],
                input=copy.words.encode(),
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PressFault(f"the press took longer than {seconds} s") from None
    if done.returncode:
        raise PressFault(done.stderr.decode(errors="replace").strip()[-400:] or f"status {done.returncode}")
    return done.stdout


@contextmanager
def place_at_the_press(seconds: float) -> Iterator[None]:
    if not places.acquire(timeout=seconds):
        raise PressFault(f"no place at the press within {seconds} s")
    try:
        yield
    finally:
        places.release()
