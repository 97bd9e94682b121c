"""Amounts: as a plan prints them, as a person types them, as they are shown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.errors import BadInput
from tsunagari.base.money import oku, read_budget, read_yen, yen_en, yen_ja


@pytest.mark.parametrize(
    ("printed", "yen"),
    [
        ("５８．０億円", 5_800_000_000),
        ("58.0億円", 5_800_000_000),
        ("３．１６億円", 316_000_000),
        ("０．３８億円", 38_000_000),
        ("１４０億円", 14_000_000_000),
        ("２４．０億円＊", 2_400_000_000),
        (" ９．８７ 億円 ", 987_000_000),
        ("３，０００万円", 30_000_000),
        ("５百万円", 5_000_000),
        ("７千円", 7_000),
        ("９円", 9),
    ],
)
def test_reads_an_amount_as_printed(printed, yen):
    assert read_budget(printed) == yen


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "新規",
        "億円",
        "５８．０",
        "５８．億円",
        "５．８．０億円",
        "-5億円",
        "٣億円",
        "〇億円",
        "１．５円",
        "1e9円",
        "3,00万円",
        "9" * 5000 + "億円",
        "1.000000000000000000000000000000001億円",
        "約５億円",
        "５８．０億円（新規）",
    ],
)
def test_refuses_what_is_not_an_amount(printed):
    with pytest.raises(BadInput):
        read_budget(printed)


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("3000000", 3_000_000),
        ("3,000,000円", 3_000_000),
        ("３，０００，０００", 3_000_000),
        ("300万円", 3_000_000),
        ("５,020万円", 50_200_000),
        ("３億円", 300_000_000),
        ("1億2,000万", 120_000_000),
        ("1億2000万500円", 120_000_500),
        ("0", 0),
    ],
)
def test_reads_yen_as_typed(typed, yen):
    assert read_yen(typed) == yen


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "円",
        "1e9",
        "-1",
        "−1",
        "٣",
        "三億円",
        "1.5",
        "1.5億円",
        "3,00",
        "1,2,3",
        "1億10000万",
        "1万10000",
        "5 0",
        "9" * 5000,
        "10000000000000000",
        "0x10",
        "²",
    ],
)
def test_refuses_what_is_not_whole_yen(typed):
    with pytest.raises(BadInput) as refused:
        read_yen(typed)
    assert refused.value.allowed
    assert refused.value.mend


@given(st.integers(0, 10**15))
def test_what_is_shown_in_japanese_reads_back(yen):
    assert read_yen(yen_ja(yen)) == yen


@given(st.integers(0, 99_999))
def test_whole_hundredths_of_oku_read_back(hundredths):
    assert read_budget(oku(hundredths * 1_000_000)) == hundredths * 1_000_000


@pytest.mark.parametrize(
    ("yen", "shown"),
    [
        (5_800_000_000, "58.0億円"),
        (316_000_000, "3.16億円"),
        (50_000_000, "0.5億円"),
        (499_999, "0.0億円"),
        (500_000, "0.01億円"),
        (-140_000_000, "−1.4億円"),
        (57_085_000_000, "570.85億円"),
    ],
)
def test_shows_oku_with_one_decimal_and_two_where_needed(yen, shown):
    assert oku(yen) == shown


@pytest.mark.parametrize(
    ("yen", "shown"),
    [(50_200_000, "5,020万円"), (0, "0円"), (1_500, "1,500円"), (300_000_000, "3億円"), (-20_000, "−2万円")],
)
def test_shows_yen_in_japanese(yen, shown):
    assert yen_ja(yen) == shown


@pytest.mark.parametrize(
    ("yen", "shown"),
    [
        (5_800_000_000, "¥5.8 billion"),
        (50_200_000, "¥50.2 million"),
        (1_500, "¥1,500"),
        (999_999, "¥999,999"),
        (999_999_999, "¥1 billion"),
        (20_000_000_000_000, "¥20,000 billion"),
        (-5_000_000, "−¥5 million"),
    ],
)
def test_shows_yen_in_english(yen, shown):
    assert yen_en(yen) == shown


@given(st.integers(0, 10**15))
def test_english_never_shows_a_thousand_millions(yen):
    shown = yen_en(yen)
    figure = re.sub(r"[^0-9.]", "", shown)
    assert "million" not in shown or 1 <= float(figure) < 1000
