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
    "meti_bureau": "けいざいさんぎょうきょく",
    "stability_desk": "けいえいあんていとくべつそうだんしつ",
    "succession_centre": "じぎょうしょうけいしえんせんたー",
    "handson_office": "はんずおんしえんじむきょく",
    "it_team": "ちいきあいてぃーけいえいおうえんたい",
    "sme_university": "ちゅうしょうきぎょうだいがっこう",
    "chamber": "しょうこうかいぎしょ",
    "commerce_association": "しょうこうかい",
    "association_federation": "しょうこうかいれんごうかい",
    "cooperative_federation": "ちゅうしょうきぎょうだんたいちゅうおうかい",
}
# Where SMRJ has a regional office: the seats of the METI bureaus' areas, and Hokuriku.
SMRJ_SEATS = frozenset({"01", "04", "13", "17", "23", "27", "34", "37", "40", "47"})
BUREAU_SEATS = frozenset({"01", "04", "13", "23", "27", "34", "37", "40", "47"})
A_FEW = frozenset({"04", "13", "27"})  # enough to see how a kind looks where it is there and where not
SEATS = {
    "smrj_office": SMRJ_SEATS,
    "meti_bureau": BUREAU_SEATS,
    **dict.fromkeys(("stability_desk", "succession_centre", "handson_office", "it_team"), A_FEW),
    **dict.fromkeys(("sme_university", "chamber", "commerce_association"), A_FEW),
    **dict.fromkeys(("association_federation", "cooperative_federation"), A_FEW),
}
EVERYWHERE = frozenset(place.code for place in PREFECTURES)
WIDE = frozenset({"meti_bureau"})  # serves its bureau's whole area
HOURS = "平日 9:00〜17:00（デモ）"


@transaction.atomic
def load_demo_organisations() -> int:
    """The demo's organisations: common kinds once in every prefecture, others where they have a seat.

    None of them exists: every name says デモ, numbers begin with 000 and addresses lie under example.jp.
    Returns how many there are now. Asked again they keep their ids, since people and cases hang on them;
    real records are left alone.
    """
    made = Organisation.objects.bulk_create(
        demo_organisations(),
        update_conflicts=True,
        unique_fields=["prefecture", "kind", "name"],
        update_fields=["name_en", "kana", "phone", "email", "url", "hours", "territory", "themes", "is_demo"],
    )
    return len(made)


def demo_organisations() -> Iterator[Organisation]:
    for place in PREFECTURES:
        for number, kind in enumerate(KINDS, start=1):
            if place.code in SEATS.get(kind, EVERYWHERE):
                yield demo_organisation(place, kind, number)


def demo_organisation(place: Prefecture, kind: str, number: int) -> Organisation:
    words = KINDS[kind]
    title = words.ja.removeprefix("都道府県") if kind == "association_federation" else words.ja
    return Organisation(
        kind=kind,
        name=f"{place.ja} {title}（デモ）",
        name_en=f"{words.en}, {place.en} (demo)",
        kana=f"{place.kana}{KANA[kind]}",
        prefecture=place.code,
        territory=bureau_area(place) if kind in WIDE else [],
        phone=f"000-00{place.code}-{number:04d}",
        email=f"{kind.replace('_', '-')}-{place.code}@example.jp",
        url=f"https://www.example.jp/{place.code}/{kind}",
        hours=HOURS,
        themes=sorted(USUAL_THEMES[kind]),
        is_demo=True,
    )


def bureau_area(seat: Prefecture) -> list[str]:
    """The prefectures that the METI bureau of a place covers."""
    return [place.code for place in PREFECTURES if place.bureau == seat.bureau]
