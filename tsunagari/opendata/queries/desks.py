"""The registry's organisations as open data tells of them."""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.base.words import Words
from tsunagari.opendata.policy.desks import Desk
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.queries.directory import organisations

THEMES = "need.themes"


def all_desks(catalogue: Catalogue) -> tuple[Desk, ...]:
    """Every support organisation of the directory; the themes in the plan's words. One query."""
    themes = catalogue.vocabulary.facts[THEMES].values
    return tuple(desk_of(organisation, themes) for organisation in organisations())


def desk_of(organisation: Organisation, themes: Mapping[str, Words]) -> Desk:
    return Desk(
        number=organisation.pk,
        kind=organisation.kind,
        kind_words=organisation.kind_words,
        name=organisation.words,
        kana=organisation.kana,
        prefecture=organisation.prefecture,
        territory=tuple(organisation.served),
        tier=organisation.tier,
        municipality=organisation.municipality,
        town=organisation.town,
        address=organisation.address,
        phone=organisation.phone,
        email=organisation.email,
        url=organisation.url,
        hours=organisation.hours,
        themes={code: themes[code] for code in organisation.themes if code in themes},
        parent=organisation.parent_id,
        is_demo=organisation.is_demo,
    )
