"""An invented plan of another year with every trap met in print; what must come out is written by hand."""

from pathlib import Path

import pytest

from tsunagari.programmes.importer.document import parse_document

DOCUMENT = Path(__file__).resolve().parents[2] / "documents" / "plan-2011.txt"
OKU = 100_000_000


@pytest.fixture(scope="module")
def plan():
    return parse_document(DOCUMENT)


@pytest.fixture(scope="module")
def entry(plan):
    by_place = {(p.tier, p.place): p for p in plan.programmes}
    return lambda tier, place: by_place[tier, place]


def test_year_title_and_nothing_left_unread(plan):
    assert plan.year == 2011
    assert plan.unread == ()
    visible = [n for n, line in enumerate(DOCUMENT.read_text().split("\n"), start=1) if line.strip()]
    assert sorted(plan.roles) == visible
    assert plan.coverage.read == plan.coverage.lines == len(visible)


def test_every_entry_with_its_place_title_and_amounts(plan):
    expected = [
        ("national", "(1)-①", "木工新商品応援事業", 625, None),
        ("national", "(1)-②", "森の研究開発事業", 700, None),
        ("national", "(1)-③", "売り先探し手伝い事業", 1200, 1030),
        ("national", "(1)-④-ア", "帳簿やさしくする事業", 270, 430),
        ("national", "(1)-④-イ", "小さな町の見本市事業", 35, 30),
        ("national", "(1)-④-ウ", "店を始める塾事業", 38, 38),
        ("national", "(2)-①-ア", "ＫＩＮＯＫＯＧＩブランド展開事業", 110, None),
        ("national", "(2)-①-イ", "つながる拠点事業", 579, 516),
        ("national", "(2)-①-ウ", "人を育てる事業", None, None),
        ("national", "(2)-②-ア", "組合の人づくり事業", 987, 958),
        ("national", "(2)-②-イ", "組合の知らせ事業", 16, 50),
        (
            "national",
            "(2)-②-ウ",
            "とても長い名前を付けたために一行には収まりきらなくなってしまった木工組合共同販売事業",
            100,
            120,
        ),
        ("national", "(3)-①", "立て直し相談事業", 497, 447),
        ("prefecture", "(1)-①", "新しい計画の応援事業", None, None),
        ("prefecture", "(1)-②", "その他の新しい商品づくりの事業", None, None),
        ("prefecture", "(2)-①-ア", "商店街の学び事業", None, None),
        ("prefecture", "(2)-①-イ", "その他の商店街の事業", None, None),
        ("prefecture", "(2)-②", "立て直し相談事業", None, None),
        ("smrj", "(1)-①", "売り先探し手伝い事業", None, None),
        ("smrj", "(1)-②-ア", "社長のための学び", None, None),
        ("smrj", "(1)-②-イ", "支える人のための学び", None, None),
        ("smrj", "(2)-①-ア", "やめるときの積立事業", None, None),
        ("smrj", "(2)-①-イ", "取引先がつぶれたときの積立事業", None, None),
    ]
    hundredth = OKU // 100
    found = [
        (p.tier, p.place, p.title, *(yen and yen // hundredth for yen in (p.budget_yen, p.budget_before_yen)))
        for p in plan.programmes
    ]
    assert found == expected
    assert [p.seq for p in plan.programmes] == list(range(1, len(expected) + 1))


def test_an_entry_is_exactly_the_object_of_the_contract(entry):
    assert entry("national", "(1)-①").as_dict() == {
        "seq": 1,
        "key": None,
        "tier": "national",
        "chapter": "第３",
        "place": "(1)-①",
        "pillar": "(1)",
        "group": None,
        "group_text": "",
        "title": "木工新商品応援事業",
        "alt_title": None,
        "budget_yen": 625_000_000,
        "budget_before_yen": None,
        "is_new": True,
        "of_which": {},
        "supplementary": None,
        "text": "木の器やおもちゃを新しく作る町工場に、試作の費用を出す。"
        "試作品は見本市で見せ、買い手の声を聞く。",
        "footnote": "＊「木の器づくり事業」と「木のおもちゃづくり事業」を統合し、"
        "２３年度より、新しく「木工新商品応援事業」として実施。",
        "commentary": "２３年２月１０日現在、木の器において３１２件、"
        "木のおもちゃにおいて１，０４８件の計画が認められている。\n"
        "窓口は本部と支部をあわせて１２カ所に置く。\nアイノベーションという言葉は使わずに、分かりやすく伝える。",
        "commentary_shared_with": [],
        "lines": [40, 64],
        "follows": [
            {"title": "木の器づくり事業", "year": 2010, "how": "merges"},
            {"title": "木のおもちゃづくり事業", "year": 2010, "how": "merges"},
        ],
        "reported": [
            figure(312, "件", "木の器", as_of="2011-02-10"),
            figure(1048, "件", "木のおもちゃ", as_of="2011-02-10"),
            figure(12, "カ所", "窓口は本部と支部をあわせて"),
        ],
    }


def figure(value, unit, what, *, op="=", as_of=None, period=None):
    return {"value": value, "op": op, "unit": unit, "what": what, "as_of": as_of, "period": period}


def test_a_page_break_between_title_and_amount(entry):
    assert entry("national", "(1)-②").lines == [68, 75]
    assert entry("national", "(1)-②").is_new
    assert entry("national", "(1)-②").text == "研究者と町工場が組み、森の恵みから新しい素材を作る。"


def test_the_star_after_an_amount_is_a_part_and_not_a_footnote(entry):
    programme = entry("national", "(1)-③")
    assert programme.of_which == {"smrj_grant_yen": 150_000_000}
    assert programme.footnote == ""
    assert entry("national", "(2)-①-イ").of_which == {"smrj_grant_yen": 30_000_000}


def test_marks_inside_the_text_are_no_headings(entry):
    programme = entry("national", "(1)-③")
    assert programme.text == (
        "専門家が売り先を一緒に探す。値付けや見せ方のアドバイスも行う。"
        "次の三つの悩みを持つ人を、①値付け、②見せ方、④売り先の三つに分けて聞く。"
    )
    assert "①悩みを聞く②専門家を選ぶ③一緒に歩く④ふりかえる" in programme.commentary.replace("\n", "")
    assert "（２）と書かれた札" in entry("national", "(1)-④-イ").text
    assert "※③引き継ぎの悩み" in entry("national", "(2)-①-イ").commentary
    assert "\nⅰ）見本市事業：" in entry("national", "(2)-①-ア").commentary


def test_group_headings_are_no_programmes_and_lend_their_text(entry):
    for kana in "アイ":
        member = entry("smrj", f"(1)-②-{kana}")
        assert (member.group, member.group_text) == ("学びの事業", "機構の学校で学ぶ場を開く。")
    assert entry("national", "(1)-④-ア").group == "小さな会社の対策"
    assert entry("national", "(1)-④-ア").group_text == ""
    assert entry("smrj", "(1)-①").group is None


def test_a_second_title(entry):
    assert entry("national", "(2)-①-イ").alt_title == "学び合い・引き継ぎのための場づくり事業"
    assert entry("national", "(2)-①-ア").alt_title is None


def test_an_amount_of_another_years_supplementary_budget(entry):
    programme = entry("national", "(2)-①-ウ")
    assert programme.supplementary == {"year": 2010, "number": 2, "amount_yen": 14 * OKU}
    assert programme.follows == []
    assert not programme.is_new


@pytest.mark.parametrize(
    ("tier", "one", "other", "begins"),
    [
        ("national", "(2)-②-ア", "(2)-②-イ", "上記ア及びイ"),
        ("smrj", "(1)-②-ア", "(1)-②-イ", "上記ア及びイ"),
        ("smrj", "(2)-①-ア", "(2)-①-イ", "両制度"),
    ],
)
def test_a_commentary_for_two_stands_in_both(entry, tier, one, other, begins):
    first, second = entry(tier, one), entry(tier, other)
    assert first.commentary == second.commentary
    assert first.commentary.startswith(begins)
    assert first.commentary_shared_with == [other]
    assert second.commentary_shared_with == [one]
    assert first.lines[1] < second.lines[0], "the lines of an entry are its own"


def test_silence_is_not_shared(entry):
    assert entry("national", "(2)-②-ウ").commentary == ""
    assert entry("national", "(1)-④-ウ").commentary == ""
    assert entry("national", "(1)-④-イ").commentary_shared_with == []


def test_an_entry_without_any_text(entry):
    programme = entry("prefecture", "(1)-②")
    assert programme.lines == [276, 276]
    assert (programme.text, programme.footnote, programme.commentary) == ("", "", "")


def test_where_programmes_come_from(entry):
    assert entry("national", "(1)-②").follows == [
        {"title": "森の研究事業", "year": 2010, "how": "merges"},
        {"title": "森の開発事業", "year": 2010, "how": "merges"},
    ]
    assert entry("national", "(2)-①-ア").follows == [
        {"title": "ＫＩＮＯＫＯＧＩ育成事業", "year": 2010, "how": "extends"}
    ]
    assert entry("national", "(2)-②-ウ").follows == [
        {"title": "組合売店事業", "year": 2010, "how": "renames"}
    ]
    assert entry("national", "(1)-④-ア").follows == [
        {"title": "帳簿やさしくする事業", "year": 2010, "how": "continues"}
    ]
    assert entry("prefecture", "(1)-①").follows == []


def test_figures_about_the_past(entry):
    assert entry("national", "(1)-③").reported == [
        figure(10, "箇所", "窓口"),
        figure(50, "社", "取引", op="about"),
    ]
    assert entry("national", "(1)-④-ア").reported == [
        figure(9, "割", "受講者", op=">="),
        figure(3, "割", "人", op="about"),
    ]
    assert entry("national", "(2)-①-ア").reported == [figure(121, "プロジェクト", "プロジェクト")]
    assert entry("national", "(3)-①").reported == [
        figure(16_526, "社", "相談", as_of="2010-12-31"),
        figure(1_971, "社", "立て直し", as_of="2010-12-31"),
    ]
    assert entry("smrj", "(1)-①").reported == [figure(40, "名", "専門家", op=">=")]
    assert entry("prefecture", "(2)-②").reported == []


def test_the_old_font_character_is_put_right_everywhere(plan):
    assert "尐" not in "".join(str(p.as_dict()) for p in plan.programmes)


def test_chapters_with_their_pillars_and_prose(plan):
    assert [(c.tier, c.chapter, c.title) for c in plan.chapters] == [
        ("other", "第１", "中小企業を取り巻く現状"),
        ("other", "第２", "平成２３年度の基本方針"),
        ("national", "第３", "国の事業"),
        ("prefecture", "第４", "都道府県の事業"),
        ("smrj", "第５", "独立行政法人中小企業基盤整備機構の事業"),
    ]
    assert plan.chapters[2].pillars == [
        ("(1)", "新しい商品づくりの促進"),
        ("(2)", "足腰の強い会社づくり"),
        ("(3)", "変化への備え"),
    ]
    assert plan.chapters[0].text.startswith(
        "作り話の国の町工場では、注文が少しずつ減り、木の値段が上がっている。"
    )
    assert plan.chapters[4].text == "機構は、国と都道府県を助ける。\nそれぞれの中身は、この下に書く。"
