"""What gunicorn serves."""

from __future__ import annotations

import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from tsunagari.base.errors import BadInput
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.faults import PlanFaults

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsunagari.web.settings")
application = get_wsgi_application()


def warm_up() -> None:
    """Read routes and plan before workers are forked: they share them, and nobody waits for it."""
    get_resolver().check()
    with suppress(PlanFaults, BadInput):  # a plan that does not read is told by /readyz
        edition_of()


warm_up()
