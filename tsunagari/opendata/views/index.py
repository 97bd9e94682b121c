"""`/data/`: what can be taken, in which form, under what terms, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.published import years
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.licence import LICENCE
from tsunagari.opendata.policy.sheets import Made, Sheet, Shelf
from tsunagari.opendata.queries.shelves import shelf_of

GROUPS: dict[str, tuple[Promise, Promise]] = {
    "package": (_("表"), _("CSVと、列の意味を書いた説明書です。ZIPにはすべて入っています。")),
    "graph": (_("つながるデータ"), _("ほかの国や機関のデータと結べる形です。")),
    "organisations": (_("支援機関"), _("相談先をあつめるほかのサービスが、そのまま読める形です。")),
    "feeds": (_("変わったときの知らせ"), _("フィードリーダーやカレンダーに登録できます。")),
    "text": (_("プログラムへの案内"), _("どこに何があるかを、ひとつの文書に。")),
}


@dataclass(frozen=True, slots=True)
class Line:
    sheet: Sheet
    address: str
    made: Made

    @property
    def size(self) -> int:
        return len(self.made.content)


@access(ANYONE)
def index(request: HttpRequest) -> HttpResponse:
    edition = asked_edition(request)
    shelf = shelf_of(edition.catalogue.year)
    to = Addresses(settings.SITE, shelf.year)
    context = {
        "edition": edition,
        "groups": [(name, *words, lines(shelf, to, name)) for name, words in GROUPS.items()],
        "years": years(),
        "licence": LICENCE,
        "changed_at": shelf.changed_at,
        "file": to.file(),
        "has_demo": settings.IS_DEMO,
    }
    return render(request, "opendata/index.html", context)


def lines(shelf: Shelf, to: Addresses, group: str) -> list[Line]:
    return [
        Line(sheet, to.file(sheet.name), shelf.made(sheet.name))
        for sheet in shelf.sheets.values()
        if sheet.group == group
    ]
