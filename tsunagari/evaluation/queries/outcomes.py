"""How cases ended: as the desks wrote it down, and as the firms themselves said later."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from tsunagari.cases.models.cases import Case
from tsunagari.evaluation.policy.counted import Scope
from tsunagari.evaluation.queries.lines import end_of


@dataclass(frozen=True, slots=True)
class Outcomes:
    """By code of the procedure's outcomes."""

    by_desk: Counter[str]
    by_firm: Counter[str]
    agreed: int

    @property
    def closed(self) -> int:
        return self.by_desk.total()

    @property
    def answered(self) -> int:
        return self.by_firm.total()


def read_outcomes(scope: Scope, programme: str) -> Outcomes:
    """Closed cases of the programme and year; a firm's answer counts up to the same day."""
    until = end_of(scope.until)
    cases = Case.objects.filter(programme=programme, year=scope.year, closed_at__lt=until).exclude(outcome="")
    if scope.prefecture:
        cases = cases.filter(organisation__prefecture=scope.prefecture)
    if scope.organisations is not None:
        cases = cases.filter(organisation__in=scope.organisations)
    answered = Q(follow_up__answered_at__lt=until)
    told = (
        cases.order_by()
        .values_list("outcome", "follow_up__outcome")
        .annotate(n=Count("pk"), answers=Count("pk", filter=answered))
    )
    by_desk: Counter[str] = Counter()
    by_firm: Counter[str] = Counter()
    agreed = 0
    for desk, firm, count, answers in told:
        by_desk[desk] += count
        if answers and firm:
            by_firm[firm] += answers
            agreed += answers if desk == firm else 0
    return Outcomes(by_desk, by_firm, agreed)
