"""Changing the shared records: one verb, one transaction."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from tsunagari.base.places import PREFECTURES, Prefecture
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.organisations import KINDS, USUAL_THEMES

KANA = {
    "hub": "ちいきりょくれんけいきょてん",
    "support_centre": "ちゅうしょうきぎょうしえんせんたー",
    "subcontract_shelter": "したうけかけこみでら",
    "revitalisation_council": "ちゅうしょうきぎょうさいせいしえんきょうぎかい",
    "smrj_office": "ちゅうしょうきこうちいきほんぶ",
}
# Where SMRJ has a regional office: the seats of the METI bureaus' areas, and Hokuriku.
SMRJ_SEATS = frozenset({"01", "04", "13", "17", "23", "27", "34", "37", "40", "47"})


@transaction.atomic
def load_demo_organisations() -> int:
    """The demo's organisations: each kind once in every prefecture, SMRJ where it has a seat.

    None of them exists: every name says デモ, numbers begin with 000 and addresses lie under example.jp.
    Returns how many there are now. Asked again they keep their ids, since people and cases hang on them;
    real records are left alone.
    """
    made = Organisation.objects.bulk_create(
        demo_organisations(),
        update_conflicts=True,
        unique_fields=["prefecture", "kind", "name"],
        update_fields=["name_en", "kana", "phone", "url", "themes", "is_demo"],
    )
    return len(made)


def demo_organisations() -> Iterator[Organisation]:
    for place in PREFECTURES:
        for number, kind in enumerate(KINDS, start=1):
            if kind != "smrj_office" or place.code in SMRJ_SEATS:
                yield demo_organisation(place, kind, number)


def demo_organisation(place: Prefecture, kind: str, number: int) -> Organisation:
    words = KINDS[kind]
    return Organisation(
        kind=kind,
        name=f"{place.ja} {words.ja}（デモ）",
        name_en=f"{words.en}, {place.en} (demo)",
        kana=f"{place.kana}{KANA[kind]}",
        prefecture=place.code,
        phone=f"000-00{place.code}-{number:04d}",
        url=f"https://www.example.jp/{place.code}/{kind}",
        themes=sorted(USUAL_THEMES[kind]),
        is_demo=True,
    )
