"""The check of PDF/UA sees what is missing; test_sheets.py holds every sheet to it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DecodedStreamObject, NameObject, TextStringObject

from tests.paper.pdf_ua import faults
from tests.paper.reading import elements
from tsunagari.paper import press
from tsunagari.paper.policy.blocks import (
    Column,
    Contents,
    Heading,
    Line,
    Listing,
    Paper,
    Paragraph,
    Picture,
    Row,
    Table,
)

pytestmark = pytest.mark.skipif(not press.can_print(), reason="the fonts are copied by make")
Spoil = Callable[[PdfWriter], None]


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """One of each kind of block."""
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    columns = (Column("制度", 1), Column("金額", is_number=True))
    blocks = (
        Contents("目次"),
        Heading("はじめ"),
        Paragraph("ことば"),
        Listing((Line("ひとつ"), Line("ふたつ", ("小さく",)))),
        Heading("表", 2),
        Table("金額の表", "単位：円", columns, (Row((Line("あ"), Line("1"))), Row((Line("い"), Line("2"))))),
        Picture(square, "四角", "図", ""),
    )
    day = datetime.date(2009, 10, 1)
    return press.printed(press.copy_of(Paper(title="ためし", language="ja", day=day, blocks=blocks)))


def without(name: str) -> Spoil:
    def spoil(writer: PdfWriter) -> None:
        del writer.root_object[NameObject(name)]

    return spoil


def suspected(writer: PdfWriter) -> None:
    writer.root_object["/MarkInfo"][NameObject("/Suspects")] = BooleanObject(True)


def of_first(kind: str, name: str) -> Spoil:
    """Take `name` away from the first element of a kind."""

    def spoil(writer: PdfWriter) -> None:
        element = first(writer, kind)
        del element[NameObject(name)]

    return spoil


def first(writer: PdfWriter, kind: str):
    """The first element of a kind in the writer's own tree."""
    kept = io.BytesIO()
    writer.write(kept)
    root = writer.root_object["/StructTreeRoot"]
    names = root.get("/RoleMap", {})
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        if str(names.get(node.get("/S"), node.get("/S", ""))).removeprefix("/") == kind:
            return node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            found = kid.get_object()
            if hasattr(found, "get") and "/S" in found:
                waiting.append(found)
    raise LookupError(kind)


def renamed(kind: str, other: str) -> Spoil:
    def spoil(writer: PdfWriter) -> None:
        first(writer, kind)[NameObject("/S")] = NameObject(f"/{other}")

    return spoil


def painted_over(writer: PdfWriter) -> None:
    page = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(page.get_contents().get_data() + b"\n0 0 10 10 re f\n")
    page[NameObject("/Contents")] = writer._add_object(stream)


def untellable(writer: PdfWriter) -> None:
    for font in writer.pages[-1]["/Resources"]["/Font"].values():
        del font.get_object()[NameObject("/ToUnicode")]


def borrowed(writer: PdfWriter) -> None:
    for font in writer.pages[-1]["/Resources"]["/Font"].values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for name in ("/FontFile", "/FontFile2", "/FontFile3"):
            inner.pop(NameObject(name), None)


def with_links(change: Callable[[object], None]) -> Spoil:
    def spoil(writer: PdfWriter) -> None:
        for page in writer.pages:
            for one in page.get("/Annots", []):
                change(one.get_object())

    return spoil


def silent(link) -> None:
    link.pop(NameObject("/Contents"), None)


def out_of_order(writer: PdfWriter) -> None:
    for page in writer.pages:
        page[NameObject("/Tabs")] = NameObject("/R")


def nameless(writer: PdfWriter) -> None:
    described = writer.root_object["/Metadata"].get_object()
    described.set_data(described.get_data().replace(b"dc:title", b"dc:source"))


def unclaimed(writer: PdfWriter) -> None:
    described = writer.root_object["/Metadata"].get_object()
    described.set_data(described.get_data().replace(b"pdfuaid:part", b"pdfuaid:other"))


def tongueless(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/Lang")] = TextStringObject("")


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (unclaimed, "5:"),
        (nameless, "7.1: the metadata have no title"),
        (without("/ViewerPreferences"), "7.1: the window"),
        (without("/MarkInfo"), "7.1: the file is not marked"),
        (suspected, "7.1: the file is not marked"),
        (tongueless, "7.2:"),
        (of_first("Figure", "/Alt"), "7.3:"),
        (renamed("H1", "H4"), "7.4.2:"),
        (of_first("TH", "/A"), "7.5: the head"),
        (renamed("TR", "P"), "7.5, 7.6:"),
        (renamed("L", "P"), "7.5, 7.6:"),
        (renamed("P", "Nothing"), "7.1: Nothing is no tag"),
        (painted_over, "7.1: page 1 shows"),
        (out_of_order, "7.18.3:"),
        (with_links(silent), "7.18.5:"),
        (untellable, "7.21.7:"),
        (borrowed, "7.21.4:"),
    ],
)
def test_what_is_missing_is_seen(sheet: bytes, spoil: Spoil, clause: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet)))
    spoil(writer)
    kept = io.BytesIO()
    writer.write(kept)
    assert any(fault.startswith(clause) for fault in faults(kept.getvalue()))


def test_the_same_file_written_again_lacks_nothing(sheet: bytes) -> None:
    """The control of the controls: it is the change that is seen, not the writing."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet)))
    kept = io.BytesIO()
    writer.write(kept)
    assert faults(kept.getvalue()) == []
    assert list(elements(kept.getvalue()))
