"""What a person typed is made safe; only its length can be refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.errors import BadInput
from tsunagari.engines.search.query import LONGEST_READ, cleaned, read_query
from tsunagari.engines.search.runs import pairs_of, runs_of
from tsunagari.engines.search.tokens import tokens_of


def test_widths_controls_and_spaces() -> None:
    assert read_query("  ｼｬｯﾀｰ　通り\x00\n１０％ \u202eＣＯ２ ") == "シャッター 通り 10% CO2"
    assert read_query("経営が尐し苦しい") == "経営が少し苦しい"


def test_a_thousand_characters_pass_and_one_more_is_refused() -> None:
    assert len(read_query("補" * 1_000)) == LONGEST_READ
    with pytest.raises(BadInput) as refused:
        read_query("補" * 1_001)
    assert "1,001" in refused.value.given
    assert "1,000" in refused.value.allowed
    assert refused.value.mend


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.text(max_size=200))
def test_a_word_stands_where_it_says(text: str) -> None:
    line = cleaned(text)
    for token in tokens_of(line):
        assert line[token.begin : token.end] == token.said
        assert token.term


def test_text_beyond_the_tokenizers_limit_is_read_in_pieces() -> None:
    tokens = tokens_of("共済と" * 20_000)
    assert len(tokens) >= 19_990
    assert [token.term for token in tokens[-100:]] == ["共済"] * 100
    assert tokens[-1].end == 59_999


def test_runs_end_at_particles_and_pairs_stay_inside_a_script() -> None:
    assert list(runs_of(tokens_of("下請かけこみ寺の相談"))) == ["下請かけこみ寺", "相談"]
    assert pairs_of("省エネco2診断") == ("省エ", "エネ", "co2", "診断")
    assert pairs_of("寺") == ()
