"""What the what-if page is asked: a programme, one of its limits, and where it should stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from tsunagari.kit.address import query, read_choice
from tsunagari.planning.policy.thresholds import Threshold, thresholds_of
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

NATIONAL, KEPT = "national", "kept"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`limits` are the two variants beside each other; `programmes` those that have a limit to move."""

    programmes: Sequence[Programme]
    programme: Programme
    thresholds: Sequence[Threshold]
    threshold: Threshold
    limits: tuple[int, int]
    data: str

    @property
    def query(self) -> str:
        first, second = map(str, self.limits)
        pairs = {"programme": self.programme.key, "threshold": self.threshold.code, "data": self.data}
        return query({**pairs, "limit": first, "other": second})


def read_whatif(params: QueryDict, catalogue: Catalogue, *, has_national: bool) -> WhatIf:
    """Raises BadInput for what the plan does not know, Http404 for a plan without a limit to move."""
    movable = {p.key: found for p in catalogue.programmes if (found := thresholds_of(catalogue, p))}
    if not movable:
        raise Http404(_("この計画には、動かせる上限がありません。"))
    key = read_choice(params, "programme", movable, where=_("事業"), default=next(iter(movable)))
    programme, thresholds = catalogue.by_key[key], movable[key]
    threshold = chosen(params, thresholds)
    data = read_choice(params, "data", (NATIONAL, KEPT), where=_("データ"))
    first, second = (read_limit(params, name, threshold) for name in ("limit", "other"))
    return WhatIf(
        programmes=[catalogue.by_key[one] for one in movable],
        programme=programme,
        thresholds=thresholds,
        threshold=threshold,
        limits=(first, second),
        data=data or (NATIONAL if has_national else KEPT),
    )


def chosen(params: QueryDict, thresholds: Sequence[Threshold]) -> Threshold:
    """The limit asked for, else the first; one of another programme does not count."""
    by_code: Mapping[str, Threshold] = {each.code: each for each in thresholds}
    return by_code.get(params.get("threshold", ""), thresholds[0])


def read_limit(params: QueryDict, name: str, threshold: Threshold) -> int:
    """A step of the limit; the one in force where none of its steps is named."""
    steps = {str(step): step for step in threshold.steps}
    return steps.get(params.get(name, ""), threshold.now)
