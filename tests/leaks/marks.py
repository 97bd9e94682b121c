"""Four organisations, each with a mark in all its texts: a text in the wrong place is seen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse

from tests.registry.staff import NOW, country, member, person
from tsunagari.cases.actions.noting import add_note, ask_firm
from tsunagari.cases.actions.opening import Request, open_case
from tsunagari.cases.links import CONFIRM, STATUS, word_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cases.policy.delivering import programmes_by_cases
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.registry.actions.contacts import add_contact
from tsunagari.registry.actions.firms import open_card
from tsunagari.registry.actions.invitations import invite
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.imports import ImportRun
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Membership
from tsunagari.registry.policy.roles import OWNER, ROLES
from tsunagari.registry.queries.actors import actor_in

SEALS = ("甲", "乙", "丙", "丁")


@dataclass(frozen=True, slots=True)
class Marked:
    """An organisation, the mark of all its texts, its people by role, and one record of each kind."""

    mark: str
    organisation: Organisation
    people: dict[str, Membership]
    firm: Firm
    twin: Firm
    case: Case
    run: ImportRun

    @property
    def addresses(self) -> dict[str, dict[str, object]]:
        """What the addresses of its own records hold, by route."""
        firm: dict[str, object] = {"pk": self.firm.pk}
        case: dict[str, object] = {"pk": self.case.pk}
        return {
            "firm": firm,
            "firm-edit": firm,
            "firm-merge": firm | {"other_pk": self.twin.pk},
            "firm-import-run": {"pk": self.run.pk},
            "firm-import-rejected": {"pk": self.run.pk},
            "case": case,
            "case-hearing": case,
            "case-peek": case,
            "case-move": case | {"verb": "accept"},
            "case-refer": case | {"verb": "refer"},
            "status": {"word": word_of(self.case, STATUS)},
            "confirm": {"word": word_of(self.case, CONFIRM)},
        }


def marked_country() -> list[Marked]:
    """A hub, its branch, a neighbour and one far away. No two share a firm."""
    places = country()
    four = (places.home, places.branch, places.neighbour, places.far)
    return [marked(seal, organisation) for seal, organisation in zip(SEALS, four, strict=True)]


def marked(seal: str, organisation: Organisation) -> Marked:
    mark = f"{seal}秘密"
    people = {
        role: member(role, organisation, person(f"{role}-{organisation.pk}", name=f"{mark} {role}"))
        for role in ROLES
        if role != OWNER
    }
    actor = actor_in(people["coordinator"])
    fields = {"name": f"{mark}金属工業", "trade_name": f"{mark}屋", "address": f"{mark}町1"}
    firm = open_card(actor, organisation, fields, now=NOW)
    twin = open_card(actor, organisation, {"name": f"{mark}金属"}, now=NOW)
    add_contact(actor, firm, {"name": f"{mark} はな", "duty": f"{mark}係"}, now=NOW)
    catalogue = edition_of().catalogue
    case = open_case(
        actor,
        organisation,
        firm,
        Request(
            f"{mark}の相談", f"{mark}が売れません。", "phone", f"{mark} はな", f"{organisation.pk}@example.jp"
        ),
        programme=programmes_by_cases(catalogue)[0],
        procedure=catalogue.procedures["consultation"],
        now=NOW,
        holder_id=people["expert"].person_id,
    )
    add_note(actor, case.pk, f"{mark}の覚え", now=NOW)
    ask_firm(actor, case.pk, f"{mark}は何ですか", now=NOW)
    FollowUp.objects.create(case=case, due_on=NOW.date())
    invite(actor, organisation, f"{organisation.pk}-new@example.jp", "expert", link=str, now=NOW)
    run = ImportRun.objects.create(organisation=organisation, file_name=f"{mark}.csv", made_at=NOW)
    return Marked(mark, organisation, people, firm, twin, case, run)


def text_of(response: HttpResponse) -> str:
    """All that an answer says: its head, its body, and what lies packed in the files it carries."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    parts = [str(response.headers), *unpacked(body)]
    return "\n".join(parts)


def unpacked(body: bytes) -> Iterator[str]:
    yield body.decode("utf-8", "replace")
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for name in packed.namelist():
                yield name
                yield from unpacked(packed.read(name))
