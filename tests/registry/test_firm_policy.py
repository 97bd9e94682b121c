"""Pure decisions on firms: names, search words, likeness, editing, rows of a list."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.registry.firms import TODAY
from tsunagari.base.errors import BadInput
from tsunagari.engines.facts.kinds import KINDS as FACT_KINDS
from tsunagari.registry.policy import sheets
from tsunagari.registry.policy.cards import card_of
from tsunagari.registry.policy.corporate_numbers import read_corporate_number
from tsunagari.registry.policy.duplicates import LIKELY, address_key, chosen_values, likeness
from tsunagari.registry.policy.editing import own_changes, reconcile
from tsunagari.registry.policy.field_groups import FIELD_GROUPS, FIELDS
from tsunagari.registry.policy.firm_columns import HEADS, columns_of
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, KINDS, read_fields
from tsunagari.registry.policy.firm_names import (
    LONGEST_TERM,
    FirmWords,
    name_terms,
    normal_name,
    phone_digits,
    terms_of,
)
from tsunagari.registry.policy.firm_search import search_words
from tsunagari.registry.policy.importing import Meant, card_meant, written_by

NAMES = st.text(
    st.sampled_from("株式会社（有）㈱ﾔﾏﾀﾞ山田ヤマダやまだ商店ABCａｂｃ１2・　 -ーがガ\u3099髙高" + "デモ"),
    max_size=20,
)
TEXTS = st.dictionaries(st.sampled_from(["name", "phone", "kana", "email"]), st.text(max_size=6))


# ── names ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("㈱ﾔﾏﾀﾞ 商店", "やまだ商店"),
        ("株式会社　ヤマダ・商店", "ヤマダ商店"),
        ("（有）ABCフーズ", "ａｂｃふーず"),
        ("髙橋精密 合同会社", "高橋精密"),
        ("カブシキガイシャ ヤマダ", "やまだ"),
    ],
)
def test_what_people_take_for_the_same_name_has_one_form(written: str, same: str) -> None:
    assert normal_name(written) == normal_name(same) != ""


@pytest.mark.parametrize(("one", "other"), [("山田商店", "山本商店"), ("やまだ", "やまた"), ("A1", "A11")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normal_name(one) != normal_name(other)


@given(st.one_of(NAMES, st.text(max_size=30)))
def test_normalising_twice_is_normalising_once(name: str) -> None:
    assert normal_name(normal_name(name)) == normal_name(name)


@given(NAMES)
def test_a_firm_is_found_by_the_beginning_of_its_name_and_of_each_term(name: str) -> None:
    terms = terms_of(FirmWords((name,)))
    typed = name.replace(" ", "").replace("　", "")
    assume(normal_name(typed) == normal_name(name))  # a lone ゙ behind a space would join the letter before it
    for word in search_words(typed):
        if word.isdigit() or not normal_name(name):
            continue
        assert any(term.startswith(word[:3]) for term in terms)
    assert all(0 < len(term) <= LONGEST_TERM for term in terms)
    assert set(name_terms(name)) - {""} <= terms


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("022-123-4567", "0221234567"),
        ("（０２２）１２３", "022123"),
        ("+81 22 123 4567", "0221234567"),
        ("なし", ""),
    ],
)
def test_a_phone_is_what_one_dials(phone: str, digits: str) -> None:
    assert phone_digits(phone) == digits


# ── numbers and fields ──────────────────────────────────────────────────────────────────────────
@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_the_check_digit_is_that_of_the_ordinance(body: str) -> None:
    weighed = sum(int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(body), 1))
    check = 9 - weighed % 9
    for digit in range(1, 10):
        number = f"{digit}{body}"
        if digit == check:
            assert read_corporate_number(number) == number
        else:
            with pytest.raises(BadInput):
                read_corporate_number(number)


def test_a_number_may_be_written_in_full_width_and_with_hyphens() -> None:
    assert read_corporate_number("５-8356-7825-6246") == "5835678256246"
    assert read_corporate_number("　") == ""


@given(st.dictionaries(st.sampled_from(sorted(CARD_FIELDS)), st.text(max_size=40)))
def test_a_field_is_kept_or_refused_and_what_is_kept_is_kept_again(given_: dict[str, str]) -> None:
    kept, faults = read_fields(given_, on=TODAY)
    for name in given_:
        assert name in kept or name in faults
    again, none = read_fields({n: v for n, v in kept.items() if n not in faults}, on=TODAY)
    assert none == {}
    assert again == {n: v for n, v in kept.items() if n not in faults} | {
        n: v for n, v in again.items() if n not in kept
    }


def test_kinds_are_those_of_the_fact() -> None:
    assert set(KINDS) == FACT_KINDS


# ── what may be seen ────────────────────────────────────────────────────────────────────────────
@given(st.sets(st.sampled_from(sorted(FIELD_GROUPS))))
def test_a_card_holds_the_fields_of_its_groups_and_no_other(groups: set[str]) -> None:
    record = {name: f"mark {name}" for names in FIELDS.values() for name in names}
    card = card_of(record, groups, firm_id=1, version=1, kept_by="", is_own=False)
    assert set(card.values) == {name for group in groups for name in FIELDS[group]}
    assert len(card.hidden) == len(FIELD_GROUPS) - len(groups)


# ── likeness ────────────────────────────────────────────────────────────────────────────────────
def points(one: dict[str, str], other: dict[str, str]) -> int:
    return likeness(one, other).points


def test_a_pair_is_proposed_for_reasons_that_together_weigh_enough() -> None:
    name = {"name": "㈱山田商店"}, {"name": "山田商店"}
    assert 0 < points(*name) < LIKELY
    for shared in ({"phone": "022-123-4567"}, {"municipality": "04101"}, {"address": "青葉1丁目2番3号"}):
        assert likeness(name[0] | shared, name[1] | shared).is_likely
    assert not likeness(
        {"name": "a"} | {"municipality": "04101"}, {"name": "b"} | {"municipality": "04101"}
    ).is_likely
    kana = {"kana": "ヤマダ", "address": "青葉1-2-3"}, {"kana": "やまだ", "address": "青葉１丁目２番３号"}
    assert likeness(*kana).is_likely


def test_two_numbers_are_two_firms_whatever_else_is_alike() -> None:
    same = {"name": "山田商店", "phone": "022-123-4567"}
    assert points(same | {"corporate_number": "1"}, same | {"corporate_number": "2"}) == 0
    assert points(same | {"corporate_number": "1"}, same) >= LIKELY


@given(TEXTS, TEXTS)
def test_likeness_does_not_depend_on_who_comes_first(one: dict[str, str], other: dict[str, str]) -> None:
    assert Counter(likeness(one, other).reasons) == Counter(likeness(other, one).reasons)
    assert likeness({}, {}).points == 0


def test_an_address_is_one_however_its_numbers_are_written() -> None:
    assert address_key("青葉１丁目２番３号") == address_key("青葉1-2-3") != address_key("青葉1-23")


def test_what_is_empty_on_one_card_is_taken_from_the_other() -> None:
    here = dict.fromkeys(CARD_FIELDS, "") | {"name": "a", "phone": "1", "facts": {"x": 1}}
    there = dict.fromkeys(CARD_FIELDS, "") | {
        "name": "b",
        "kana": "び",
        "phone": "2",
        "facts": {"x": 2, "y": 3},
    }
    left = chosen_values(here, there, {"phone": "merged"})
    assert (left["name"], left["kana"], left["phone"], left["facts"]) == ("a", "び", "2", {"x": 1, "y": 3})


# ── two editors ─────────────────────────────────────────────────────────────────────────────────
BOXES = st.fixed_dictionaries(
    {name: st.sampled_from(["", "a", "b", "c"]) for name in ("name", "kana", "phone")}
)


@given(BOXES, BOXES, BOXES)
def test_neither_editors_work_is_lost(
    base: dict[str, str], typed: dict[str, str], now: dict[str, str]
) -> None:
    both = reconcile(base, typed, now)
    for name, was in base.items():
        mine, theirs = typed[name] != was, now[name] != was
        assert both.boxes[name] == (typed[name] if mine else now[name])
        assert (name in both.theirs) is theirs
        assert (name in both.both) is (mine and theirs and typed[name] != now[name])
    assert own_changes(base, base) == {}


# ── lists ───────────────────────────────────────────────────────────────────────────────────────
def test_each_head_names_one_field_in_either_language() -> None:
    every = [head for heads in HEADS.values() for head in heads]
    assert len(set(every)) == len(every)
    assert columns_of(["会社名（正式）", "ＴＥＬ", "備考", "Company E-mail"]) == {0: "name", 1: "phone"}
    for wrong in (["電話"], ["名前", "会社名"], []):
        with pytest.raises(BadInput):
            columns_of(wrong)


def test_a_row_that_says_nothing_new_means_the_card_that_says_it_already() -> None:
    blank = dict.fromkeys(CARD_FIELDS, "") | {"facts": {}}
    row = {"name": "山田商店", "facts": {}}
    assert card_meant(row, [blank | row]) == Meant(0)
    assert card_meant(row, []) == Meant()
    assert card_meant(row | {"phone": "0221234567"}, [blank | {"name": "山田商店"}]) == Meant()
    assert written_by(row, blank | row).outcome == "same"


def test_a_row_that_two_cards_fit_equally_is_torn() -> None:
    blank = dict.fromkeys(CARD_FIELDS, "") | {"facts": {}}
    card = blank | {"name": "山田商店", "phone": "0221234567"}
    row = {"name": "山田商店", "phone": "022-123-4567", "kana": "やまだ", "facts": {}}
    assert card_meant(row, [card, card]) == Meant(None, is_torn=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_csv_is_read_in_the_encodings_people_send(encoding: str) -> None:
    content = '名前,電話\r\n"山田, 商店",022\r\n\r\n'.encode(encoding)
    assert sheets.read_sheet(content, "a.csv") == [["名前", "電話"], ["山田, 商店", "022"]]


def test_an_excel_file_is_read_as_a_person_reads_it() -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["名前", "資本金", "設立"], ["山田商店", 3_000_000.0, TODAY], [None, None, None]):
        book.active.append(row)
    book.save(file)
    rows = sheets.read_sheet(file.getvalue(), "a.xlsx")
    assert rows == [["名前", "資本金", "設立"], ["山田商店", "3000000", "2009-10-01"]]


def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00\x01\x81",
        '名前\n"とじない'.encode(),
        packed(),
        packed(a=b"not a book"),
        b"PK\x03\x04 broken",
        packed(**{f"m{number}": b"" for number in range(sheets.MOST_MEMBERS + 1)}),
        ("名前" + "," * sheets.MOST_COLUMNS * 2 + "x").encode(),
    ],
    ids=["no encoding", "open quote", "empty archive", "no book", "broken", "too many members", "too wide"],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        sheets.read_sheet(content, "a.xlsx")


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(BadInput):
        sheets.read_sheet(packed(bomb=b"\0" * 2_000_000), "a.xlsx")
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(BadInput):
        sheets.read_sheet("名前\n1\n2\n3\n4\n".encode(), "a.csv")
    monkeypatch.setattr(sheets, "MOST_BYTES", 3)
    with pytest.raises(BadInput):
        sheets.read_sheet("名前".encode(), "a.csv")


@given(
    st.lists(
        st.lists(st.sampled_from(["山田", "a,b", '"', "改\n行", "x"]), min_size=1, max_size=4), min_size=1
    )
)
def test_what_is_written_for_mending_reads_back(rows: list[list[str]]) -> None:
    assert sheets.read_sheet(sheets.as_sheet(["名前", "b", "c", "d"], rows), "a.csv")[1:] == rows
