"""What indicators and flags are called. An indicator's name follows from the events it counts."""

from __future__ import annotations

from tsunagari.base.words import Words
from tsunagari.engines.indicator.declared import COUNT, SUM, Indicator
from tsunagari.engines.indicator.result import Flag
from tsunagari.programmes.vocabulary import Vocabulary

FLAGS: dict[Flag, Words] = {
    Flag.NOT_RECORDED: Words("記録がない", "Not recorded"),
    Flag.NOTHING_TO_DIVIDE_BY: Words("分母がない", "Nothing to divide by"),
    Flag.PERIODS_DIFFER: Words("期間が合わない", "Periods differ"),
    Flag.SCOPES_DIFFER: Words("範囲が合わない", "Scopes differ"),
    Flag.PART_EXCEEDS_WHOLE: Words("部分が全体より多い", "Part exceeds whole"),
}
REASONS: dict[Flag, Words] = {
    Flag.NOT_RECORDED: Words(
        "予算の記載か、窓口の記録がありません。ないことは0ではありません。",
        "No budget is stated or no desk recorded anything. That is not zero.",
    ),
    Flag.NOTHING_TO_DIVIDE_BY: Words(
        "この期間に数えるものがなく、割れません。",
        "Nothing was counted in this period to divide by.",
    ),
    Flag.PERIODS_DIFFER: Words(
        "予算は1年分、記録は年度の途中までです。年度が終わると割れます。",
        "The budget is for the whole year, the records are not. They are divided when the year is over.",
    ),
    Flag.SCOPES_DIFFER: Words(
        "予算は全国の額、記録はその一部です。",
        "The budget is the whole country’s, the records are of a part of it.",
    ),
    Flag.PART_EXCEEDS_WHOLE: Words(
        "分子が分母より多く、割合になりません。", "The numerator exceeds the denominator: no share."
    ),
}
GIVEN = Words("期間が合う", "Periods match")
COUNTED = Words("記録から数えた", "Counted from records")


def indicator_words(indicator: Indicator, vocabulary: Vocabulary) -> Words:
    """相談が解決した割合（相談を受け付けたうち）; 1件あたりの費用（相談を受け付けた）."""
    events = vocabulary.lists["events"]
    above = events[indicator.numerator.event]
    if indicator.form == COUNT:
        return Words(f"{above.ja}件数", f"Number: {above.en}")
    if indicator.form == SUM:
        added = vocabulary.words("needs", vocabulary.sums[indicator.numerator.event])
        return Words(f"{above.ja}：{added.ja}の合計", f"Total, {above.en}: {added.en}")
    below = events[indicator.denominator.event] if indicator.denominator else above
    if indicator.is_cost:
        return Words(f"1件あたりの費用（{below.ja}）", f"Cost per case: {below.en}")
    return Words(f"{above.ja}割合（{below.ja}うち）", f"Share of “{below.en}”: {above.en}")


def verdict_words(indicator: Indicator, flags: tuple[Flag, ...]) -> Words:
    """The first reason why there is no figure, else that there is one."""
    if flags:
        return FLAGS[flags[0]]
    return GIVEN if indicator.denominator else COUNTED
