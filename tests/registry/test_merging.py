"""Two cards become one and two again: exactly as they were."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.registry.firms import NOW, TODAY, card, organisation, staff
from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.actions.contacts import add_contact
from tsunagari.registry.actions.firms import change_card
from tsunagari.registry.actions.merging import know_apart, merge_cards, unmerge_cards
from tsunagari.registry.models.firms import Firm, FirmTerm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.merges import FirmMerge
from tsunagari.registry.policy.field_groups import CONTACT, IDENTITY
from tsunagari.registry.policy.firm_fields import CARD_FIELDS
from tsunagari.registry.queries.cards import card_for
from tsunagari.registry.queries.duplicates import likely_pairs
from tsunagari.registry.queries.firms import field_groups_seen, find_firms, visible_firms

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NUMBER = "5835678256246"
PHONES = ["", "000-0004-0001", "000-0004-0002"]
CARDS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["青葉", "青葉金属", "若葉"]),
        "kana": st.sampled_from(["", "あおば", "わかば"]),
        "phone": st.sampled_from(PHONES),
        "corporate_number": st.just(""),
        "facts": st.dictionaries(
            st.sampled_from(["firm.capital_yen", "firm.employees_regular"]), st.integers(0, 9)
        ),
    }
)
TAKEN = st.dictionaries(st.sampled_from(["name", "kana", "phone"]), st.sampled_from(["firm", "merged"]))
counter = itertools.count()


def state(kept_by: int) -> list[Any]:
    """Everything a person can see of an organisation's cards, and the words they are found by."""
    fields = ("pk", *CARD_FIELDS, "facts", "merged_into_id")
    firms = list(Firm.objects.filter(kept_by=kept_by).order_by("pk").values_list(*fields))
    terms = FirmTerm.objects.filter(kept_by=kept_by).order_by("firm_id", "term")
    return [firms, list(terms.values_list("firm_id", "term", "is_contact"))]


@settings(max_examples=25)
@given(st.lists(CARDS, min_size=3, max_size=3), st.booleans(), TAKEN, TAKEN)
def test_parting_is_the_exact_inverse_of_merging(
    cards: list[dict[str, Any]], has_number: bool, first: dict[str, str], second: dict[str, str]
) -> None:
    home = organisation(f"組織{next(counter)}")
    actor = staff(home)
    cards[1]["corporate_number"] = NUMBER if has_number else ""
    one, two, three = (card(actor, home, **fields) for fields in cards)
    states, merges = [state(home.pk)], []
    for firm, merged, taken in ((two, one, first), (three, two, second)):
        merges.append(merge_cards(actor, firm, merged, taken, now=NOW))
        states.append(state(home.pk))
    assert Firm.objects.filter(kept_by=home, merged_into=None).count() == 1
    for merge, before in zip(reversed(merges), reversed(states[:-1]), strict=True):
        unmerge_cards(actor, merge, now=NOW)
        assert state(home.pk) == before


def test_the_firm_keeps_what_both_cards_had() -> None:
    home, other = organisation(), organisation("わかば商工会（デモ）")
    actor, reader = staff(home), staff(other)
    firm, twin = (
        card(actor, home, phone="000-0004-0001"),
        card(actor, home, "杜の金属（デモ）", phone="000-0004-0002"),
    )
    add_contact(actor, twin, {"name": "青葉 太郎"}, now=NOW)
    give_consent(actor, twin, other, [CONTACT], "紹介", "phone", now=NOW)
    merge_cards(actor, firm, twin, {}, now=NOW)
    for typed in ("青葉", "杜の", "0001", "0002"):
        assert find_firms(actor, typed, TODAY) == [firm]
    firm.refresh_from_db()
    assert [contact.name for contact in card_for(actor, firm, TODAY).values["contacts"]] == ["青葉 太郎"]
    assert field_groups_seen(reader, firm, TODAY) == {IDENTITY, CONTACT}
    assert list(visible_firms(reader, TODAY)) == find_firms(reader, "杜の", TODAY) == [firm]
    assert JournalLine.objects.filter(verb="firm.merged", firm_id=firm.pk).count() == 1


def test_what_was_changed_after_merging_stays_when_they_part() -> None:
    home = organisation()
    actor = staff(home)
    firm, twin = card(actor, home), card(actor, home, "若葉", kana="わかば", phone="000-0004-0002")
    merge = merge_cards(actor, firm, twin, {}, now=NOW)
    firm.refresh_from_db()
    change_card(actor, firm, {"phone": "000-0004-0009"}, firm.version, now=NOW)
    unmerge_cards(actor, merge, now=NOW)
    firm.refresh_from_db()
    assert (firm.phone, firm.kana) == ("000-0004-0009", "")
    unmerge_cards(actor, merge, now=NOW)
    assert JournalLine.objects.filter(verb="firm.unmerged").count() == 1


def test_cards_that_cannot_be_one_are_refused() -> None:
    home, other = organisation(), organisation("わかば商工会（デモ）")
    actor = staff(home)
    firm, twin, abroad = card(actor, home), card(actor, home), card(staff(other), other)
    for wrong in (firm, abroad):
        with pytest.raises(BadInput):
            merge_cards(actor, firm, wrong, {}, now=NOW)
    first = merge_cards(actor, firm, twin, {}, now=NOW)
    with pytest.raises(BadInput):
        merge_cards(actor, firm, twin, {}, now=NOW)
    third = card(actor, home)
    merge_cards(actor, third, firm, {}, now=NOW)
    with pytest.raises(BadInput, match="先に"):
        unmerge_cards(actor, first, now=NOW)
    assert FirmMerge.objects.filter(undone_at=None).count() == 2


def test_a_pair_that_someone_found_to_be_two_firms_is_proposed_no_more() -> None:
    home = organisation()
    actor = staff(home)
    firm, twin = card(actor, home, phone="000-0004-0001"), card(actor, home, phone="000-0004-0001")
    (pair,) = likely_pairs([home.pk])
    assert (pair.first, pair.second) == (firm, twin)
    know_apart(actor, twin, firm, now=NOW)
    assert likely_pairs([home.pk]) == []
