"""Prefectures, bureaus and municipality codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.errors import BadInput
from tsunagari.base.places import (
    BUREAUS,
    PREFECTURES,
    municipality_check_digit,
    prefecture,
    read_municipality,
)


def test_forty_seven_prefectures_each_with_a_bureau() -> None:
    assert [place.code for place in PREFECTURES] == [f"{number:02d}" for number in range(1, 48)]
    assert len({place.ja for place in PREFECTURES}) == len({place.en for place in PREFECTURES}) == 47
    assert {place.bureau for place in PREFECTURES} == set(BUREAUS)


@pytest.mark.parametrize(
    ("code", "name", "bureau"),
    [("01", "北海道", "hokkaido"), ("04", "宮城県", "tohoku"), ("18", "福井県", "kinki"),
     ("22", "静岡県", "kanto"), ("24", "三重県", "chubu"),
     ("40", "福岡県", "kyushu"), ("47", "沖縄県", "okinawa")],
)  # fmt: skip
def test_a_prefecture_by_its_code(code: str, name: str, bureau: str) -> None:
    assert (prefecture(code).ja, prefecture(code).bureau) == (name, bureau)


@pytest.mark.parametrize("code", ["00", "48", "1", "４", "東京", ""])
def test_no_such_prefecture(code: str) -> None:
    with pytest.raises(BadInput, match="01 … 47"):
        prefecture(code)


@pytest.mark.parametrize("code", ["011002", "131016", "401307", "141003", "271004", "472018"])
def test_published_codes_have_their_check_digit(code: str) -> None:
    assert municipality_check_digit(code[:5]) == code[5]
    assert read_municipality(code) == code[:5]


def test_full_width_digits_are_read() -> None:
    assert read_municipality("１３１０１") == "13101"


@pytest.mark.parametrize("code", ["131017", "48101", "1310", "1310161", "٣٣١٠١", "a3101", ""])
def test_a_code_that_cannot_be_is_refused(code: str) -> None:
    with pytest.raises(BadInput, match="check digit"):
        read_municipality(code)


@given(st.integers(1, 47), st.integers(100, 799), st.integers(0, 5), st.integers(1, 9))
def test_one_wrong_digit_never_passes(prefecture_number: int, rest: int, at: int, by: int) -> None:
    code = f"{prefecture_number:02d}{rest}"
    right = code + municipality_check_digit(code)
    wrong = right[:at] + str((int(right[at]) + by) % 10) + right[at + 1 :]
    if (
        municipality_check_digit(wrong[:5]) == wrong[5]
    ):  # modulus 11 folded to one digit: 10 and 0 share a digit
        assert at < 5
        return
    with pytest.raises(BadInput):
        read_municipality(wrong)
