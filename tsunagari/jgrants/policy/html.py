"""HTML of others: what may be shown of it, and the plain words in it."""

from __future__ import annotations

import html
import re

import nh3

TAGS = {
    *("p", "br", "hr", "div", "span", "strong", "b", "em", "i", "u", "s", "sub", "sup", "blockquote", "pre"),
    *("ul", "ol", "li", "dl", "dt", "dd", "h3", "h4", "h5", "h6", "a", "code"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}
BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])[^>]*>", re.IGNORECASE)


def clean(text: str) -> str:
    """Safe HTML: no script, style, picture, form or frame; links only to the web, mail and telephone."""
    return nh3.clean(
        text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )


def plain(text: str) -> str:
    """The words alone, one line for each paragraph."""
    bare = nh3.clean(BREAK.sub("\n", clean(text)), tags=set())
    lines = (" ".join(line.split()) for line in html.unescape(bare).splitlines())
    return "\n".join(line for line in lines if line)
