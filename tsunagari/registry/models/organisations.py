"""Support organisations: where one can turn to, and whose people keep the records."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagari.base.places import PREFECTURES
from tsunagari.base.words import Words
from tsunagari.registry.policy.organisations import KINDS


class Organisation(models.Model):
    """A support organisation (支援機関) that one can turn to.

    kind            a code of policy.organisations.KINDS
    parent          the organisation it is a branch of
    prefecture      JIS X 0401, two digits: where it stands
    territory       prefectures (two digits) and municipalities (five) it serves; empty: its own prefecture
    themes          what it helps with: codes of the fact `need.themes`
    """

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    kana = models.CharField(max_length=160)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="branches")
    prefecture = models.CharField(max_length=2)
    territory = models.JSONField(default=list, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    url = models.URLField(blank=True)
    themes = models.JSONField(default=list, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["prefecture", "kind", "kana", "id"]
        constraints = [
            models.UniqueConstraint(fields=["prefecture", "kind", "name"], name="organisation_once"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="organisation_kind_known"),
            models.CheckConstraint(
                condition=Q(prefecture__in=[place.code for place in PREFECTURES]),
                name="organisation_prefecture_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_named"),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^[0-9]+(-[0-9]+)*$"),
                name="organisation_phone_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.name, self.name_en)
