"""Cards for links to this site, drawn by the server."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tsunagari.kit import png
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.templatetags.tsunagari import fiscal_year, oku_words
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.policy.card import card
from tsunagari.navigator.views.plan import language
from tsunagari.programmes.totals import total_of


@access(ANYONE)
def programme_card(request: HttpRequest, key: str) -> HttpResponse:
    catalogue = asked_edition(request).catalogue
    if key not in catalogue.by_key:
        raise Http404(_("その名前の制度は、この年度の計画にありません。"))
    programme = catalogue.by_key[key]
    tier = catalogue.vocabulary.words("tiers", programme.tier).in_(language())
    ways = _("・").join(
        catalogue.vocabulary.words("mechanisms", code).in_(language()) for code in programme.mechanisms
    )
    facts = f"{ways}　{_('予算')} {oku_words(programme.budget_yen)}"
    return drawn(f"{fiscal_year(catalogue.year)}　{tier}", programme.name.in_(language()), facts)


@access(ANYONE)
def plan_card(request: HttpRequest) -> HttpResponse:
    catalogue = asked_edition(request).catalogue
    total = total_of(catalogue.programmes)
    facts = _("%(count)d事業　予算の合計 %(sum)s") % {
        "count": total.programmes,
        "sum": oku_words(total.budget_yen),
    }
    return drawn(fiscal_year(catalogue.year), _("中小企業支援計画のすがた"), facts)


def drawn(kicker: str, title: str, facts: str) -> HttpResponse:
    content = png.from_svg(card(kicker, title, facts, _("つながり")), zoom=1)
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": "public, max-age=86400"})
