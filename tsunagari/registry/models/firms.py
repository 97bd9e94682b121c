"""Firms: one card per firm for the organisation that keeps it, and how the firm is found again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person


class Firm(models.Model):
    """A firm as the organisation that keeps its card knows it.

    kept_by           the organisation whose card this is; others see it only by consent
    corporate_number  法人番号, 13 digits; empty where unknown (there were none before October 2015)
    kind              a code of the fact `firm.kind`; empty where unknown
    trade_name        屋号
    industry          JSIC code: one letter or 2-4 digits; empty where unknown
    facts             what rules may ask for: fact name → value as the check takes it; absent = unknown
    merged_into       the card that took this one over; a merged card is kept, so that merging can be undone
    version           counts changes, so that the second of two editors learns of the first
    """

    kept_by = models.ForeignKey(Organisation, models.PROTECT, related_name="firms")
    corporate_number = models.CharField(max_length=13, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=120)
    kana = models.CharField(max_length=160, blank=True)
    trade_name = models.CharField(max_length=120, blank=True)
    industry = models.CharField(max_length=4, blank=True)
    prefecture = models.CharField(max_length=2, blank=True)
    municipality = models.CharField(max_length=5, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["kana", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kept_by", "corporate_number"],
                condition=~Q(corporate_number="") & Q(merged_into=None),
                name="firm_number_once",
            ),
            models.CheckConstraint(
                condition=Q(corporate_number="") | Q(corporate_number__regex=r"^[1-9][0-9]{12}$"),
                name="firm_number_digits",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="firm_named"),
        ]
        indexes = [
            models.Index(
                fields=["kept_by", "-changed_at"], condition=Q(merged_into=None), name="firm_latest"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A name or an address that the firm had; it is still found by it."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="former")
    field = models.CharField(max_length=20)  # a field of Firm: name, kana, trade_name, address, phone
    value = models.CharField(max_length=200)
    until = models.DateTimeField()

    class Meta:
        ordering = ["-until", "id"]

    def __str__(self) -> str:
        return f"{self.field} {self.value}"


class Contact(models.Model):
    """A person of the firm. `person` is set once they can sign in themselves."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=80)
    kana = models.CharField(max_length=120, blank=True)
    duty = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="contacts")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class FirmTerm(models.Model):
    """A word by which a firm is found: each begins where someone would begin to type.

    Compared by code point on every database (migration 0004), so that all that begin alike stand together.
    is_contact  of the field group `contact`: who sees a firm by consent does not find it by this
    """

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="terms")
    kept_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    term = models.CharField(max_length=60)
    is_contact = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["kept_by", "term"], name="firm_term"),
        ]

    def __str__(self) -> str:
        return self.term
