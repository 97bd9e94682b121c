"""A PDF read again: its words, its pictures, and the tags by which a screen reader goes."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def reader_of(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All words, without the spaces and line breaks that setting them made."""
    return "".join("".join(page.extract_text().split()) for page in reader_of(pdf).pages)


def elements(pdf: bytes) -> Iterator[tuple[str, DictionaryObject]]:
    """Every element of the tag tree with its standard name, parents first."""
    root = reader_of(pdf).trailer["/Root"]["/StructTreeRoot"]
    names = root.get("/RoleMap", {})
    yield from beneath(root, names)


def beneath(node: DictionaryObject, names: DictionaryObject) -> Iterator[tuple[str, DictionaryObject]]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield str(names.get(found["/S"], found["/S"])).removeprefix("/"), found
            yield from beneath(found, names)


def titles(pdf: bytes) -> list[str]:
    """The bookmarks, flat, in order."""

    def flat(entries: list[object]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from flat(entry)
            else:
                yield str(entry["/Title"])

    return list(flat(reader_of(pdf).outline))


def fonts(pdf: bytes) -> dict[str, bool]:
    """Name of every font that a page uses, and whether it is inside the file."""
    found: dict[str, bool] = {}
    for page in reader_of(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for inner in font.get_object()["/DescendantFonts"]:
                described = inner.get_object()["/FontDescriptor"]
                is_inside = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                found[str(inner.get_object()["/BaseFont"])] = is_inside
    return found


def ink(pdf: bytes) -> list[float]:
    """By page: the share of dots that are not white."""
    shares = []
    for page in pypdfium2.PdfDocument(pdf):
        dots = page.render(scale=0.5, grayscale=True).to_numpy()
        shares.append(float((dots < 200).mean()))
    return shares
