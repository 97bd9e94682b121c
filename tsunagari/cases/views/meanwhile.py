"""What a page knew of its case when it was made, and what happened since."""

from __future__ import annotations

from django.http import HttpRequest

from tsunagari.base.errors import BadInput
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.thread import Happening, happenings
from tsunagari.cases.queries.cases import entries_of
from tsunagari.cases.queries.names import names_for
from tsunagari.cases.queries.procedures import procedure_of

# Hidden fields: the version of the case and its last entry, as the page showed them.
VERSION, SEEN = "version", "seen"


def read_version(request: HttpRequest) -> int:
    """The version that the page was made from. Raises BadInput without one: nothing is changed blindly."""
    return read_number(request, VERSION)


def what_changed(request: HttpRequest, case: Case) -> list[Happening]:
    """What was said and done after the page was made, the newest first."""
    seen = request.POST.get(SEEN, "")
    entries = entries_of(case).filter(pk__gt=int(seen)) if is_number(seen) else entries_of(case)[:3]
    return happenings(procedure_of(case), entries, names_for(case))


def read_number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not is_number(text):
        raise BadInput(given=text, allowed="the hidden field of the page", where=name)
    return int(text)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18
