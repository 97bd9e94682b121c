"""The pictures by the name they have in an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tsunagari.navigator.policy.pictures import budgets, changes, coverage, figures, lineage
from tsunagari.navigator.policy.pictures.drawing import Picture
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.policy.pictures.tables import Table


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture's label, the question it answers, how it is drawn and the table beside it."""

    label: Promise
    question: Promise
    draw: Callable[[Subject], Picture | None]
    table: Callable[[Subject], Table]


GALLERY: dict[str, Frame] = {
    "budgets": Frame(
        _("予算の大きさ"), _("お金は、どこにどれだけ置かれているか。"), budgets.draw, budgets.table
    ),
    "changes": Frame(
        _("前の年度との差"), _("どの事業が増え、どの事業が減ったか。"), changes.draw, changes.table
    ),
    "lineage": Frame(_("事業のつながり"), _("前の年度の事業は、どうなったか。"), lineage.draw, lineage.table),
    "coverage": Frame(
        _("厚いところ・薄いところ"), _("だれを、どんなかたちで支えているか。"), coverage.draw, coverage.table
    ),
    "figures": Frame(_("これまでの数"), _("計画は、どんな実績を書いているか。"), figures.draw, figures.table),
}
