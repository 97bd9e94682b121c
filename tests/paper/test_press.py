"""The press: no word is ever markup, no letter stops it, and it ends in time."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.paper.reading import elements, reader_of, text_of
from tsunagari.paper import press
from tsunagari.paper.policy.blocks import (
    Block,
    Column,
    Facts,
    Figures,
    Heading,
    Line,
    Listing,
    Paper,
    Paragraph,
    Row,
    Step,
    Table,
)
from tsunagari.paper.policy.letters import GETA, printable_text

pytestmark = pytest.mark.skipif(not press.can_print(), reason="the fonts are copied by make")
HOSTILE = [
    '#panic("out")',
    "$ x^2 $ @nobody <here> \\ #sys.inputs `raw` *bold* _it_ = not a heading // /* */ -- ~ '\"",
    '#read("/etc/passwd") #import "a.typ": * #eval("1")',
    "\"}]}, 'x': [1] \\u0000 \\",
    "𠮷野家 葛\U000e0100城 か\u3099 ﾊﾝｶｸ ①㈱♪",
    "😀 \u202eabc \x00 \ue000 ع ไทย",
]


def paper_of(blocks: tuple[Block, ...] = (), **parts: object) -> Paper:
    paper = Paper("題", "ja", datetime.date(2009, 10, 1), blocks, assumed_mark="仮定")
    return replace(paper, **parts)


def everywhere(word: str) -> tuple[Block, ...]:
    """The word wherever a paper can hold one."""
    line = Line(word, (word,), is_assumed=True, parts=(Line(word),))
    columns = (Column(word, 1), Column(word, is_number=True))
    rows = (Row((line,), group=1), Row((line,), group=2), Row((line, line)), Row((line, line), is_sum=True))
    return (
        Heading(word),
        Paragraph(word),
        Paragraph(word, "soft"),
        Paragraph(word, "lead"),
        Paragraph(word, "hint"),
        Step(word, word, (word,)),
        Listing((line,)),
        Listing((line,), is_numbered=True),
        Facts(((word, (line, line)),)),
        Figures(((word, word),)),
        Table(word, word, columns, rows),
    )


@settings(max_examples=10)
@given(st.text(min_size=1, max_size=60))
@example("\u200d")
@example("\r\xad")  # a soft hyphen that begins a line
@example("\U000110bd")
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
@example(HOSTILE[4])
@example(HOSTILE[5])
def test_no_word_is_markup_and_no_letter_stops_the_press(word: str) -> None:
    paper = paper_of(everywhere(word), title=f"題{word}", kicker=word, site=word, description=word)
    assert press.printed(press.copy_of(paper)).startswith(b"%PDF-")


@pytest.mark.parametrize("word", HOSTILE[:3])
def test_hostile_words_stand_on_the_sheet_as_they_are(word: str) -> None:
    pdf = press.printed(press.copy_of(paper_of((Paragraph(word),))))
    assert "".join(word.split()) in text_of(pdf)


def test_what_no_font_has_is_said_to_be_missing() -> None:
    letters = press.letters()
    assert printable_text("𠮷野家", letters) == "𠮷野家"
    assert printable_text("葛\U000e0100城", letters) == "葛\U000e0100城"
    assert printable_text("笑😀顔", letters) == f"笑{GETA}顔"
    assert printable_text("a\u202eb\x00c", letters) == "abc"


def test_the_same_words_are_the_same_file() -> None:
    copy = press.copy_of(paper_of(everywhere("同じ")))
    assert press.printed(copy) == press.printed(copy)
    assert press.copy_of(paper_of(everywhere("ちがう"))).digest != copy.digest


def test_english_sheets_tell_what_is_japanese() -> None:
    pdf = press.printed(press.copy_of(paper_of((Paragraph("Law: 中小企業支援法"),), language="en")))
    assert str(reader_of(pdf).trailer["/Root"]["/Lang"]).startswith("en")
    told = {str(element["/Lang"]) for _kind, element in elements(pdf) if "/Lang" in element}
    assert any(language.startswith("ja") for language in told)


def test_a_press_that_takes_too_long_is_stopped() -> None:
    rows = tuple(Row((Line(f"行{number}"),) * 2) for number in range(20_000))
    copy = press.copy_of(paper_of((Table("長い表", "", (Column("a"), Column("b")), rows),)))
    with pytest.raises(press.PressFault, match="longer than"):
        press.printed(copy, seconds=0.2)


def test_a_full_press_is_said_so() -> None:
    for _number in range(press.AT_ONCE):
        press.places.acquire()
    try:
        with pytest.raises(press.PressFault, match="no place"):
            press.printed(press.copy_of(paper_of()), seconds=0.05)
    finally:
        for _number in range(press.AT_ONCE):
            press.places.release()


def test_what_the_press_cannot_read_is_told_with_its_words() -> None:
    words = json.loads(press.copy_of(paper_of()).words) | {"blocks": [{"kind": "moon"}]}
    with pytest.raises(press.PressFault, match="moon"):
        press.printed(press.Copy(json.dumps(words)))
