"""Inviting, accepting, being stood in for, keys."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tsunagari.kit.fields import DayField
from tsunagari.registry.models.people import Membership, Person
from tsunagari.registry.policy.staff import STAFF_ROLES


def role_choices() -> list[tuple[str, str]]:
    is_english = (get_language() or "ja").startswith("en")
    return [(code, words.en if is_english else words.ja) for code, words in STAFF_ROLES.items()]


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("メールアドレス"), max_length=254)
    role = forms.ChoiceField(label=_("役割"), choices=role_choices)


class AcceptanceForm(forms.Form):
    """What a new person says of themselves. The password is held against name and address."""

    name = forms.CharField(label=_("名前"), max_length=80)
    kana = forms.CharField(label=_("ふりがな"), max_length=120, required=False)
    password = forms.CharField(
        label=_("パスワード"),
        help_text=_("12文字以上で、ほかで使っていないものにしてください。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if password := given.get("password"):
            try:
                validate_password(password, Person(email=self.email, name=given.get("name", "")))
            except ValidationError as refused:
                self.add_error("password", refused)
        return given


class MembershipField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.person}（{dict(role_choices())[obj.role]}）"


class DeputyForm(forms.Form):
    """Whose role, by whom, from when to when."""

    begins_on = DayField(label=_("いつから"))
    ends_on = DayField(label=_("いつまで"))
    field_order = ("membership", "deputy", "begins_on", "ends_on")

    def __init__(
        self, *args: Any, own: QuerySet[Membership], colleagues: QuerySet[Membership], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        people = Person.objects.filter(pk__in=colleagues.values("person"))
        self.fields["membership"] = MembershipField(own, label=_("だれの役割を"), empty_label=None)
        self.fields["deputy"] = forms.ModelChoiceField(people, label=_("だれが代わりに"))
        self.order_fields(self.field_order)


class KeyForm(forms.Form):
    label = forms.CharField(label=_("何に使うか"), max_length=80, help_text=_("例：会計ソフトからの記録"))
    ends_on = DayField(label=_("いつまで使うか"))
