"""A document in any encoding, or as PDF, reads the same; what is no document is refused with the reason."""

import contextlib
import io
import random

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.programmes.importer.test_own_document import DOCUMENT
from tsunagari.base.errors import BadInput
from tsunagari.programmes.importer.document import parse_document
from tsunagari.programmes.importer.reading import LARGEST_DOCUMENT, read_lines

TEXT = DOCUMENT.read_text("utf-8")
MOJIBAKE_SAFE = TEXT.replace("尐", "少")  # 尐 itself is not among the characters of CP932


def contents(path):
    """Everything but the line numbers, which a PDF does not keep."""
    return [{**p.as_dict(), "lines": None} for p in parse_document(path).programmes]


@pytest.fixture(scope="module")
def pdf_bytes():
    """The own document on pages, without its blank lines, in a Japanese CID font."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    lines = [line.strip() for line in MOJIBAKE_SAFE.split("\n") if line.strip()]
    for first in range(0, len(lines), 37):
        page = canvas.beginText(60, 780)
        page.setFont("HeiseiMin-W3", 11)
        for line in lines[first : first + 37]:
            page.textLine(line)
        canvas.drawText(page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_reads_the_same(tmp_path, encoding, newline):
    path = tmp_path / "plan.txt"
    path.write_bytes(MOJIBAKE_SAFE.replace("\n", newline).encode(encoding))
    assert read_lines(path) == MOJIBAKE_SAFE.split("\n")
    assert [p.as_dict() for p in parse_document(path).programmes] == [
        p.as_dict() for p in parse_document(DOCUMENT).programmes
    ]


def test_utf16_of_either_order(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read_lines(path) == TEXT.split("\n")


def test_a_pdf_reads_as_its_text(tmp_path, pdf_bytes):
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_bytes)
    parsed = parse_document(path)
    assert (parsed.year, parsed.unread) == (2011, ())
    assert contents(path) == contents(DOCUMENT)


def test_form_feeds_are_page_breaks(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(TEXT.replace("\n  ７．０億円", "\n\f７．０億円"))
    assert contents(path) == contents(DOCUMENT)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\n\t\n",
        b"\x7fELF\x02\x01\x01\x00\x00\x00",
        b"PK\x03\x04\x00\x00",
        b"\x89PNG\r\n\x1a\n\x00",
        "計画".encode("utf-16-le") + b"\x00",
        TEXT.encode()[:-200] + b"\xff\xfe\xff" + b"\x80",
        b"\xff\xfe\x00\xd8",
        b"%PDF-1.7\n",
        b"%PDF-1.7\nnothing of a PDF follows\n%%EOF",
        "これは計画ではない。\n".encode(),
        MOJIBAKE_SAFE.encode("euc-jp", "ignore"),
        bytes(range(1, 256)),
    ],
)
def test_what_is_no_plan_document_is_refused(tmp_path, data):
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        parse_document(path)
    assert refused.value.mend
    assert refused.value.where == str(path)


def test_what_is_no_file_is_refused(tmp_path):
    for path in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(BadInput):
            parse_document(path)


def test_a_file_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "plan.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_DOCUMENT + 1)
    with pytest.raises(BadInput, match="20,000,000"):
        read_lines(path)


@pytest.mark.filterwarnings("ignore")
def test_a_spoilt_pdf_reads_or_is_refused(tmp_path, pdf_bytes):
    path, chance = tmp_path / "plan.pdf", random.Random(7)  # noqa: S311
    for _ in range(25):
        spoilt = bytearray(pdf_bytes)
        for _ in range(chance.randint(1, 40)):
            spoilt[chance.randrange(8, len(spoilt))] = chance.randrange(256)
        path.write_bytes(spoilt[: chance.choice([len(spoilt), chance.randrange(20, len(spoilt))])])
        with contextlib.suppress(BadInput):
            parse_document(path)
