"""`manage.py load_demo`: the demo's believable network of organisations and one person for each role."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tsunagari.registry.actions.demo_organisations import load_demo_organisations
from tsunagari.registry.actions.demo_people import load_demo_people


class Command(BaseCommand):
    help = "Load the demo's organisations and people; real records are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_demo_organisations()
        people = load_demo_people(now=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{count} demo organisations, {len(people)} demo people")
