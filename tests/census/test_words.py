"""Ways packed into words, and taken out again: nothing lost, nothing on top of anything else."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from tsunagari.census.words import WORD, Layout
from tsunagari.engines.masks.masks import Masks

COUNTS = st.lists(st.integers(0, 5), min_size=1, max_size=200)  # ways of each programme


def masks_with(counts: list[int]) -> Masks:
    """As compile_masks lays them out: programmes with more ways first."""
    counts = sorted(counts, reverse=True)
    bits = (layer * len(counts) + place for place, many in enumerate(counts) for layer in range(many))
    names = tuple(f"p{place}" for place in range(len(counts)))
    return Masks(names, max(counts), sum(1 << bit for bit in bits), {})


@given(COUNTS, st.randoms(use_true_random=False))
def test_a_mask_cut_and_folded_is_the_mask_folded(counts: list[int], chance: object) -> None:
    masks = masks_with(counts)
    layout = Layout.of(masks)
    ways = masks.existing & chance.getrandbits(masks.width * 6)  # type: ignore[attr-defined]
    words = layout.cut(ways)
    folded = sum(layout.folded(words, word) << (word * WORD) for word in range(layout.words))
    assert folded == masks.folded(ways)


@given(COUNTS)
def test_no_two_pieces_lie_on_the_same_bit(counts: list[int]) -> None:
    layout = Layout.of(masks_with(counts))
    filled = [0] * layout.size
    for piece in layout.pieces:
        assert filled[piece.word] & piece.mask << piece.shift == 0
        filled[piece.word] |= piece.mask << piece.shift
    assert all(0 < word < 1 << WORD for word in filled)


def test_a_hundred_programmes_take_three_words() -> None:
    """With every layer in words of its own it would be five."""
    masks = masks_with([4] + [3] * 8 + [2] * 36 + [1] * 55)
    layout = Layout.of(masks)
    assert (layout.words, layout.size) == (2, 3)
    assert list(accumulate(piece.length for piece in layout.pieces))[-1] == masks.existing.bit_count()
