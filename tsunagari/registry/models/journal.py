"""What happened, line after line. Ids and salted digests stand in the chain; values beside it, erasable."""

from __future__ import annotations

from django.db import models

from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person


class JournalLine(models.Model):
    """One thing that happened under an organisation's roof. Lines are added, never changed.

    number        1, 2, 3 … within the organisation
    verb          a code of policy.verbs.VERBS: what was done to the record
    event         what it counts as, a code of the plan's words (`consultation.received`); empty: nothing
    on_behalf_of  whom the actor stood in for
    programme     key and year of the programme it counts for; empty where none
    digests       field → salted digest of its value
    previous_hash the hash of line `number` - 1 ("" before the first); hash: of this line and that
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="lines")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="lines")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20, blank=True)
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.PositiveBigIntegerField()
    firm_id = models.PositiveBigIntegerField(null=True, blank=True)
    programme = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    event = models.CharField(max_length=40, blank=True)
    digests = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["organisation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="journal_line_once"),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="journal_subject"),
            models.Index(fields=["actor", "at"], name="journal_actor"),
            models.Index(fields=["firm_id", "at"], name="journal_firm"),
            models.Index(fields=["year", "programme", "verb"], name="journal_programme"),
            models.Index(fields=["year", "programme", "event"], name="journal_event"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.number} {self.verb}"


class JournalPayload(models.Model):
    """The values of a line and the salt of their digests. Erasing them leaves the chain valid."""

    line = models.OneToOneField(JournalLine, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.CharField(max_length=32)
    values = models.JSONField(default=dict)
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"values of {self.line_id}"


class JournalHead(models.Model):
    """The last line of an organisation's chain. Its row is locked while a line is added."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="head")
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.number}"
