"""Support organisations: where one can turn to, and whose people keep the records."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagari.base.places import PREFECTURES
from tsunagari.base.words import Words
from tsunagari.registry.policy.organisations import KINDS, TIER_OF


class Organisation(models.Model):
    """A support organisation (支援機関) that one can turn to.

    kind            a code of policy.organisations.KINDS
    parent          the organisation it is a branch of
    prefecture      JIS X 0401, two digits: where it stands
    municipality    JIS X 0402, five digits; `town` is its name as whoever recorded the organisation wrote it
    territory       prefectures (two digits) and municipalities (five) it serves; empty: its own prefecture
    themes          what it helps with: codes of the fact `need.themes`
    hours           when it is open, as it says so itself
    """

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    kana = models.CharField(max_length=160)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="branches")
    prefecture = models.CharField(max_length=2)
    municipality = models.CharField(max_length=5, blank=True, default="")
    town = models.CharField(max_length=60, blank=True, default="")
    territory = models.JSONField(default=list, blank=True)
    address = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True, default="")
    url = models.URLField(blank=True)
    hours = models.CharField(max_length=200, blank=True, default="")
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
            models.CheckConstraint(
                condition=Q(municipality="") | Q(municipality__regex=r"^[0-9]{5}$"),
                name="organisation_municipality_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.name, self.name_en)

    @property
    def kind_words(self) -> Words:
        return KINDS[self.kind]

    @property
    def tier(self) -> str:
        """Who set it up: a code of policy.organisations.TIERS."""
        return TIER_OF[self.kind]

    @property
    def served(self) -> list[str]:
        """The codes it serves; without a territory of its own, the prefecture it stands in."""
        return self.territory or [self.prefecture]
