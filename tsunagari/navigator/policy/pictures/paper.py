"""The colours of a drawing that leaves the site: the roles of tsunagari.css in their light form, written out.

A test compares each with the published tokens.
"""

from __future__ import annotations

FONT = "Noto Sans JP"
COLOURS = {
    "paper": ("--color-neutral-white", "#ffffff"),
    "ink": ("--color-neutral-solid-gray-900", "#1a1a1a"),
    "ink-2": ("--color-neutral-solid-gray-700", "#4d4d4d"),
    "ink-3": ("--color-neutral-solid-gray-600", "#666666"),
    "line": ("--color-neutral-solid-gray-200", "#cccccc"),
    "thread": ("--color-primitive-orange-700", "#e25100"),
    "pillar-1": ("--color-primitive-light-blue-100", "#dcf0ff"),
    "pillar-2": ("--color-primitive-green-100", "#c2e5d1"),
    "pillar-3": ("--color-primitive-orange-100", "#ffdfca"),
    "heat-0": ("--color-primitive-light-blue-50", "#f0f9ff"),
    "heat-1": ("--color-primitive-light-blue-200", "#c0e4ff"),
    "heat-2": ("--color-primitive-light-blue-300", "#97d3ff"),
    "heat-3": ("--color-primitive-light-blue-500", "#39abff"),
    "heat-4": ("--color-primitive-light-blue-800", "#0066be"),
    "heat-5": ("--color-primitive-light-blue-1100", "#00316a"),
}
RULES = """
.chart{font-family:'@font',sans-serif}
.ground,.knot{fill:@paper}
text{fill:@ink}
.soft{fill:@ink-2}
.ink-line{stroke:@ink;fill:none;stroke-width:2}
.down{stroke:@ink-3;stroke-dasharray:5 4}
.lead{stroke:@line;fill:none;stroke-width:1}
.grid{stroke:@line;fill:none;stroke-width:1}
.tie{stroke:@thread;fill:none;stroke-width:2}
.axis{stroke:@ink-3;fill:none;stroke-width:1}
.mute-fill{fill:@line}
.ink-fill{fill:@ink}
.thread-fill{fill:@thread}
.knot{stroke:@thread;stroke-width:2}
.bar{fill:@heat-4}
.tm rect{stroke:@paper;stroke-width:2}
.tm .p1{fill:@pillar-1}
.tm .p2{fill:@pillar-2}
.tm .p3{fill:@pillar-3}
.tm .p0{fill:@paper;stroke:@ink-3;stroke-width:1;stroke-dasharray:4 3}
.yen,.strong{font-weight:700}
.tiles rect{stroke:@paper;stroke-width:2}
.tiles .h0 rect{fill:@heat-0}
.tiles .h1 rect{fill:@heat-1}
.tiles .h2 rect{fill:@heat-2}
.tiles .h3 rect{fill:@heat-3}
.tiles .h4 rect{fill:@heat-4}
.tiles .h5 rect{fill:@heat-5}
.tiles .h4 text,.tiles .h5 text{fill:@paper}
"""


def coloured(rules: str) -> str:
    """The rules with each role's colour in its place; longer names first, since ink-2 begins with ink."""
    for role in sorted(COLOURS, key=len, reverse=True):
        rules = rules.replace(f"@{role}", COLOURS[role][1])
    return rules.replace("@font", FONT).strip()


STYLE = coloured(RULES)
