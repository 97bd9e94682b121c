"""What can be known about a firm, in the groups that a firm shares or keeps."""

from __future__ import annotations

from tsunagari.base.words import Words
from tsunagari.registry.policy.roles import ADMINISTRATOR, AUDITOR, COORDINATOR, EXPERT, OFFICER

IDENTITY, CONTACT, FIGURES, CONSULTATIONS = "identity", "contact", "figures", "consultations"

FIELD_GROUPS: dict[str, Words] = {
    IDENTITY: Words("名前・業種・所在の市区町村", "Name, trade and municipality"),
    CONTACT: Words("住所・電話・メール・担当者", "Address, phone, e-mail and people"),
    FIGURES: Words("資本金・従業員数・売上など", "Capital, employees, sales and the like"),
    CONSULTATIONS: Words("相談の内容と経過", "What was asked and what was done"),
}
FIELDS: dict[str, tuple[str, ...]] = {  # the fields of a firm's card, by group
    IDENTITY: (
        *("corporate_number", "kind", "name", "kana", "trade_name"),
        *("industry", "prefecture", "municipality"),
    ),
    CONTACT: ("address", "phone", "email", "contacts"),
    FIGURES: ("facts",),
    CONSULTATIONS: ("cases",),
}
# The one rule per group: which roles read it. Of another organisation's firm, only by the firm's consent.
CARD_ROLES = frozenset({COORDINATOR, EXPERT, OFFICER, AUDITOR, ADMINISTRATOR})
READ_BY: dict[str, frozenset[str]] = dict.fromkeys(FIELD_GROUPS, CARD_ROLES)


def groups_read_by(role: str) -> frozenset[str]:
    """The field groups that a role reads at all."""
    return frozenset(group for group, roles in READ_BY.items() if role in roles)
