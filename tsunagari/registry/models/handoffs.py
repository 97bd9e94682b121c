"""What should happen next, elsewhere: one organisation asks another to take a firm's matter on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person


class Handoff(models.Model):
    """A request to take on a firm's matter. It rests on the firm's consent and asks for an answer by a day.

    desk, subject_id  the record it comes from: the desk's name and the record's id there
    answer            accepted, declined or returned; empty while it waits
    """

    sent_by = models.ForeignKey(Organisation, models.PROTECT, related_name="handoffs_sent")
    sent_to = models.ForeignKey(Organisation, models.PROTECT, related_name="handoffs_received")
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="handoffs")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="handoffs")
    desk = models.CharField(max_length=20)
    subject_id = models.PositiveBigIntegerField()
    programme = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["answer_by", "id"]
        indexes = [
            models.Index(fields=["sent_to", "answer_by"], condition=Q(answer=""), name="handoff_waiting"),
        ]

    def __str__(self) -> str:
        return self.title
