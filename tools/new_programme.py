"""Start a programme: `new_programme.py YEAR TIER KEY` writes the two files that a person then fills in.

What must be filled is left empty, so that `make plan-check` names it. Nothing that exists is overwritten.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.programmes.folders import plans_root

PREFIXES = {"national": "n", "prefecture": "p", "smrj": "s"}
HOW_TO = "docs/how-to/add-a-programme.md"

PROGRAMME = """\
# docs/how-to/add-a-programme.md explains each word. Leave out what the document does not state.
key: {key}
name: {{ja: , en: }}                 # ja: the title exactly as printed
place:                            # (1)-⑤-ア
budget:                           # as printed: ５８．０億円
summary:                          # our own plain words, never a sentence of the document
  ja:
  en:
owner_words: []                   # six to fourteen ways an owner says the worry
mechanisms: []                    # docs/reference/words.md
audience: []
# eligibility:                    # leave out if anyone may use it
#   all:
#     - {{fact: firm.is_sme, is: true, law: 中小企業基本法第2条, otherwise: {{ja: , en: }}}}
offers: []
deliver: {{desk: , procedure: }}    # docs/reference/procedures.md
first_step: {{ja: , en: }}
assumed: []                       # the address of everything the document does not say
"""
EXAMPLES = """\
# One example per verdict that the rule can give. A no says because: [clauses], an unknown says ask: [facts].
- name:
  given: {}
  verdict: yes
"""


def start_programme(plans: Path, year: str, tier: str, key: str) -> list[Path]:
    """Write the programme and its examples; the files written. Raises BadInput before anything is written."""
    if not re.fullmatch(r"[0-9]{4}", year) or not (plans / year / "plan.yaml").is_file():
        years = ", ".join(sorted(path.parent.name for path in plans.glob("[0-9]*/plan.yaml")))
        raise refusal(
            "YEAR", year, f"a year with a plan.yaml ({years})", "Copy last year's plan.yaml and edit it."
        )
    if tier not in PREFIXES:
        raise refusal("TIER", tier, ", ".join(PREFIXES), f"Say TIER={next(iter(PREFIXES))}.")
    if not re.fullmatch(rf"{PREFIXES[tier]}(-[a-z0-9]+)+", key):
        allowed = f"{PREFIXES[tier]}- and then small letters, digits and hyphens"
        raise refusal("KEY", key, allowed, f"Say KEY={PREFIXES[tier]}-my-programme.")
    texts = {
        plans / year / tier / f"{key}.yaml": PROGRAMME.format(key=key),
        plans / year / tier / f"{key}.examples.yaml": EXAMPLES,
    }
    for path in texts:
        if path.exists():
            raise refusal("KEY", key, "a key that is free", f"{path} exists; edit it, or choose another key.")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(texts)


def refusal(where: str, given: str, allowed: str, mend: str) -> BadInput:
    return BadInput(given=given, allowed=allowed, mend=f"{mend} See {HOW_TO}.", where=where)


def main(arguments: list[str]) -> int:
    try:
        year, tier, key = arguments
        for path in start_programme(plans_root(os.environ), year, tier, key):
            print(path)
    except ValueError as refused:  # BadInput is one
        print(refused, file=sys.stderr)
        return 2
    print(f"Fill them in ({HOW_TO}), then: make plan-check YEAR={year}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
