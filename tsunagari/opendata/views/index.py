"""`/data/`: what can be taken, in which form, under what terms, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.published import years
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.licence import LICENCE
from tsunagari.opendata.policy.sheets import Made, Sheet, Shelf
from tsunagari.opendata.queries.shelves import shelf_of

GROUPS: dict[str, tuple[Promise, Promise]] = {
    "package": (
        gettext_lazy("表"),
        gettext_lazy("CSVと、列の意味を書いた説明書です。ZIPにはすべて入っています。"),
    ),
    "graph": (gettext_lazy("つながるデータ"), gettext_lazy("ほかの国や機関のデータと結べる形です。")),
    "organisations": (
        gettext_lazy("支援機関"),
        gettext_lazy("相談先をあつめるほかのサービスが、そのまま読める形です。"),
    ),
    "feeds": (
        gettext_lazy("変わったときの知らせ"),
        gettext_lazy("フィードリーダーやカレンダーに登録できます。"),
    ),
    "text": (gettext_lazy("プログラムへの案内"), gettext_lazy("どこに何があるかを、ひとつの文書に。")),
}
SNIPPET = '<iframe src="{src}" title="{title}" width="100%" height="620" loading="lazy"></iframe>'


@dataclass(frozen=True, slots=True)
class Line:
    """A file on the page."""

    sheet: Sheet
    address: str
    made: Made

    @property
    def size(self) -> int:
        return len(self.made.content)


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    title: Promise
    about: Promise
    lines: list[Line]


@access(ANYONE)
def index(request: HttpRequest) -> HttpResponse:
    edition = asked_edition(request)
    shelf = shelf_of(edition.catalogue.year)
    to = Addresses(settings.SITE, shelf.year)
    context = {
        "edition": edition,
        "groups": [Group(name, *words, lines(shelf, to, name)) for name, words in GROUPS.items()],
        "years": years(),
        "licence": LICENCE,
        "changed_on": localdate(shelf.changed_at),
        "file": to.file(),
        "has_demo": shelf.has_demo,
        "snippet": SNIPPET.format(src=to.site + reverse("embed"), title=_("中小企業の支援制度をさがす")),
    }
    return render(request, "opendata/index.html", context)


def lines(shelf: Shelf, to: Addresses, group: str) -> list[Line]:
    """The page's own files carry the page's address, so that a copy of it leads to the same year."""
    return [
        Line(sheet, to.file(sheet.name), shelf.made(sheet.name))
        for sheet in shelf.sheets.values()
        if sheet.group == group
    ]
