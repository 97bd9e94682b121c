"""Lists that were read from a file, row by row, so that an import can be foreseen, go on and be undone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person

STATES = ("read", "running", "done", "undone")
OUTCOMES = ("", "new", "changed", "same", "refused")


class Run(models.Model):
    """One file, whatever it lists.

    columns  heads of the file, in order
    state    read: looked through, nothing written yet; running; done; undone
    """

    started_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=120)
    columns = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="read")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.made_at:%Y-%m-%d}"


class Row(models.Model):
    """One row of a file.

    number   as the spreadsheet counts it; the heads are row 1
    foreseen what the dry run found that the row would do; outcome: what it did, empty before
    changed  field → [before, after]
    faults   why it was refused: label, what is allowed, how to mend it; of an undone row: why it stays
    """

    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    foreseen = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    faults = models.JSONField(default=list)
    changed = models.JSONField(default=dict)
    is_undone = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["run_id", "number"]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.number} {self.outcome}"


class ImportRun(Run):
    """One file of firms, which become the cards of an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="imports")

    class Meta(Run.Meta):
        constraints = [models.CheckConstraint(condition=Q(state__in=STATES), name="import_state_known")]


class ImportRow(Row):
    """One row of a file of firms; `firm` is the card it made or changed."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    firm = models.ForeignKey(Firm, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="import_row_once"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="import_outcome_known"),
        ]
        indexes = [
            models.Index(fields=["run", "number"], condition=Q(outcome=""), name="import_rows_left"),
        ]


class DirectoryRun(Run):
    """One file of organisations. `organisation` answers for it; none where the command line brought it in."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="directory_imports"
    )

    class Meta(Run.Meta):
        constraints = [models.CheckConstraint(condition=Q(state__in=STATES), name="directory_state_known")]


class DirectoryRow(Row):
    """One row of a file of organisations; `organisation` is the record it made or changed."""

    run = models.ForeignKey(DirectoryRun, models.CASCADE, related_name="rows")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="directory_row_once"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="directory_outcome_known"),
        ]
