"""The people of a firm: put right on a page of their own, and the last change taken back exactly."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from tests.registry.firms import NOW, card, organisation, staff
from tests.registry.test_firm_pages import send, signed_in, text_of
from tsunagari.base.errors import BadInput, Conflict
from tsunagari.registry.actions.contacts import (
    ContactChanged,
    add_contact,
    change_contact,
    drop_contact,
    undo_contact,
)
from tsunagari.registry.actions.journal import erase
from tsunagari.registry.models.firms import Contact, Firm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.contacts import fields_of
from tsunagari.registry.policy.roles import AUDITOR, EXPERT
from tsunagari.registry.queries.contacts import UNDO_WITHIN, undoable_change
from tsunagari.registry.queries.journal import lines_of_firm

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRST = {"name": "青葉 太郎（デモ）", "duty": "代表", "phone": "000-0004-0008", "email": "taro@example.jp"}
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def actor(home: Organisation) -> Actor:
    return staff(home)


@pytest.fixture
def firm(actor: Actor, home: Organisation) -> Firm:
    return card(actor, home)


@pytest.fixture
def contact(actor: Actor, firm: Firm) -> Contact:
    return add_contact(actor, firm, FIRST, now=NOW)


@pytest.fixture
def client(home: Organisation) -> Client:
    return signed_in(home)


def change(actor: Actor, contact: Contact, base: dict[str, str] | None = None, **changes: str) -> Contact:
    base = fields_of(contact) if base is None else base
    return change_contact(actor, contact, changes, base=base, now=NOW)


def undo(actor: Actor, firm: Firm, *, now: datetime.datetime = NOW) -> None:
    line = undoable_change(actor, firm, now=now)
    assert line is not None
    undo_contact(actor, firm, line.pk, now=now)


class TestChanging:
    def test_what_is_typed_over_is_kept_and_written_down(self, actor: Actor, contact: Contact) -> None:
        changed = change(actor, contact, duty="会長", phone="（０００）４４−５５")
        assert (changed.duty, changed.phone, changed.name) == ("会長", "000-44-55", FIRST["name"])
        before, after = lines_of_firm(contact.firm_id).last().payload.values["contacts"]
        assert (before["duty"], after["duty"]) == ("代表", "会長")

    def test_what_changes_nothing_leaves_no_line(self, actor: Actor, contact: Contact) -> None:
        before = JournalLine.objects.count()
        change(actor, contact, duty="代表")
        assert JournalLine.objects.count() == before

    def test_two_who_change_different_fields_both_have_their_way(
        self, actor: Actor, contact: Contact
    ) -> None:
        base = fields_of(contact)
        change(actor, contact, base, duty="会長")
        change(actor, contact, base, phone="000-0004-0009")
        contact.refresh_from_db()
        assert (contact.duty, contact.phone) == ("会長", "000-0004-0009")

    def test_the_second_of_two_who_change_the_same_field_is_told(
        self, actor: Actor, contact: Contact
    ) -> None:
        base = fields_of(contact)
        change(actor, contact, base, duty="会長")
        with pytest.raises(ContactChanged) as told:
            change(actor, contact, base, duty="社長")
        assert told.value.contact.duty == "会長"

    @pytest.mark.parametrize(
        "slip",
        [
            {"name": ""},
            {"name": "x" * 81},
            {"duty": "x" * 81},
            {"duty": "a\x00b"},
            {"phone": "電話なし"},
            {"email": "nobody"},
            {"kana": "x" * 161},
        ],
    )
    def test_a_slip_is_refused_and_nothing_written(
        self, actor: Actor, contact: Contact, slip: dict[str, str]
    ) -> None:
        before = JournalLine.objects.count()
        with pytest.raises(BadInput):
            change(actor, contact, **slip)
        contact.refresh_from_db()
        assert fields_of(contact) == {"kana": "", **FIRST}
        assert JournalLine.objects.count() == before


class TestUndoing:
    def test_each_change_is_taken_back_and_that_again(
        self, actor: Actor, firm: Firm, contact: Contact
    ) -> None:
        change(actor, contact, duty="会長")
        undo(actor, firm)
        contact.refresh_from_db()
        assert contact.duty == "代表"
        undo(actor, firm)
        contact.refresh_from_db()
        assert contact.duty == "会長"

    def test_who_was_taken_off_comes_back_the_same(self, actor: Actor, firm: Firm, contact: Contact) -> None:
        drop_contact(actor, contact, now=NOW)
        undo(actor, firm)
        again = firm.contacts.get()
        assert fields_of(again) == {"kana": "", **FIRST}
        undo(actor, firm)
        assert not firm.contacts.exists()

    def test_who_was_added_goes_again(self, actor: Actor, firm: Firm, contact: Contact) -> None:
        undo(actor, firm)
        assert not firm.contacts.exists()
        assert len(lines_of_firm(firm.pk).filter(verb="firm.changed")) == 2

    def test_only_ones_own_last_change_and_not_for_long(
        self, actor: Actor, home: Organisation, firm: Firm, contact: Contact
    ) -> None:
        assert undoable_change(actor, firm, now=NOW + UNDO_WITHIN)
        assert undoable_change(actor, firm, now=NOW + UNDO_WITHIN + MINUTE) is None
        other = staff(home, EXPERT)
        assert undoable_change(other, firm, now=NOW) is None
        change(other, contact, duty="会長")
        assert undoable_change(actor, firm, now=NOW) is None

    def test_a_change_that_another_came_after_stays(self, actor: Actor, firm: Firm, contact: Contact) -> None:
        line = undoable_change(actor, firm, now=NOW)
        change(actor, contact, duty="会長")
        with pytest.raises(Conflict):
            undo_contact(actor, firm, line.pk, now=NOW)
        assert firm.contacts.get().duty == "会長"

    def test_a_row_that_is_not_as_it_was_left_stays(self, actor: Actor, firm: Firm, contact: Contact) -> None:
        Contact.objects.update(duty="会長")
        with pytest.raises(Conflict):
            undo(actor, firm)
        assert firm.contacts.exists()

    def test_what_the_journal_forgot_cannot_be_undone(
        self, actor: Actor, firm: Firm, contact: Contact
    ) -> None:
        erase(actor, lines_of_firm(firm.pk), now=NOW)
        assert undoable_change(actor, firm, now=NOW) is None


class TestPages:
    def test_a_person_is_put_right_and_back(self, client: Client, firm: Firm, contact: Contact) -> None:
        page = f"/firms/{firm.pk}/contacts/{contact.pk}/"
        assert page in text_of(client, f"/firms/{firm.pk}/")
        html = text_of(client, page)
        assert 'value="代表"' in html
        was = {f"was.{name}": value for name, value in fields_of(contact).items()}
        assert send(client, page, **FIRST | was | {"duty": "会長"}) == f"/firms/{firm.pk}/#contact"
        card_page = text_of(client, f"/firms/{firm.pk}/")
        assert "会長" in card_page
        line = JournalLine.objects.filter(verb="firm.changed").last()
        assert "元に戻す" in card_page
        send(client, f"/firms/{firm.pk}/contacts/undo/", line=str(line.pk))
        assert "代表" in text_of(client, f"/firms/{firm.pk}/")

    def test_a_slip_comes_back_as_it_was_typed(self, client: Client, firm: Firm, contact: Contact) -> None:
        page = f"/firms/{firm.pk}/contacts/{contact.pk}/"
        html = send(client, page, 422, **FIRST | {"phone": "電話なし", "duty": "会長"})
        assert 'id="phone-error"' in html
        assert 'value="会長"' in html

    def test_what_another_changed_meanwhile_is_shown(
        self, client: Client, actor: Actor, firm: Firm, contact: Contact
    ) -> None:
        was = {f"was.{name}": value for name, value in fields_of(contact).items()}
        change(actor, contact, duty="会長")
        html = send(client, f"/firms/{firm.pk}/contacts/{contact.pk}/", 409, **FIRST | was | {"duty": "社長"})
        assert "<ins>会長</ins>" in html
        assert 'value="社長"' in html

    def test_others_do_not_reach_it(self, home: Organisation, firm: Firm, contact: Contact) -> None:
        page = f"/firms/{firm.pk}/contacts/{contact.pk}/"
        assert text_of(signed_in(organisation("わかば商工会（デモ）")), page, 404)
        assert signed_in(home, AUDITOR).get(page).status_code == 403
        undo_page = f"/firms/{firm.pk}/contacts/undo/"
        assert send(signed_in(home), undo_page, 409, line="1")
        assert send(signed_in(home), undo_page, 422, line="x")
