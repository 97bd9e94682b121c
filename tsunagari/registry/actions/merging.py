"""Two cards turn out to be one firm, or not after all. Nothing is deleted: merging can be undone exactly."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.firm_terms import index_firms
from tsunagari.registry.actions.firms import card_values, record_firm
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.merges import FirmMerge, KnownApart
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.duplicates import chosen_values
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, differences

FIELDS = (*CARD_FIELDS, "facts")


@transaction.atomic
def merge_cards(
    actor: Actor, firm: Firm, merged: Firm, taken: Mapping[str, str], *, now: datetime.datetime
) -> FirmMerge:
    """`merged` is taken over by `firm`. `taken`: field → "firm" or "merged", whose value is kept.

    Contacts, consents, former names, cases and lines stay where they are and count as the firm's. Raises
    BadInput for cards that cannot be one: of two organisations, or no longer standing for themselves.
    """
    firm, merged = locked(firm.pk, merged.pk)
    is_standing = firm.merged_into_id is None and merged.merged_into_id is None
    if firm.pk == merged.pk or firm.kept_by_id != merged.kept_by_id or not is_standing:
        allowed = _("同じ機関の、まだまとめられていない2枚のカード")
        raise BadInput(given=f"{firm.pk}, {merged.pk}", allowed=allowed, where=_("まとめる"))
    values = chosen_values(card_values(firm, FIELDS), card_values(merged, FIELDS), taken)
    changed = differences(card_values(firm, FIELDS), values)
    carried = list(Firm.objects.filter(merged_into=merged).values_list("pk", flat=True))
    Firm.objects.filter(pk__in=[merged.pk, *carried]).update(merged_into=firm)
    write(firm, {name: after for name, (_before, after) in changed.items()}, now)
    merge = FirmMerge.objects.create(
        firm=firm,
        merged=merged,
        before={name: before for name, (before, _after) in changed.items()},
        after={name: after for name, (_before, after) in changed.items()},
        carried=carried,
        merged_by_id=actor.person_id,
        merged_at=now,
    )
    index_firms([firm, merged])
    record_firm(actor, "firm.merged", firm, {**merge.after, "merged": merged.pk}, now=now)
    return merge


@transaction.atomic
def unmerge_cards(actor: Actor, merge: FirmMerge, *, now: datetime.datetime) -> Firm:
    """Part them again; the firm gets back what the merge changed, save where someone has changed it since.

    Returns the card that stands for itself again. Raises BadInput where that cannot be: the firm was itself
    merged since (that comes first), or its number has been given to another card. Undoing twice is undoing.
    """
    merge = FirmMerge.objects.select_for_update().get(pk=merge.pk)
    firm, merged = locked(merge.firm_id, merge.merged_id)
    if merge.undone_at is not None:
        return merged
    if firm.merged_into_id:
        mend = _("先に、あとからまとめたほうを元に戻してください。")
        raise BadInput(given=firm.name, allowed=_("まとめられていないカード"), mend=mend, where=_("元に戻す"))
    kept = card_values(firm, FIELDS)
    restored = {name: before for name, before in merge.before.items() if kept[name] == merge.after[name]}
    write(firm, restored, now)
    try:
        with transaction.atomic():
            Firm.objects.filter(pk=merged.pk).update(merged_into=None)
    except IntegrityError as twice:
        mend = _("この番号のカードを先になおしてください。")
        number, allowed = merged.corporate_number, _("まだどのカードにもない番号")
        raise BadInput(given=number, allowed=allowed, mend=mend, where=_("法人番号")) from twice
    Firm.objects.filter(pk__in=merge.carried, merged_into=firm).update(merged_into=merged)
    merge.undone_at = now
    merge.save(update_fields=["undone_at"])
    merged.refresh_from_db()
    index_firms([firm, merged])
    record_firm(actor, "firm.unmerged", firm, {**restored, "parted": merged.pk}, now=now)
    return merged


@transaction.atomic
def know_apart(actor: Actor, one: Firm, other: Firm, *, now: datetime.datetime) -> None:
    """Someone looked and found two firms: the pair is proposed no more."""
    first, second = sorted((one.pk, other.pk))
    said = {"said_by_id": actor.person_id, "said_at": now}
    KnownApart.objects.get_or_create(first_id=first, second_id=second, defaults=said)


def locked(*ids: int) -> list[Firm]:
    """The cards in the order asked for, locked in the order of their ids."""
    held = {firm.pk: firm for firm in Firm.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    return [held[pk] for pk in ids]


def write(firm: Firm, values: Mapping[str, Any], now: datetime.datetime) -> None:
    for name, value in values.items():
        setattr(firm, name, value)
    firm.version, firm.changed_at = firm.version + 1, now
    firm.save(update_fields=[*values, "version", "changed_at"])
