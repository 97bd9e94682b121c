"""Values have the same bytes only if they are the same, and lines the same seal only if they are the same."""

from __future__ import annotations

import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.trace.chains import INSTANT, PARTS, WORDS, Content, changed, grown
from tsunagari.engines.trace.canonical import Plain, canonical, instant, plain
from tsunagari.engines.trace.line import BEGINNING, salted_digest, salted_digests, seal

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 12) | st.text("0:ins l", max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("01", max_size=2), inner, max_size=2),
    max_leaves=4,
)


def typed(value: Plain) -> object:
    """The value with its types beside it, since True == 1."""
    match value:
        case dict():
            return {key: typed(inner) for key, inner in value.items()}
        case list():
            return [typed(inner) for inner in value]
    return type(value), value


@given(PLAIN, PLAIN)
def test_bytes_are_the_same_for_the_same_value_only(one: Plain, other: Plain) -> None:
    assert (canonical(one) == canonical(other)) == (typed(one) == typed(other))


@given(st.dictionaries(WORDS, st.integers(), max_size=5))
def test_the_order_of_a_mapping_does_not_matter(values: dict[str, int]) -> None:
    assert canonical(dict(reversed(values.items()))) == canonical(values)


@pytest.mark.parametrize("value", [1.5, b"x", INSTANT, object(), {1, 2}])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"has no canonical form"):
        canonical(value)


def test_any_text_has_bytes() -> None:
    assert canonical("\ud800") != canonical("?")
    assert canonical("日本") == "s6:日本".encode()


def test_an_instant_is_the_same_in_every_zone() -> None:
    assert instant(INSTANT) == instant(INSTANT.astimezone(ZoneInfo("Asia/Tokyo")))
    assert instant(INSTANT) == "2009-10-01T09:30:00.000000+00:00"
    with pytest.raises(ValueError, match="no time zone"):
        instant(INSTANT.replace(tzinfo=None))


def test_values_are_kept_as_json_has_them() -> None:
    given_ = {
        "day": datetime.date(2009, 10, 1),
        "at": INSTANT,
        "ratio": Fraction(1, 3),
        "themes": frozenset({"sales", "it"}),
        "rows": ((1, None), [True]),
    }
    assert plain(given_) == {
        "day": "2009-10-01",
        "at": instant(INSTANT),
        "ratio": "1/3",
        "themes": ["it", "sales"],
        "rows": [[1, None], [True]],
    }
    with pytest.raises(TypeError, match="float cannot be kept"):
        plain({"rate": 0.5})


@given(st.sampled_from(list(PARTS)), st.data())
def test_every_part_of_a_line_is_in_its_seal(part: str, data: st.DataObject) -> None:
    link = grown([Content()])[0]
    other = changed(link, **{part: data.draw(PARTS[part])})
    is_same = other.line == link.line
    assert (seal(BEGINNING, other.line) == link.hash) == is_same


def test_a_digest_depends_on_salt_name_and_value() -> None:
    digests = {
        salted_digest(*given_) for given_ in [("a", "b", "c"), ("", "b", "c"), ("a", "", "c"), ("a", "b", "")]
    }
    assert len(digests) == 4
    assert salted_digests("a", {"b": "c"}) == {"b": salted_digest("a", "b", "c")}
