"""What became of it, as the firm itself says some months later."""

from __future__ import annotations

from django.db import models

from tsunagari.cases.models.cases import Case


class FollowUp(models.Model):
    """A later look at a closed case, answered by the firm through a signed link.

    asked_at when the mail that asks was owed
    outcome  a code of the procedure's outcomes, as the firm confirms or corrects it; empty while unanswered
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="follow_up")
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} on {self.due_on}"
