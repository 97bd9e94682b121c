"""Any plan of this form, of any year, comes out as it went in; and no line is ever lost, however garbled."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.programmes.importer.rendering import Entry, Group, expected, plans, rendered, years
from tests.programmes.importer.test_own_document import DOCUMENT
from tsunagari.base.text import mended
from tsunagari.base.years import fiscal_year_ja
from tsunagari.programmes.importer.document import parse_lines
from tsunagari.programmes.importer.reading import read_lines

OWN = read_lines(DOCUMENT)
OWN_VISIBLE = [n for n, line in enumerate(OWN) if line.strip()]
TEXT_ROLES = {"text", "footnote", "commentary", "group_text", "title", "alt_title", "circled", "kana"}


def title_of_year(year):
    era = fiscal_year_ja(year).partition("（")[0]
    return f"{era} 中小企業支援計画（案）【解 説】"


@given(plans, years, st.integers(0, 40))
@example([[[Group(None, [], [Entry("木事業")])]]] * 3, 2009, 0)
@example([[[Group("木対策事業", [], [Entry("木事業"), Entry("木店事業", budget=1)])]]] * 3, 2019, 2)
def test_what_is_rendered_is_read(plan, year, page):
    parsed = parse_lines(rendered(plan, title_of_year(year), page))
    assert parsed.year == year
    assert parsed.unread == ()
    found = [
        {name: p.as_dict()[name] for name in want}
        for p, want in zip(parsed.programmes, expected(plan), strict=True)
    ]
    assert found == list(expected(plan))


@given(plans, st.integers(0, 40))
def test_every_line_of_any_plan_is_accounted_for(plan, page):
    lines = rendered(plan, title_of_year(2015), page)
    assert nothing_lost(lines)


def nothing_lost(lines):
    """Each visible line has a role; what has a text's role stands in the output; what is unread is listed."""
    parsed = parse_lines(lines)
    visible = {n: line.strip() for n, line in enumerate(lines, start=1) if line.strip()}
    assert parsed.roles.keys() == visible.keys()
    listed = [u.number for u in parsed.unread]
    assert listed == ([n for n, role in sorted(parsed.roles.items()) if role == "unread"] if visible else [0])
    out = "".join(
        f"{p.group}{p.group_text}{p.title}{p.alt_title}{p.text}{p.footnote}{p.commentary}"
        for p in parsed.programmes
    ).replace("\n", "")
    for number, role in parsed.roles.items():
        if role in TEXT_ROLES:
            text = mended(visible[number]).lstrip("①②③④⑤⑥⑦⑧⑨⑩アイウエオカキク（(　 ").rstrip("（＊）) 　")
            assert text in out, (number, visible[number], role)
    return parsed


garbles = st.sampled_from(
    ["\ufffd", "?", "■", "", "12", "（", "①", "ア ", "億円", "第３ ", "。", "、", "\x07", "尐"]
)


@given(st.sampled_from(OWN_VISIBLE), garbles, st.integers(0, 40))
def test_a_garbled_line_is_never_lost(at, garble, position):
    line = OWN[at].strip()
    lines = list(OWN)
    lines[at] = line[:position] + garble + line[position + 1 :]
    nothing_lost(lines)


@given(st.lists(st.text("第１２３①②③アイウ（）．億円解説＊。、木 新規年度\ufffd"), max_size=40))
@example(["平成０年度計画"])
@example(
    [
        *OWN[:48],
        "９９年度及び０年度の「木」を統合し、９月９９日現在"
        + "９" * 5000
        + "件。９９９９９年１３月４０日現在１件。",
    ]
)
@example([*OWN[:41], "９" * 5000 + "億円（０年度二次補正）"])
@example([*OWN[:41], "１億円（０年度二次補正）"])
@example([*OWN[:41], "１億円＊（新規）", "（＊中小機構交付金３，００万円を含む。）"])
def test_no_lines_make_it_stumble(lines):
    nothing_lost(lines)


def with_line(old, new):
    at = next(n for n, line in enumerate(OWN) if line.strip() == old)
    lines = list(OWN)
    lines[at] = new
    return at + 1, parse_lines(lines)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("２．７億円（４．３億円）", "２．七億円（４．３億円）"),
        ("２．７億円（４．３億円）", "２．７億円（４．３億"),
        ("２．７億円（４．３億円）", "二億七千万円（４．３億円）"),
        ("２．７億円（４．３億円）", "２．７億円（未定）"),
        ("２．７億円（４．３億円）", "\ufffd．７億円（４．３億円）"),
        ("（＊中小機構交付金１．５億円を含む。）", "（＊中小機構交付金１．Ｘ億円を含む。）"),
        ("１４億円（２２年度二次補正）", "１４億円（２２年度Ｘ次補正）"),
    ],
)
def test_an_amount_that_cannot_be_read_is_reported(old, new):
    number, plan = with_line(old, new)
    assert [u.number for u in plan.unread] == [number]
    assert plan.unread[0].text == new.strip()
    assert plan.unread[0].why


@pytest.mark.parametrize(
    ("heading", "garbled", "next_heading"),
    [
        ("②森の研究開発事業（＊）", "／森の研究開発事業（＊）", "③売り先探し手伝い事業"),
        ("イ 小さな町の見本市事業", "¥ 小さな町の見本市事業", "ウ 店を始める塾事業"),
        ("①商店街のにぎわい", "／商店街のにぎわい", "②立て直し相談事業"),
        ("（２）足腰の強い会社づくり", "《２》足腰の強い会社づくり", "（３）変化への備え"),
    ],
)
def test_a_heading_that_cannot_be_read_leaves_a_gap_that_is_reported(heading, garbled, next_heading):
    _, plan = with_line(heading, garbled)
    assert any("before" in u.why and u.text == next_heading for u in plan.unread), plan.unread


def test_a_document_without_a_year_is_reported_unless_the_year_is_given():
    lines = ["計画（案）", *OWN[8:]]
    assert parse_lines(lines).year is None
    assert parse_lines(lines).unread
    given_year = parse_lines(lines, year=2011)
    assert (given_year.year, given_year.unread) == (2011, ())


def test_the_first_year_of_an_era():
    lines = [line.replace("２３年度", "元年度").replace("平成", "令和") for line in OWN[:60]]
    assert parse_lines(lines).year == 2019


def test_an_amount_under_a_group_heading_is_reported():
    """It is no member's amount; counting it as one, or as text, would falsify the totals."""
    number, plan = with_line("機構の学校で学ぶ場を開く。", "１．０億円（２．０億円）")
    assert [(u.number, "group" in u.why) for u in plan.unread] == [(number, True)]


def test_a_list_of_marks_in_a_commentary_opens_no_pillar():
    number, plan = with_line("③一緒に歩く", "（２）一緒に歩く")
    assert plan.unread == ()
    assert plan.roles[number] == "commentary"
    assert [p.place for p in plan.programmes] == [p.place for p in parse_lines(OWN).programmes]
