"""The published plan of FY2009, read a second time by a reading of its own, without the parser."""

import re
import time
from collections import Counter
from fractions import Fraction

import pytest

from tsunagari.programmes.importer.document import parse_document

HEADING = re.compile(r"(第[１-９]　? |[１-９]．|（[１-９]）|[①-⑩] ?\S|[ア-オ] )")
STATED = re.compile(r"^([０-９．]+)億円(＊?)(?:（(.+)）)?$")
SHARED = 3


@pytest.fixture(scope="module")
def lines(seed_document):
    return [
        (n, line.strip())
        for n, line in enumerate(seed_document.read_text("utf-8").split("\n"), 1)
        if line.strip()
    ]


@pytest.fixture(scope="module")
def plan(seed_document):
    return parse_document(seed_document)


def squeezed(text):
    return re.sub(r"\s", "", text).replace("尐", "少")


def printed_amount(text):
    """In yen, by fractions: ５８．０億円."""
    return int(Fraction(text.translate(str.maketrans("０１２３４５６７８９．", "0123456789."))) * 100_000_000)


def test_exactly_seventy_programmes(plan):
    assert plan.year == 2009
    assert Counter(p.tier for p in plan.programmes) == {"national": 33, "prefecture": 14, "smrj": 23}
    assert len({(p.tier, p.place) for p in plan.programmes}) == 70
    assert plan.unread == ()


def test_it_is_read_in_less_than_a_second(seed_document):
    begun = time.perf_counter()
    parse_document(seed_document)
    assert time.perf_counter() - begun < 1


def test_what_the_document_never_adds_up(plan):
    national = [p for p in plan.programmes if p.tier == "national"]
    stated = [p for p in national if p.budget_yen is not None]
    assert len(stated) == 32
    assert sum(p.budget_yen for p in stated) == 57_085_000_000
    by_pillar = Counter()
    for p in stated:
        by_pillar[p.pillar] += p.budget_yen
    assert by_pillar == {"(1)": 24_770_000_000, "(2)": 27_345_000_000, "(3)": 4_970_000_000}
    assert sum(p.of_which.get("smrj_grant_yen", 0) for p in national) == 1_440_000_000
    assert [p.supplementary for p in plan.programmes if p.supplementary] == [
        {"year": 2008, "number": 2, "amount_yen": 14_000_000_000}
    ]
    assert all(p.budget_yen is None for p in plan.programmes if p.tier != "national")


def test_every_line_of_an_entry_stands_in_its_output_exactly_once(plan, lines):
    """Whitespace aside. A commentary for two is counted where it is printed."""
    counted = 0
    for p in plan.programmes:
        own = [text for n, text in lines if p.lines[0] <= n <= p.lines[1]]
        body = [
            t for t in own[1:] if not STATED.match(t) and "交付金" not in t and t.replace(" ", "") != "解説"
        ]
        if p.alt_title:
            assert body.pop(0) == f"（{p.alt_title}）"
        is_printed_here = squeezed("".join(body)).endswith(squeezed(p.commentary))
        commentary = p.commentary if is_printed_here else ""
        assert squeezed("".join(body)) == squeezed(p.text + p.footnote + commentary)
        assert is_printed_here or p.commentary_shared_with
        counted += len(own)
    between = [text for n, text in lines if not any(p.lines[0] <= n <= p.lines[1] for p in plan.programmes)]
    assert counted + len(between) == len(lines)


def test_what_stands_between_entries_is_headings_prose_and_lead_texts(plan, lines):
    entries = [p.lines for p in plan.programmes]
    groups = {p.group for p in plan.programmes if p.group}
    leads = squeezed("".join(dict.fromkeys(p.group_text for p in plan.programmes)))
    inside_pillar, headed = False, set()
    for n, text in lines:
        if any(first <= n <= last for first, last in entries):
            continue
        if re.match(r"第[１-９] ", text):
            inside_pillar = False
        elif re.match(r"（[１-３]）", text):
            inside_pillar = True
        elif inside_pillar and re.match(r"[①-⑩]", text):
            headed.add(text[1:].strip())
        elif inside_pillar:
            assert squeezed(text) in leads, (n, text)
    assert headed == groups


def test_titles_and_amounts_are_those_printed(plan, lines):
    text_at = dict(lines)
    order = [n for n, _ in lines]
    for p in plan.programmes:
        heading = text_at[p.lines[0]]
        assert re.sub(r"（＊）$", "", re.sub(r"^[①-⑩ア-オ] *", "", heading)) == p.title
        after = [text_at[n] for n in order[order.index(p.lines[0]) + 1 :][:2]]
        stated = next(filter(None, map(STATED.match, after[: 2 if p.alt_title else 1])), None)
        if stated is None:
            assert (p.budget_yen, p.budget_before_yen, p.is_new, p.supplementary) == (None, None, False, None)
            continue
        inside = (stated[3] or "").replace(" ", "")
        assert bool(stated[2]) == bool(p.of_which)
        if "補正" in inside:
            assert p.supplementary["amount_yen"] == printed_amount(stated[1])
            continue
        assert p.budget_yen == printed_amount(stated[1])
        assert p.is_new == (inside == "新規")
        assert p.budget_before_yen == (None if p.is_new else printed_amount(inside.removesuffix("億円")))


def test_three_commentaries_serve_two_entries(plan):
    shared = [
        (p.tier, p.place, *p.commentary_shared_with) for p in plan.programmes if p.commentary_shared_with
    ]
    assert shared == [
        ("national", "(2)-④-ア", "(2)-④-イ"),
        ("national", "(2)-④-イ", "(2)-④-ア"),
        ("smrj", "(2)-⑦-ア", "(2)-⑦-イ"),
        ("smrj", "(2)-⑦-イ", "(2)-⑦-ア"),
        ("smrj", "(3)-②-ア", "(3)-②-イ"),
        ("smrj", "(3)-②-イ", "(3)-②-ア"),
    ]
    texts = {p.commentary for p in plan.programmes if p.commentary_shared_with}
    assert len(texts) == SHARED


def test_lineage(plan):
    hows = Counter(f["how"] for p in plan.programmes for f in p.follows)
    assert hows == {"continues": 32 - 7, "merges": 4, "extends": 1}
    assert all(f["year"] == 2008 for p in plan.programmes for f in p.follows)
    assert [
        p.title for p in plan.programmes if p.is_new and any(f["title"] == p.title for f in p.follows)
    ] == [p.title for p in plan.programmes if (p.tier, p.place) == ("national", "(1)-②")], (
        "one programme replaces two, of which one had its name"
    )


def test_figures_about_the_past(plan):
    found = {
        (f["value"], f["unit"], f["op"], f["as_of"], f["period"]) for p in plan.programmes for f in p.reported
    }
    assert found >= {
        (119, "件", "=", "2009-01-09", None),
        (529, "件", "=", "2009-01-09", None),
        (544, "件", "=", "2009-01-09", None),
        (138, "件", "=", None, "FY2008"),
        (9, "割", ">=", None, None),
        (3, "割", "about", None, None),
        (121, "プロジェクト", "=", None, None),
        (262, "ヶ所", "=", None, "FY2008"),
        (1676, "件", "=", None, "FY2007"),
        (48, "カ所", "=", None, None),
        (16526, "社", "=", "2008-12-31", None),
        (1971, "社", "=", "2008-12-31", None),
        (122718, "人", "=", "2008-12-31", None),
        (90, "社", "about", None, "FY2008"),
        (40, "名", ">=", None, "FY2009"),
    }
