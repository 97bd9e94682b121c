"""What ISO 14289-1 (PDF/UA-1) asks of a file and a program can see; each fault names the clause.

What needs a person (whether the words for a picture are good ones, whether the order of reading makes sense)
is not here. Whoever draws the file tags it too, so it is read again with another program's eyes: pypdf's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from tests.paper.reading import elements, reader_of

HEADINGS = tuple(f"H{level}" for level in range(1, 7))
STANDARD = frozenset(
    (
        *("Document", "Part", "Sect", "Div", "Caption", "TOC", "TOCI", "Index", "NonStruct", "P", *HEADINGS),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote"),
        *("Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form"),
    )
)
WITHIN = {  # who may stand directly in whom
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
BEGIN, END = {b"BMC", b"BDC"}, b"EMC"
# Operators that leave something on the page; a path counts where it is painted.
PAINT = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"f",
    b"F",
    b"f*",
    b"B",
    b"B*",
    b"b",
    b"b*",
    b"S",
    b"s",
    b"sh",
    b"Do",
    b"EI",
}


def faults(pdf: bytes) -> list[str]:
    """What the file lacks, as sentences; empty where nothing is missing."""
    reader = reader_of(pdf)
    return [
        *of_the_document(reader),
        *of_the_tags(pdf),
        *(fault for page in reader.pages for fault in of_the_page(page, reader)),
    ]


def of_the_document(reader: PdfReader) -> Iterator[str]:
    root = reader.trailer["/Root"]
    described = root["/Metadata"].get_data() if "/Metadata" in root else b""
    if b"pdfuaid:part" not in described:
        yield "5: the metadata do not say that this is PDF/UA"
    if not re.search(rb"<dc:title>.*\S.*</dc:title>", described, re.DOTALL):
        yield "7.1: the metadata have no title"
    if not is_true(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")):
        yield "7.1: the window does not show the title"
    marked = root.get("/MarkInfo", {})
    if not is_true(marked.get("/Marked")) or is_true(marked.get("/Suspects")):
        yield "7.1: the file is not marked as tagged"
    if not root.get("/Lang"):
        yield "7.2: no language"


def is_true(value: object) -> bool:
    """pypdf's own false is as true as any object."""
    return getattr(value, "value", value) is True


def of_the_tags(pdf: bytes) -> Iterator[str]:
    found, names = list(elements(pdf)), roles(pdf)
    if not found:
        yield "7.1: no tags"
    for kind, element in found:
        parent = element.get("/P", {}).get_object()
        if kind not in STANDARD:
            yield f"7.1: {kind} is no tag of the standard"
        above = names.get(parent.get("/S"), str(parent.get("/S", "")).removeprefix("/"))
        if kind in WITHIN and above not in WITHIN[kind]:
            yield f"7.5, 7.6: {kind} stands in {above}"
        if kind == "Figure" and not str(element.get("/Alt", element.get("/ActualText", ""))).strip():
            yield "7.3: a picture without words"
        if kind == "TH" and not scope_of(element):
            yield "7.5: the head of a table that does not say of what"
    levels = [int(kind[1]) for kind, _element in found if re.fullmatch("H[1-6]", kind)]
    for before, after in pairwise([0, *levels]):
        if after > before + 1:
            yield f"7.4.2: heading {after} after {before}"


def roles(pdf: bytes) -> dict[object, str]:
    """What the file calls an element → what the standard calls it."""
    named = reader_of(pdf).trailer["/Root"].get("/StructTreeRoot", {}).get("/RoleMap", {})
    return {own: str(standard).removeprefix("/") for own, standard in named.items()}


def scope_of(element: DictionaryObject) -> str:
    given = element.get("/A", ArrayObject())
    attributes = given if isinstance(given, ArrayObject) else [given]
    return "".join(str(one.get_object().get("/Scope", "")) for one in attributes)


def of_the_page(page: PageObject, reader: PdfReader) -> Iterator[str]:
    number = (page.page_number or 0) + 1
    depth = 0
    for _operands, operator in ContentStream(page.get_contents(), reader).operations:
        depth += (operator in BEGIN) - (operator == END)
        if operator in PAINT and depth == 0:
            yield f"7.1: page {number} shows something neither tagged nor an artifact ({operator.decode()})"
            break
    for font in page.get("/Resources", {}).get("/Font", {}).values():
        yield from of_the_font(font.get_object(), number)
    annotations = [one.get_object() for one in page.get("/Annots", [])]
    if annotations and page.get("/Tabs") != "/S":
        yield f"7.18.3: page {number} is not walked in the order of its tags"
    for one in annotations:
        if one.get("/Subtype") == "/Link" and not (one.get("/Contents") and "/StructParent" in one):
            yield f"7.18.5: a link on page {number} that says nothing of itself"


def of_the_font(font: DictionaryObject, number: int) -> Iterator[str]:
    name = str(font.get("/BaseFont", "?"))
    if "/ToUnicode" not in font:
        yield f"7.21.7: page {number}, {name}: letters that cannot be told"
    for inner in font.get("/DescendantFonts", [font]):
        described = inner.get_object().get("/FontDescriptor", {})
        if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"7.21.4: page {number}, {name} is not inside the file"
