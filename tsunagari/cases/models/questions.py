"""What the desk asks the firm, and when they meet."""

from __future__ import annotations

from django.db import models

from tsunagari.cases.models.cases import Case
from tsunagari.registry.models.people import Person


class Question(models.Model):
    """One question to the firm, answered on the firm's own page.

    choices  texts to choose from; empty: free text
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    text = models.CharField(max_length=300)
    choices = models.JSONField(default=list, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return self.text


class Appointment(models.Model):
    """A meeting. The firm may ask for another time; the newest row that is not cancelled counts."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="appointments")
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    wish = models.CharField(max_length=200, blank=True)
    wished_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["begins_at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.begins_at:%Y-%m-%d %H:%M}"
