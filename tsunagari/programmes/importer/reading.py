"""A file of whatever kind → lines of text. Encodings are tried in a strict order, never guessed."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tsunagari.base.errors import BadInput

LARGEST_DOCUMENT = 20_000_000
ENCODINGS = ("utf-8-sig", "cp932")
# What pypdf lets through from the inside of a spoilt file, besides its own errors.
SPOILT_PDF = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
ALLOWED = "a plan document as text (UTF-8, UTF-16, CP932) or PDF"


def read_lines(path: Path) -> list[str]:
    """The document's lines as they stand. Raises BadInput for what is not a readable document."""
    try:
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            raise refusal(path, f"It has {size:,} bytes; at most {LARGEST_DOCUMENT:,} are read.")
        data = path.read_bytes()
    except OSError as error:
        raise refusal(path, f"{error.strerror}.") from error
    text = pdf_text(path, data) if data.startswith(b"%PDF") else decoded(path, data)
    if not text.strip():
        raise refusal(path, "It holds no text; a scanned PDF must be recognised first.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n ").split("\n")


def refusal(path: Path, mend: str) -> BadInput:
    return BadInput(given=path.name, allowed=ALLOWED, mend=mend, where=str(path))


def decoded(path: Path, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return strictly(path, data, "utf-16")
    if b"\x00" in data:
        raise refusal(path, "It is a binary file, or UTF-16 without its mark; save it as UTF-8.")
    for encoding in ENCODINGS[:-1]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return strictly(path, data, ENCODINGS[-1])


def strictly(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal(path, f"Byte {error.start} fits none of its encodings; save it as UTF-8.") from error


def pdf_text(path: Path, data: bytes) -> str:
    try:
        pages = PdfReader(io.BytesIO(data)).pages
        return "\f".join(page.extract_text() for page in pages)
    except SPOILT_PDF as error:
        raise refusal(path, f"The PDF cannot be read ({error}).") from error
