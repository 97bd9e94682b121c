"""`manage.py load_demo`: the demo's believable network of organisations, a person for each role, firms."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from tsunagari.base.years import fiscal_year_of
from tsunagari.registry.actions.demo_firms import load_demo_firms
from tsunagari.registry.actions.demo_organisations import load_demo_organisations
from tsunagari.registry.actions.demo_people import load_demo_people

DEMO_DAY = datetime.date(2009, 10, 1)
OFFICE_OPENS = datetime.time(9)


def demo_morning() -> datetime.datetime:
    """The demo's day, when the office opens."""
    return timezone.make_aware(datetime.datetime.combine(settings.TODAY or DEMO_DAY, OFFICE_OPENS))


def year_began(moment: datetime.datetime) -> datetime.datetime:
    """The first morning of its fiscal year: the demo's people were there before its cases."""
    return moment.replace(year=fiscal_year_of(moment.date()), month=4, day=1)


class Command(BaseCommand):
    help = "Load the demo's organisations, people and firms; real records are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_demo_organisations()
        people = load_demo_people(now=year_began(demo_morning()))
        firms = load_demo_firms(now=demo_morning())
        if options["verbosity"]:
            self.stdout.write(f"{count} demo organisations, {len(people)} demo people, {firms} demo firms")
