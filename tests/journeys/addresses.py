"""Every public page's address, parameters filled, and the states a page can be in that look different.

The pages of one firm and those of the desks are looked at where they are walked: test_j2 and the like.
"""

from __future__ import annotations

import sys
from pathlib import Path

from django.urls import get_resolver
from django.utils.translation import override

from tests.architecture.permissions.table import TABLE
from tsunagari.kit.access import routes
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.queries.editions import edition_of

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

from page_addresses import PARAMETER, behind_doors, page_addresses

# data and a fragment, not pages
NO_PAGES = {"healthz", "readyz", "plan-export", "procedure-drawing", "check-tally", "mfa_login_webauthn"}
NO_PAGES |= {"paper-plan", "paper-programme", "paper-result", "paper-directory", "paper-status"}
NO_PAGES |= {"what-if-counts", "plan-card", "programme-card", "sitemap", "robots"}
NO_PAGES |= {"plan-picture-file", "case-find", "firms-found", "mfa_download_recovery_codes"}
NO_PAGES |= {"data-file", "llms", "directory-export", "alerts-feed", "api-not-there"}
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
    ("desks", "?pref=04&town=04101&theme=energy"),
    ("directory", "?pref=04&theme=crisis"),
    ("directory", "?kind=stability_desk"),
    ("directory", "?q=ほにゃらら"),
    ("plan", "?year=1999"),
    ("plan", "?q=商店街"),
    ("plan-picture", "?tier=prefecture"),
    ("plan-picture", "?q=ほにゃらら"),
    ("plan-diff", "?from=2009&to=2009"),
    ("programme", "?pref=04"),
    ("compare", "?key={key}&key=n-saisei&key=s-kodoka"),
    ("alerts", "?about=search&q=空き店舗"),
    ("alerts", "?about=check&firm.prefecture=04"),
    ("consult", "?pref=04"),
    ("consult", "?programme={key}&pref=40"),
)


def addresses(language: str) -> dict[str, str]:
    """Name → address of every page and state that everyone can open, in one language."""
    key = edition_of().catalogue.programmes[0].key
    with override(language):
        samples = {"key": key, "kind": "csv", "name": "open-call", "picture": next(iter(GALLERY))}
        samples |= {"file": "llms.txt", "pk": "1"}
        patterns = get_resolver().url_patterns
        plain = page_addresses(patterns, samples, leave_out=behind_doors(patterns))
    pages = {name: address for name, address in plain.items() if name not in NO_PAGES}
    states = {f"{name} {asked}": pages[name] + asked.format(key=key) for name, asked in STATES}
    first = next(iter(GALLERY))
    pictures = {f"plan-picture {name}": pages["plan-picture"].replace(first, name) for name in GALLERY}
    return {f"{language} {name}": address for name, address in (pages | pictures | states).items()}


def addresses_behind_doors(language: str) -> dict[str, tuple[str, str]]:
    """Name → mailbox of the demo's person who may open it, and address, of every page without a record.

    Pages of one record are under axe in the journey that walks them.
    """
    with override(language):
        paths = {route.name: path for path, route in routes(get_resolver().url_patterns)}
    return {
        f"{language} {name}": (reader, "/" + path)
        for name, path in paths.items()
        if name not in NO_PAGES and not PARAMETER.search(path) and (reader := reader_of(name))
    }


def reader_of(name: str) -> str:
    """Who opens it: the first of the demo's people whom the table lets in; empty where it is for everyone.

    Empty also for a route without a line, which the permission matrix complains of.
    """
    line = TABLE.get(name)
    if line is None or "GET" not in line.methods or line.by_key or "visitor" in line.who:
        return ""
    return next(role for role in ("coordinator", "administrator", "planner") if role in line.who)


def every_programme(language: str) -> list[str]:
    """The address of each programme's page."""
    prefix = "" if language == "ja" else f"/{language}"
    return [f"{prefix}/programmes/{programme.key}/" for programme in edition_of().catalogue.programmes]
