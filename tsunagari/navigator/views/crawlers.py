"""What search engines ask for: which pages there are, in which languages, and which to leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from tsunagari.kit.access import ANYONE, access
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.queries.editions import edition_of

PLAIN = (
    *("home", "search", "check", "desks", "directory", "plan", "procedures"),
    *("glossary", "about", "accessibility", "data"),
)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@access(ANYONE)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that does not depend on what was asked, in both languages."""
    entries = "".join(entry for name, parts in pages() for entry in entries_of(name, parts))
    return HttpResponse(f"{HEAD}{entries}</urlset>\n", content_type="application/xml; charset=utf-8")


def pages() -> Iterator[tuple[str, list[str]]]:
    catalogue = edition_of().catalogue
    yield from ((name, []) for name in PLAIN)
    yield from (("plan-picture", [name]) for name in GALLERY)
    yield from (("procedure", [name]) for name in catalogue.procedures)
    yield from (("programme", [programme.key]) for programme in catalogue.programmes)


def entries_of(name: str, parts: list[str]) -> Iterator[str]:
    """One entry per language, each naming all."""
    addresses = {}
    for language, _label in settings.LANGUAGES:
        with override(language):
            addresses[language] = settings.SITE + reverse(name, args=parts)
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(address)}"/>'
        for language, address in addresses.items()
    )
    for address in addresses.values():
        yield f"<url><loc>{escape(address)}</loc>{others}</url>\n"


@access(ANYONE)
def robots(request: HttpRequest) -> HttpResponse:
    """Answers to a check and everything behind sign-in are nobody's search result."""
    closed = [reverse("check-result"), reverse("consult"), "/account/", "/api/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    with override("en"):
        lines += [f"Disallow: {reverse('check-result')}", f"Disallow: {reverse('consult')}"]
    lines.append(f"Sitemap: {settings.SITE}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
