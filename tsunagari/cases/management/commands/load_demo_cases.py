"""`manage.py load_demo_cases`: half a year of consultations on the demo hub's desk."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tsunagari.base.years import fiscal_year_of
from tsunagari.cases.actions.demo_cases import JAPAN, is_demo_lived_in, load_demo_cases
from tsunagari.kit.published import plan_for

DEMO_DAY = datetime.date(2009, 10, 1)
OFFICE_OPENS = datetime.time(9)


class Command(BaseCommand):
    help = "Fill the demo hub's desk, if it is empty; `load_demo` comes first."

    def handle(self, *args: Any, **options: Any) -> None:
        today = settings.TODAY or DEMO_DAY
        now = datetime.datetime.combine(today, OFFICE_OPENS, tzinfo=JAPAN)
        year = fiscal_year_of(now.date())
        count = 0 if is_demo_lived_in() else load_demo_cases(plan_for(year), now=now)
        if options["verbosity"]:
            self.stdout.write(f"{count} demo cases")
