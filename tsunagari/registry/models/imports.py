"""Lists of firms that were read from a file, row by row, so that an import can stop, go on and be undone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person

STATES = ("read", "running", "done", "undone")
OUTCOMES = ("", "new", "changed", "same", "refused")


class ImportRun(models.Model):
    """One file of firms.

    columns  heads of the file, in order
    state    read: looked through, nothing written yet; running; done; undone
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="imports")
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=120)
    columns = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="read")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=STATES), name="import_state_known")]

    def __str__(self) -> str:
        return f"{self.file_name} {self.made_at:%Y-%m-%d}"


class ImportRow(models.Model):
    """One row of a file.

    number   as the spreadsheet counts it; the heads are row 1
    foreseen what the dry run found that the row would do; outcome: what it did, empty before
    firm     the card it made or changed
    changed  field → [before, after]
    faults   why it was refused: label, what is allowed, how to mend it; of an undone row: why it stays
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    foreseen = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    faults = models.JSONField(default=list)
    firm = models.ForeignKey(Firm, models.SET_NULL, null=True, blank=True, related_name="+")
    changed = models.JSONField(default=dict)
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["run_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="import_row_once"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="import_outcome_known"),
        ]
        indexes = [
            models.Index(fields=["run", "number"], condition=Q(outcome=""), name="import_rows_left"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.number} {self.outcome}"
