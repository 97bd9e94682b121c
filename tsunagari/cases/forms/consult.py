"""What an owner types to ask a desk: kept as it was typed, with what is wrong beside it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES
from tsunagari.base.text import without_controls
from tsunagari.kit.address import read_text
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.field_groups import CONSULTATIONS, CONTACT, FIGURES, IDENTITY
from tsunagari.registry.policy.firm_fields import read_field

LONGEST, LONGEST_NAME = 2_000, 80
NEEDED = (IDENTITY, CONTACT, CONSULTATIONS)
OFFERED = (*NEEDED, FIGURES)
CARD = ("name", "prefecture", "address", "phone", "email")
TYPED = ("asked", *CARD, "desk", "contact_name", "programme", "theme", "website")
TRAP = "website"  # nobody sees it; whatever fills it in is no person


@dataclass(frozen=True, slots=True)
class ConsultForm:
    """`typed` stands in the boxes, `read` is what was understood, `faults` what is wrong, by name."""

    typed: Mapping[str, str] = field(hash=False)
    groups: tuple[str, ...] = ()
    read: Mapping[str, str] = field(default_factory=dict, hash=False)
    faults: Mapping[str, BadInput] = field(default_factory=dict, hash=False)


def typed_in(params: QueryDict) -> ConsultForm:
    """The form as it was typed, nothing judged yet."""
    typed = {name: without_controls(params.get(name, "")) for name in TYPED}
    return ConsultForm(typed, tuple(group for group in OFFERED if group in params.getlist("groups")))


def read_consult(params: QueryDict, desks: Sequence[Organisation], on: datetime.date) -> ConsultForm:
    """The form, read. `desks` are those that can be chosen."""
    form = typed_in(params)
    read: dict[str, str] = {}
    faults: dict[str, BadInput] = {}
    readers = {
        "asked": lambda: read_needed(params, "asked", _("困っていること"), LONGEST),
        "desk": lambda: read_desk(params, desks),
        "name": lambda: read_needed(params, "name", _("お店・会社の名前"), 120),
        "contact_name": lambda: read_needed(params, "contact_name", _("お名前"), LONGEST_NAME),
        "groups": lambda: read_agreed(form.groups),
        "website": lambda: read_trap(params),
    }
    readers |= {name: card_reader(params, name, on) for name in CARD[1:]}
    for name, reader in readers.items():
        try:
            read[name] = reader()
        except BadInput as refused:
            faults[name] = refused
    if not (read.get("phone", "?") or read.get("email", "?")):
        faults["phone"] = BadInput(
            given="",
            allowed=_("電話かメールアドレスのどちらか"),
            mend=_("返事を受け取れるほうを書いてください。"),
            where=_("電話・メール"),
        )
    return replace(form, read=read, faults={name: faults[name] for name in ORDER if name in faults})


ORDER = ("asked", "prefecture", "desk", "name", "address", "contact_name", "phone", "email", "groups", TRAP)


def read_needed(params: QueryDict, name: str, label: str, limit: int) -> str:
    text = read_text(params, name, limit=limit, where=label)
    if not text:
        allowed = _("%(limit)d文字までのことば") % {"limit": limit}
        raise BadInput(given="", allowed=allowed, mend=_("書いてください。"), where=label)
    return text


def card_reader(params: QueryDict, name: str, on: datetime.date) -> object:
    return lambda: read_card_field(params, name, on)


def read_card_field(params: QueryDict, name: str, on: datetime.date) -> str:
    text = read_field(name, params.get(name, ""), on=on)
    if name == "prefecture" and not text:
        allowed = _("%(count)dの都道府県のひとつ") % {"count": len(PREFECTURES)}
        raise BadInput(given="", allowed=allowed, mend=_("えらんでください。"), where=_("都道府県"))
    return text


def read_desk(params: QueryDict, desks: Sequence[Organisation]) -> str:
    code = params.get("desk", "")
    if code not in {str(desk.pk) for desk in desks}:
        allowed = _("えらんだ都道府県の窓口")
        raise BadInput(
            given=code, allowed=allowed, mend=_("窓口をえらんでください。"), where=_("相談する窓口")
        )
    return code


def read_agreed(groups: Sequence[str]) -> str:
    if not set(NEEDED) <= set(groups):
        raise BadInput(
            given="",
            allowed=_("「※必須」と書かれた項目すべてへの同意"),
            mend=_("窓口がお返事をするために要ります。よければ印を付けてください。"),
            where=_("預ける情報"),
        )
    return ""


def read_trap(params: QueryDict) -> str:
    if said := params.get(TRAP, ""):
        mend = _("この欄は機械による送信を見分けるためのものです。空にして、もういちど送ってください。")
        raise BadInput(given=said, allowed=_("何も書かないこと"), mend=mend, where=_("使わない欄"))
    return ""
