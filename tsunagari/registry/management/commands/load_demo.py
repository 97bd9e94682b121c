"""`manage.py load_demo`: the demo's believable network of organisations."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from tsunagari.registry.actions.demo_organisations import load_demo_organisations


class Command(BaseCommand):
    help = "Replace the demo's organisations; real records are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_demo_organisations()
        if options["verbosity"]:
            self.stdout.write(f"{count} demo organisations")
