"""The directory on paper: whom to ring up, by prefecture, to be pinned beside a telephone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagari.base.places import prefecture
from tsunagari.base.words import Words
from tsunagari.kit.templatetags.tsunagari import is_english
from tsunagari.navigator.templatetags.navigator import plain
from tsunagari.paper.policy.blocks import Block, Column, Line, Paper, Paragraph, Row, Table
from tsunagari.registry.models.organisations import Organisation

MOST = 2_000  # lines; narrowing gives the others


@dataclass(frozen=True, slots=True)
class Listed:
    """Organisations in the order of prefectures, of `total` that were asked for; the place, if one was."""

    organisations: tuple[Organisation, ...]
    place: Words | None
    themes: Mapping[str, Words] = field(hash=False)
    total: int


def directory_paper(listed: Listed, day: datetime.date, site: str) -> Paper:
    named = _("%(place)sの支援機関") % {"place": plain(listed.place)} if listed.place else ""
    return Paper(
        title=named or _("支援機関の名簿"),
        language="en" if is_english() else "ja",
        day=day,
        site=site,
        description=_("相談できる機関をさがす"),
        blocks=tuple(directory_blocks(listed)),
    )


def directory_blocks(listed: Listed) -> Iterator[Block]:
    total = listed.total
    yield Paragraph(ngettext("%(n)s機関", "%(n)s機関", total) % {"n": total}, "soft")
    if not listed.organisations:
        yield Paragraph(_("この条件の機関は、ここに記録されていません。"))
        return
    columns = (
        Column(_("機関"), 5),
        Column(_("機関の種類"), 4),
        Column(_("電話")),
        Column(_("相談できること"), 6),
    )
    yield Table("", "", columns, tuple(rows(listed)))
    if total > len(listed.organisations):
        yield Paragraph(
            _("はじめの%(n)s機関です。条件でしぼると、ほかの機関も出ます。") % {"n": MOST}, "hint"
        )


def rows(listed: Listed) -> Iterator[Row]:
    for code, here in groupby(listed.organisations, key=lambda one: one.prefecture):
        place = prefecture(code)
        yield Row((Line(place.en if is_english() else place.ja),), group=1)
        for one in here:
            yield organisation_row(one, listed.themes)


def organisation_row(one: Organisation, themes: Mapping[str, Words]) -> Row:
    notes = [_("デモ（実在しません）")] if one.is_demo else []
    notes += [text for text in (one.address or one.town, one.hours, one.url) if text]
    helps = _("、").join(plain(themes[code]) for code in one.themes if code in themes)
    cells = (Line(plain(one.words), tuple(notes)), Line(plain(one.kind_words)), Line(one.phone), Line(helps))
    return Row(cells)
