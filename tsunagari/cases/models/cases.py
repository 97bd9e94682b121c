"""A firm's matter at one organisation, from the first word to the outcome."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person
from tsunagari.registry.models.procedures import ProcedureVersion


class Case(models.Model):
    """One matter (相談・案件). It goes on by the procedure, and under the programme file, it began with.

    year, serial      fiscal year of opening and the number within organisation and year
    programme         key of the programme it is counted for; digest: of its file when the case was opened
    step, meaning     where it stands in the procedure; the meaning alone drives colour, counts and mail
    since, due_on     day it came to this step; last day for the next move, empty where none is set
    holder            who is in charge; empty: nobody yet
    channel           how it came: page, phone, visit, mail, handoff
    asked             what the firm said, in its own words
    outcome           a code of the procedure's outcomes, once closed
    version           counts changes: the second of two editors learns of the first
    link_version      raised to make the owner's link worthless
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cases")
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="cases")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    programme = models.CharField(max_length=80)
    programme_digest = models.CharField(max_length=64)
    procedure = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    step = models.CharField(max_length=40)
    meaning = models.CharField(max_length=20)
    since = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="cases")
    channel = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    asked = models.TextField(blank=True)
    contact_name = models.CharField(max_length=80, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    came_from = models.ForeignKey(Handoff, models.PROTECT, null=True, blank=True, related_name="cases")
    outcome = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    link_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "serial"], name="case_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="case_titled"),
        ]
        indexes = [  # in the order of an inbox's rows, so that a page of it reads no more than its own
            models.Index(
                fields=["organisation", "due_on", "id"], condition=Q(closed_at=None), name="case_open_by_due"
            ),
            models.Index(
                # with the meaning, so that the counts of the views are read from the index alone
                fields=["organisation", "holder", "due_on", "id", "meaning"],
                condition=Q(closed_at=None),
                name="case_open_by_holder",
            ),
            models.Index(
                # with the title, so that a search in it reads the index alone
                fields=["organisation", "id"],
                include=["title"],
                condition=Q(closed_at=None),
                name="case_open_titles",
            ),
            models.Index(
                fields=["firm", "organisation"], condition=Q(closed_at=None), name="case_open_of_firm"
            ),
            models.Index(fields=["firm", "opened_at"], name="case_of_firm"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.serial:04d} {self.title}"
