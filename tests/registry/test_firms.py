"""Firms' cards: who sees them, what of them, how they are found, how they change."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from tests.registry.firms import DAY, NOW, TODAY, card, organisation, staff
from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.consents import give_consent, revoke_consent
from tsunagari.registry.actions.firms import CardChanged, change_card, open_card
from tsunagari.registry.models.firms import Firm, FirmTerm, FormerName
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.policy.actor import VISITOR
from tsunagari.registry.policy.field_groups import CARD_ROLES, CONTACT, FIELD_GROUPS, IDENTITY
from tsunagari.registry.policy.roles import ROLES
from tsunagari.registry.queries.firms import field_groups_seen, find_firms, visible_firms

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NUMBER = "5835678256246"


def verbs() -> list[str]:
    return list(JournalLine.objects.order_by("pk").values_list("verb", flat=True))


# ── who sees what ───────────────────────────────────────────────────────────────────────────────
def test_a_card_is_seen_by_its_keeper_and_by_nobody_else() -> None:
    ours, theirs = organisation(), organisation("わかば商工会（デモ）")
    firm = card(staff(ours), ours)
    assert list(visible_firms(staff(ours), TODAY)) == [firm]
    assert field_groups_seen(staff(ours), firm, TODAY) == set(FIELD_GROUPS)
    for other in (staff(theirs), VISITOR):
        assert not visible_firms(other, TODAY).exists()
        assert field_groups_seen(other, firm, TODAY) == frozenset()
        assert find_firms(other, "青葉", TODAY) == []


@pytest.mark.parametrize("role", ROLES)
def test_only_roles_that_work_with_firms_see_cards(role: str) -> None:
    home = organisation()
    firm = card(staff(home), home)
    reader = staff(home, role)
    sees = role in CARD_ROLES
    assert visible_firms(reader, TODAY).exists() is sees
    assert bool(field_groups_seen(reader, firm, TODAY)) is sees
    assert bool(find_firms(reader, "青葉", TODAY)) is sees


def test_consent_opens_the_groups_it_names_and_revoking_closes_them_at_once() -> None:
    ours, theirs = organisation(), organisation("わかば商工会（デモ）")
    keeper, other = staff(ours), staff(theirs)
    firm = card(keeper, ours, phone="000-0004-0001")
    consent = give_consent(keeper, firm, theirs, [CONTACT], "取引の相談の紹介", "phone", now=NOW)
    assert field_groups_seen(other, firm, TODAY) == {IDENTITY, CONTACT}
    assert find_firms(other, "青葉", TODAY) == [firm]
    revoke_consent(keeper, consent, now=NOW)
    assert field_groups_seen(other, firm, TODAY) == frozenset()
    assert find_firms(other, "青葉", TODAY) == []
    revoke_consent(keeper, consent, now=NOW)
    assert verbs() == ["firm.opened", "consent.given", "consent.revoked"]


def test_consent_ends_with_its_last_day() -> None:
    ours, theirs = organisation(), organisation("わかば商工会（デモ）")
    firm, other = card(staff(ours), ours), staff(theirs)
    give_consent(staff(ours), firm, theirs, [CONTACT], "紹介", "visit", now=NOW, ends_on=TODAY)
    assert visible_firms(other, TODAY).exists()
    assert not visible_firms(other, TODAY + DAY).exists()


def test_a_phone_number_finds_only_the_keepers_firms() -> None:
    """Otherwise typing numbers would tell what the firm did not agree to show."""
    ours, theirs = organisation(), organisation("わかば商工会（デモ）")
    firm = card(staff(ours), ours, phone="000-0004-0001")
    give_consent(staff(ours), firm, theirs, [IDENTITY], "紹介", "visit", now=NOW)
    assert find_firms(staff(ours), "0001", TODAY) == [firm]
    assert find_firms(staff(theirs), "0001", TODAY) == []
    assert find_firms(staff(theirs), "青葉 000", TODAY) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"groups": ["everything"]},
        {"purpose": " "},
        {"how": "guess"},
        {"ends_on": TODAY - DAY},
    ],
)
def test_a_consent_that_says_too_little_is_refused(wrong: dict[str, object]) -> None:
    ours, theirs = organisation(), organisation("わかば商工会（デモ）")
    firm = card(staff(ours), ours)
    given = {"groups": [CONTACT], "purpose": "紹介", "how": "phone", "ends_on": None} | wrong
    ends_on = given.pop("ends_on")
    with pytest.raises(BadInput):
        give_consent(staff(ours), firm, theirs, *given.values(), now=NOW, ends_on=ends_on)
    with pytest.raises(BadInput):
        give_consent(staff(ours), firm, ours, [CONTACT], "紹介", "phone", now=NOW)
    assert verbs() == ["firm.opened"]


# ── finding ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "typed",
    [
        "青葉金",
        "あおば",
        "ｱｵﾊﾞ",
        "アオバ",
        "あおb",
        "㈱青葉",
        "金属工",
        "みどり",
        "022",
        "(022) 1",
        "4567",
        NUMBER[:3],
        "青葉 みど",
    ],
)
def test_a_firm_is_found_at_the_third_keystroke(typed: str) -> None:
    home = organisation()
    actor = staff(home)
    firm = card(
        *(actor, home, "株式会社青葉金属工業（デモ）"),
        kana="アオバキンゾクコウギョウ",
        trade_name="みどり屋",
        phone="022-123-4567",
        corporate_number=NUMBER,
    )
    card(actor, home, "若葉商店（デモ）", phone="023-999-9999")
    assert find_firms(actor, typed, TODAY) == [firm]


@pytest.mark.parametrize("typed", ["", "  ", "・", "ない名前", "青葉 わかば", "%", "_", "'"])
def test_what_names_no_firm_finds_none(typed: str) -> None:
    home = organisation()
    card(staff(home), home)
    assert find_firms(staff(home), typed, TODAY) == []


def test_finding_costs_the_same_however_many_firms_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    home, neighbour = organisation(), organisation("わかば商工会（デモ）")
    actor, other = staff(home), staff(neighbour)
    for count in (3, 30):
        while Firm.objects.filter(kept_by=home).count() < count:
            firm = card(actor, home, f"青葉{Firm.objects.count()}号店（デモ）")
            give_consent(actor, firm, neighbour, [CONTACT], "紹介", "phone", now=NOW)
        for someone in (actor, other):
            with django_assert_num_queries(3):
                found = find_firms(someone, "青葉", TODAY)
                assert [firm.kept_by.name for firm in found] == [home.name] * min(count, 20)


def test_terms_are_compared_by_code_point() -> None:
    home = organisation()
    for name in ("んん", "a", "Ｚ", "ー々", "\U00020b9f野家"):
        card(staff(home), home, name)
    terms = list(FirmTerm.objects.order_by("term").values_list("term", flat=True))
    assert terms == sorted(terms)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT collation_name FROM information_schema.columns WHERE column_name = 'term'")
            assert cursor.fetchone() == ("C",)


# ── changing ────────────────────────────────────────────────────────────────────────────────────
def test_a_former_name_is_kept_and_still_finds_the_firm() -> None:
    home = organisation()
    actor = staff(home)
    firm = change_card(actor, card(actor, home), {"name": "杜のみやこ製作所（デモ）"}, 1, now=NOW)
    assert [(former.field, former.value) for former in FormerName.objects.all()] == [
        ("name", "青葉金属工業（デモ）")
    ]
    assert find_firms(actor, "青葉", TODAY) == find_firms(actor, "杜の", TODAY) == [firm]
    line = JournalLine.objects.get(verb="firm.changed")
    assert line.payload.values == {"name": ["青葉金属工業（デモ）", "杜のみやこ製作所（デモ）"]}


def test_the_second_of_two_editors_learns_of_the_first_and_overwrites_nothing() -> None:
    home = organisation()
    actor = staff(home)
    firm = card(actor, home)
    change_card(actor, firm, {"phone": "000-0004-0001"}, 1, now=NOW)
    with pytest.raises(CardChanged) as refused:
        change_card(actor, firm, {"phone": "000-0004-0002"}, 1, now=NOW)
    assert refused.value.firm.phone == "000-0004-0001"
    firm.refresh_from_db()
    assert (firm.phone, firm.version) == ("000-0004-0001", 2)


def test_changing_nothing_writes_nothing() -> None:
    home = organisation()
    firm = card(staff(home), home, phone="000-0004-0001")
    change_card(staff(home), firm, {"phone": "０００（0004）0001"}, 1, now=NOW)
    assert verbs() == ["firm.opened"]


def test_facts_are_joined_and_forgotten_one_by_one() -> None:
    home = organisation()
    actor = staff(home)
    firm = card(actor, home, facts={"firm.capital_yen": 10_000_000, "firm.employees_regular": 18})
    changes = {"facts": {"firm.employees_regular": 21, "firm.capital_yen": None}}
    assert change_card(actor, firm, changes, 1, now=NOW).facts == {"firm.employees_regular": 21}


def test_a_number_stands_on_one_card_of_an_organisation() -> None:
    home, other = organisation(), organisation("わかば商工会（デモ）")
    card(staff(home), home, corporate_number=NUMBER)
    with pytest.raises(BadInput, match="同じ番号"):
        card(staff(home), home, "別の名前", corporate_number=NUMBER)
    card(staff(other), other, corporate_number=NUMBER)
    assert verbs() == ["firm.opened"] * 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "長" * 121),
        ("name", "見えない\u200b文字"),
        ("corporate_number", "123"),
        ("corporate_number", "2835678256246"),
        ("corporate_number", "٥835678256246"),
        ("phone", "電話なし"),
        ("phone", "١٢٣٤٥٦٧"),
        ("email", "ない"),
        ("prefecture", "48"),
        ("municipality", "99999"),
        ("industry", "?"),
        ("kind", "bank"),
    ],
)
def test_what_cannot_be_is_refused_and_says_which_field(field: str, value: str) -> None:
    home = organisation()
    with pytest.raises(BadInput) as refused:
        open_card(staff(home), home, {"name": "青葉", field: value}, now=NOW)
    assert refused.value.where
    assert not Firm.objects.exists()


def test_a_municipality_stands_in_its_prefecture() -> None:
    home = organisation()
    firm = card(staff(home), home, municipality="041017")
    assert (firm.prefecture, firm.municipality) == ("04", "04101")
    with pytest.raises(BadInput):
        change_card(staff(home), firm, {"prefecture": "宮崎県"}, 1, now=NOW)
