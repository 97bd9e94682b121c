"""Rates: precision and recall on a sample of our own, each text labelled by hand before the parser saw it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.jgrants.policy.rates import read_rate

FIXED = "fixed"
# A text that says one thing only → what it says.
CERTAIN: dict[str, str] = {
    "1/2": "1/2",
    "１／２": "1/2",
    "1/2以内": "1/2",
    "１／２以内": "1/2",
    "2/3以内": "2/3",
    "3/4": "3/4",
    "10/10": "1",
    "1／10": "1/10",
    "½": "1/2",
    "⅔以内": "2/3",
    "2分の1": "1/2",
    "２分の１以内": "1/2",
    "3分の2": "2/3",
    "二分の一": "1/2",
    "三分の二以内": "2/3",
    "四分の三": "3/4",
    "50%": "1/2",
    "５０％": "1/2",
    "50％以内": "1/2",
    "66.6%": "333/500",
    "33パーセント": "33/100",
    "100%": "1",
    "5割": "1/2",
    "８割以内": "4/5",
    "補助率1/2": "1/2",
    "補助率：1/2以内": "1/2",
    "補助率 ２／３": "2/3",
    "補助率は1/2": "1/2",
    "助成率：50％": "1/2",
    "補助対象経費の1/2": "1/2",
    "補助対象経費の１／２以内": "1/2",
    "補助対象経費の2分の1以内": "1/2",
    "補助対象経費（税抜）の1/2以内": "1/2",
    "対象経費の2/3以内": "2/3",
    "助成対象経費の2分の1以内の額": "1/2",
    "補助対象経費の合計額の1/2": "1/2",
    "1/2補助": "1/2",
    "1/2を補助": "1/2",
    "2/3を補助します。": "2/3",
    "1/2（上限100万円）": "1/2",
    "2/3以内（補助上限額：50万円）": "2/3",
    "1/2以内、上限500,000円": "1/2",
    "1/2を上限": "1/2",
    "1/2 以内": "1/2",
    " 1/2\n": "1/2",
    "定額": FIXED,
    "定額補助": FIXED,
    "補助率：定額": FIXED,
    "補助額は定額": FIXED,
    "定額支給": FIXED,
    # said so that a person is sure, and a parser that never guesses may pass them over
    "経費の半額": "1/2",
    "半額補助": "1/2",
    "全額補助": "1",
    "補助率は、補助対象経費の2分の1とする。": "1/2",
}
# Several rates, a condition, a rate of something else, or none: nobody but a person can say.
UNCERTAIN = (
    "1/2 もしくは 2/3",
    "1/2または2/3",
    "1/2～2/3",
    "1/2〜3/4以内",
    "1/2,2/3",
    "1/2、2/3以内",
    "中小企業1/2、小規模企業2/3",
    "中小企業者：１／２以内　小規模事業者：２／３以内",
    "地理的条件不利地域２／３、都市型難聴対策１／２",
    "固定資産税相当額の100％～150%",
    "固定資産税相当額の100％",
    "雇用者1人あたり10万円",
    "1/2（小規模企業者は2/3）",
    "1/2以内（一部2/3）",
    "1/2以内。ただし賃上げをした場合は2/3以内",
    "原則1/2",
    "最大2/3",
    "概ね1/2",
    "約1/2",
    "1/2程度",
    "1/2以上",
    "1/2未満",
    "1/2を超えない範囲で市長が定める率",
    "定額または1/2",
    "定額（上限あり）、1/2",
    "定額・1/2以内",
    "上限100万円",
    "100万円",
    "150%",
    "0%",
    "0/2",
    "3/2",
    "1/0",
    "公募要領をご確認ください",
    "公募要領による",
    "別表のとおり",
    "なし",
    "-",
    "",
    "1",
    "0.5",
    "2026/1/2",
    "1/2/3",
    "第1回 1/2 第2回 1/3",
    "利子補給 年1%以内",
    "年1.5%",
    "金利の1/2",
    "国1/2、県1/4",
    "県の補助額の1/2",
    "売上高の10%",
    "1/2 1/2",
    "一般枠1/2",
    "定額でない",
    "不定額",
)


def read(text: str) -> str | None:
    rate = read_rate(text)
    return None if rate is None else FIXED if rate.share is None else str(rate.share)


def test_what_is_read_is_right_and_what_is_certain_is_read() -> None:
    """Precision 1: one wrong rate is worse than a hundred for a person. Recall .9 of what is certain."""
    sample = CERTAIN | dict.fromkeys(UNCERTAIN)
    found = {text: rate for text in sample if (rate := read(text)) is not None}
    wrong = {text: rate for text, rate in found.items() if rate != sample[text]}
    precision = Fraction(len(found) - len(wrong), len(found))
    recall = Fraction(sum(found.get(text) == rate for text, rate in CERTAIN.items()), len(CERTAIN))
    print(f"rates: {len(sample)} labelled, precision {float(precision):.3f}, recall {float(recall):.3f}")
    assert not wrong
    assert recall >= Fraction(9, 10), [text for text in CERTAIN if text not in found]


@pytest.mark.parametrize(
    ("text", "is_most"), [("1/2以内", True), ("1/2", False), ("1/2（上限10万円）", False)]
)
def test_a_most_is_told_from_a_rate(text: str, is_most: bool) -> None:
    rate = read_rate(text)
    assert rate is not None
    assert rate.is_most is is_most


@given(st.sampled_from(sorted(CERTAIN)), st.sampled_from(sorted(CERTAIN)))
def test_two_rates_are_never_one(one: str, other: str) -> None:
    assert read(f"{one} または {other}") is None


@given(st.text(max_size=60))
def test_any_text_at_all_is_read_or_left(text: str) -> None:
    rate = read_rate(text)
    assert rate is None or rate.share is None or 0 < rate.share <= 1
