"""Forms that were sent, so that sending one twice does one thing."""

from __future__ import annotations

from django.db import models


class Submission(models.Model):
    """The answer to a form or a call that carried a key.

    account  who sent it: `person:<id>`, `key:<id>`, `visitor:<browser>`, or for counting alone
             `address:<digest>`; a key counts within its account
    digest   of the body: the same key with another body is refused (409)
    answer   where the one thing it did can be seen
    """

    account = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="submission_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.key}"
