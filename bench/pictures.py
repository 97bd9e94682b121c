"""Every picture of a plan of 3,000 programmes: how long it takes on the server, and how large it is.

    .venv/bin/python bench/pictures.py [--programmes 3000] [--rounds 5]

The programmes are the newest plan's, by turns, each with a name, a place and an amount of its own. A picture
is drawn as a page holds it: for a wide and for a narrow screen. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import replace

import django
from django.utils.translation import override

from tsunagari.base.words import Words
from tsunagari.navigator.policy.pictures.drawing import on_page
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.programmes.catalogue import Catalogue, load_catalogue, years_under
from tsunagari.programmes.folders import plans_root
from tsunagari.programmes.schema import Programme


def grown(catalogue: Catalogue, count: int) -> Catalogue:
    every = catalogue.programmes
    return replace(catalogue, programmes=tuple(copy_of(every[n % len(every)], n) for n in range(count)))


def copy_of(programme: Programme, number: int) -> Programme:
    name = Words(f"{programme.name.ja}{number}", f"{programme.name.en} {number}")
    budget = programme.budget_yen and programme.budget_yen + number * 10_000_000
    place = f"{programme.pillar}-{number}"
    return replace(programme, key=f"{programme.key}-{number}", name=name, place=place, budget_yen=budget)


def measure(subject: Subject, name: str, rounds: int) -> list[dict[str, object]]:
    took, size = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        picture = GALLERY[name].draw(subject)
        if picture is None:
            raise SystemExit(f"{name}: nothing was drawn")
        size = sum(
            len(on_page(picture, drawing, name).encode()) for drawing in (picture.wide, picture.narrow)
        )
        took.append(time.perf_counter() - start)
    return [
        {"what": f"{name}: drawn", "value": sorted(took)[len(took) // 2] * 1000, "unit": "ms", "limit": 200},
        {"what": f"{name}: size", "value": size / 1000, "unit": "kB", "limit": 300},
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--programmes", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsunagari.web.settings")
    django.setup()
    plans = plans_root(os.environ)
    plan = grown(load_catalogue(plans, years_under(plans)[0]), arguments.programmes)
    subject = Subject(plan, plan.programmes)
    with override("ja"):
        results = [row for name in GALLERY for row in measure(subject, name, arguments.rounds)]
    print(json.dumps({"bench": "pictures", "results": results}, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
