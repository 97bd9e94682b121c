"""What every page's frame needs: the day of the demo, the menu, the same page in the other language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tsunagari.base.years import fiscal_year_of

MENU = (
    ("search", _("さがす"), ("search", "programme")),
    ("check", _("確かめる"), ("check", "check-result")),
    ("desks", _("窓口"), ("desks",)),
    ("plan", _("計画"), ("plan",)),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    other = "ja" if (get_language() or "ja").startswith("en") else "en"
    return {
        "today": settings.TODAY,
        "today_year": fiscal_year_of(settings.TODAY) if settings.TODAY else None,
        "menu": [(name, label, here in names) for name, label, names in MENU],
        "other_language": other,
        "other_address": translate_url(request.get_full_path(), other),
    }
