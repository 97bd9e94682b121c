"""Attachments: base64 that is what its name says, of a size and a kind that is kept."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from tsunagari.base.text import without_controls

MOST_BYTES = 20_000_000
LONGEST_NAME = 200
BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
PACKED = (b"PK\x03\x04", b"PK\x05\x06")
OLD_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
# What a file of each kind begins with.
KINDS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "docx": PACKED,
    "xlsx": PACKED,
    "pptx": PACKED,
    "zip": PACKED,
    "doc": OLD_OFFICE,
    "xls": OLD_OFFICE,
    "ppt": OLD_OFFICE,
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
}
TEXT = ("txt", "csv")


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment as it was read. `fault` is why its bytes are not kept; empty when they are."""

    name: str
    content: bytes = b""
    fault: str = ""


def read_file(item: object) -> Attached:
    """`{"name", "data"}` → the bytes, or why not. Nothing is unpacked or executed."""
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        return Attached("", fault="not an attachment with a name")
    name = safe_name(item["name"])
    data = item.get("data")
    if not isinstance(data, str) or not data.strip():
        return Attached(name, fault="empty")
    if len(data) > MOST_BYTES * 3 // 2:
        return Attached(name, fault=f"more than {MOST_BYTES:,} bytes")
    try:
        content = decoded(data)
    except ValueError:
        return Attached(name, fault="not base64")
    return Attached(name, fault=fault) if (fault := fault_of(name, content)) else Attached(name, content)


def safe_name(name: str) -> str:
    """The last part of a name, without signs that lead elsewhere."""
    last = re.split(r"[/\\]", without_controls(name).replace("\x00", ""))[-1].strip(" .")
    return last[-LONGEST_NAME:] or "file"


def decoded(data: str) -> bytes:
    """Strict base64; line breaks are passed over, anything else is refused with ValueError."""
    one_line = re.sub(r"[\r\n]+", "", data.strip())
    if not BASE64.fullmatch(one_line):
        raise ValueError("not base64")
    try:
        return base64.b64decode(one_line, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def fault_of(name: str, content: bytes) -> str:
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    if not content:
        return "empty"
    if len(content) > MOST_BYTES:
        return f"more than {MOST_BYTES:,} bytes"
    if kind in TEXT:
        return "not a text" if b"\x00" in content else ""
    if kind not in KINDS:
        return f"a kind that is not kept: {kind or 'none'}"
    return "" if content.startswith(KINDS[kind]) else f"not a {kind}"
