"""The press, a process of its own: JSON on stdin, PDF on stdout, why not on stderr.

It runs alone, knows nothing of Tsunagari, reads its template and the fonts, and asks no network. Time and
memory are bounded from within too, should whoever started it be gone.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("typst") / "paper.typ"
SECONDS = 30
MEMORY = 2 << 30  # bytes of address space, most of it stacks that are never touched


def main(fonts: list[str]) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts)
    press = typst.Compiler(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=own,
        ignore_system_fonts=True,
        sys_inputs={"paper": sys.stdin.read()},
    )
    try:
        pdf = press.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as fault:
        print(fault.message, *fault.hints, sep="; ", file=sys.stderr)
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
