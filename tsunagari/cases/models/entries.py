"""What was said and done in a case, in order."""

from __future__ import annotations

from django.db import models

from tsunagari.cases.models.cases import Case
from tsunagari.registry.models.people import Person

KINDS = ("opened", "moved", "note", "hearing", "answer", "told", "assigned")


class CaseEntry(models.Model):
    """One thing said or done. It is added, never rewritten; undoing adds `undone_at`.

    kind              one of KINDS
    verb, from_step, to_step   of a move; before: what the move changed, so that it can be undone
    fields            the answers of the step's form
    is_for_firm       whether the firm sees it on its own page
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10)
    verb = models.CharField(max_length=40, blank=True)
    from_step = models.CharField(max_length=40, blank=True)
    to_step = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    fields = models.JSONField(default=dict, blank=True)
    before = models.JSONField(default=dict, blank=True)
    is_for_firm = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["case", "at"], name="case_entry_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.verb}".rstrip()
