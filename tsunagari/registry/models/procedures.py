"""Procedures as they were when something began by them."""

from __future__ import annotations

from django.db import models


class ProcedureVersion(models.Model):
    """A procedure's content under its digest: what began by it goes on by it when the file changes."""

    digest = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=40)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:8]}"
