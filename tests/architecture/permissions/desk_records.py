"""Records of the desks: firms' cards with all that hangs on them, cases, what was handed over."""

from __future__ import annotations

import datetime

from tests.architecture.permissions.callers import Caller, World
from tests.registry.staff import NOW
from tsunagari.cases.actions.opening import Request, open_case
from tsunagari.cases.links import CONFIRM, STATUS, word_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cases.policy.delivering import programmes_by_cases
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.actions.firms import open_card
from tsunagari.registry.actions.merging import merge_cards
from tsunagari.registry.models.firms import Contact, Firm
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.imports import DirectoryRun, ImportRun
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.registry.policy.field_groups import CONSULTATIONS, IDENTITY

Address = dict[str, object]
TODAY = NOW.date()


def card(home: Organisation, name: str = "青葉金属工業") -> Firm:
    return open_card(HOUSE, home, {"name": name}, now=NOW)


def a_firm(world: World, caller: Caller) -> Address:
    return {"pk": card(world.places.branch).pk}


def a_contact(world: World, caller: Caller) -> Address:
    firm = card(world.places.branch)
    return {"pk": firm.pk, "contact_pk": Contact.objects.create(firm=firm, name="緑 はな").pk}


def a_consent(world: World, caller: Caller) -> Address:
    """Given to one more organisation of the place, in which nobody asks."""
    firm = card(world.places.branch)
    third = Organisation.objects.create(kind="smrj_office", name="本部", kana="ほんぶ", prefecture="04")
    given = give_consent(HOUSE, firm, third, [IDENTITY], "相談", "visit", now=NOW)
    return {"pk": firm.pk, "consent_pk": given.pk}


def two_firms(world: World, caller: Caller) -> Address:
    home = world.places.branch
    return {"pk": card(home).pk, "other_pk": card(home, "青葉金属").pk}


def a_merge(world: World, caller: Caller) -> Address:
    home = world.places.branch
    firm = card(home)
    return {"pk": firm.pk, "merge_pk": merge_cards(HOUSE, firm, card(home, "青葉金属"), {}, now=NOW).pk}


def an_import(world: World, caller: Caller) -> Address:
    made = ImportRun.objects.create(organisation=world.places.branch, file_name="企業.csv", made_at=NOW)
    return {"pk": made.pk}


def a_directory_import(world: World, caller: Caller) -> Address:
    made = DirectoryRun.objects.create(organisation=world.places.branch, file_name="機関.csv", made_at=NOW)
    return {"pk": made.pk}


def opened(world: World, caller: Caller) -> Case:
    """A case of the branch, held by whoever asks where it is their own, else by a colleague."""
    catalogue = edition_of().catalogue
    programme = programmes_by_cases(catalogue)[0]
    return open_case(
        HOUSE,
        world.places.branch,
        card(world.places.branch),
        Request("売上", "売上が落ちています。", "phone"),
        programme=programme,
        procedure=catalogue.procedures["consultation"],
        now=NOW,
        holder_id=world.owner_of_record(caller).person_id,
    )


def a_case(world: World, caller: Caller) -> Address:
    return {"pk": opened(world, caller).pk}


def a_move(world: World, caller: Caller) -> Address:
    return a_case(world, caller) | {"verb": "accept"}


def a_status_link(world: World, caller: Caller) -> Address:
    return {"word": word_of(opened(world, caller), STATUS)}


def a_deed(world: World, caller: Caller) -> Address:
    return a_status_link(world, caller) | {"deed": "answer"}


def a_confirming_link(world: World, caller: Caller) -> Address:
    case = opened(world, caller)
    FollowUp.objects.create(case=case, due_on=TODAY)
    return {"word": word_of(case, CONFIRM)}


def a_handoff(world: World, caller: Caller) -> Address:
    """Sent to the branch by one more organisation of the place."""
    third = Organisation.objects.create(kind="smrj_office", name="本部", kana="ほんぶ", prefecture="04")
    firm, home = card(third), world.places.branch
    consent = give_consent(HOUSE, firm, home, [IDENTITY, CONSULTATIONS], "相談", "visit", now=NOW)
    made = Handoff.objects.create(
        sent_by=third,
        sent_to=home,
        firm=firm,
        consent=consent,
        desk="cases",
        subject_id=opened(world, caller).pk,
        title="売上",
        sent_at=NOW,
        answer_by=TODAY + datetime.timedelta(days=5),
    )
    return {"pk": made.pk}


def a_mail(world: World, caller: Caller) -> Address:
    """Cut off between sending and recording: someone must look."""
    made = OutboxItem.objects.create(
        kind="mail",
        key="permissions",
        state="uncertain",
        organisation_id=world.places.branch.pk,
        made_at=NOW,
        due_at=NOW,
    )
    return {"pk": made.pk}


DESK_RECORDS = {
    "outbox-settle": a_mail,
    "firm": a_firm,
    "firm-answer": a_firm,
    "firm-edit": a_firm,
    "firm-contact": a_firm,
    "firm-contact-edit": a_contact,
    "firm-contact-undo": a_firm,
    "firm-contact-drop": a_contact,
    "firm-consent": a_firm,
    "firm-consent-revoke": a_consent,
    "firm-merge": two_firms,
    "firm-unmerge": a_merge,
    "firm-apart": two_firms,
    "firm-import-run": an_import,
    "firm-import-go": an_import,
    "firm-import-undo": an_import,
    "firm-import-rejected": an_import,
    "directory-import-run": a_directory_import,
    "directory-import-go": a_directory_import,
    "directory-import-undo": a_directory_import,
    "directory-import-rejected": a_directory_import,
    "case": a_case,
    "case-peek": a_case,
    "case-move": a_move,
    "case-hearing": a_case,
    "case-refer": a_move,
    "case-note": a_case,
    "case-assign": a_case,
    "case-ask": a_case,
    "case-meeting": a_case,
    "case-undo": a_case,
    "status": a_status_link,
    "paper-status": a_status_link,
    "status-held": a_status_link,
    "status-act": a_deed,
    "confirm": a_confirming_link,
    "handoff": a_handoff,
    "handoff-accept": a_handoff,
    "handoff-return": a_handoff,
}
