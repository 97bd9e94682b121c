"""How good a ranking is, and how far two judgings agree. Grades are 0 to 3."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from bench.relevance.judged import Judged

TOP = 10
RELEVANT = 1.0  # a mean grade from which a programme should not be missed
GRADES = 4


def ndcg(judged: Judged, ranked: Sequence[str]) -> float:
    """Discounted gain (2^grade − 1) of the first ten, over that of the best order there is."""
    best = sorted((judged.gain(key) for key in judged.grades), reverse=True)
    return discounted(map(judged.gain, ranked[:TOP])) / discounted(best[:TOP])


def discounted(gains: Iterable[float]) -> float:
    return sum((2**gain - 1) / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def recall(judged: Judged, ranked: Sequence[str]) -> float:
    """The share of relevant programmes that stand among the first ten."""
    relevant = {key for key in judged.grades if judged.gain(key) >= RELEVANT}
    return len(relevant.intersection(ranked[:TOP])) / min(len(relevant), TOP)


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Cohen's kappa with quadratic weights: 1 is full agreement, 0 what chance alone would give."""
    count = len(pairs)
    ones, others = ([sum(p[side] == g for p in pairs) / count for g in range(GRADES)] for side in (0, 1))
    seen = sum((one - other) ** 2 for one, other in pairs) / count
    chance = sum(
        (one - other) ** 2 * ones[one] * others[other] for one in range(GRADES) for other in range(GRADES)
    )
    return 1 - seen / chance if chance else 1.0
