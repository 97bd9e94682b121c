"""Every page's address, parameters filled, and the states a page can be in that look different."""

from __future__ import annotations

import sys
from pathlib import Path

from django.urls import get_resolver
from django.utils.translation import override

from tsunagari.navigator.queries.editions import edition_of

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

from page_addresses import page_addresses

# data and a fragment, not pages
NO_PAGES = {"healthz", "readyz", "plan-export", "procedure-drawing", "check-tally"}
STATES = (
    ("search", "?q=空き店舗"),
    ("search", "?q=ほにゃらら"),
    ("search", "?tier=smrj&mechanism=training"),
    ("check", "?applicant.kind=individual"),
    ("check", "?asked=applicant.kind"),
    ("check", "?question=firm.prefecture"),
    ("check", "?question=project.kinds"),
    ("check", "?for={key}"),
    ("check-result", "?applicant.kind=individual&firm.prefecture=04&need.themes=succession"),
    ("check-result", "?applicant.kind=local_government"),
    ("plan", "?sort=-budget&tier=national"),
    ("plan", "?tier=prefecture&mechanism=lease&audience=jobseeker"),
    ("desks", "?pref=04"),
    ("desks", "?pref=04&theme=crisis"),
    ("desks", "?pref=99"),
    ("plan", "?year=1999"),
)


def addresses(language: str) -> dict[str, str]:
    """Name → address of every page and state in one language."""
    key = edition_of().catalogue.programmes[0].key
    with override(language):
        plain = page_addresses(get_resolver().url_patterns, {"key": key, "kind": "csv", "name": "open-call"})
    pages = {name: address for name, address in plain.items() if name not in NO_PAGES}
    states = {f"{name} {asked}": pages[name] + asked.format(key=key) for name, asked in STATES}
    return {f"{language} {name}": address for name, address in (pages | states).items()}


def every_programme(language: str) -> list[str]:
    """The address of each programme's page."""
    prefix = "" if language == "ja" else f"/{language}"
    return [f"{prefix}/programmes/{programme.key}/" for programme in edition_of().catalogue.programmes]
