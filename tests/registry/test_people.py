"""Inviting, joining, leaving, standing in, keys: what each does, and what it leaves in the journal."""

from __future__ import annotations

import datetime

import pytest

from tests.registry.staff import NOW, PASSWORD, actor, country, member, organisation, person
from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.invitations import accept_invitation, invite, join, withdraw_invitation
from tsunagari.registry.actions.keys import make_key, revoke_key
from tsunagari.registry.actions.people import end_deputising, end_membership, name_deputy, take_on
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.models.people import Deputising, Invitation
from tsunagari.registry.policy.actor import HOUSE, VISITOR, Actor
from tsunagari.registry.queries.actors import actor_of
from tsunagari.registry.queries.people import invitation_by, key_by

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)
ADDRESS = "https://tsunagari.example.jp/invitation/"


def link(token: str) -> str:
    return f"{ADDRESS}{token}/"


def verbs() -> list[str]:
    return list(JournalLine.objects.order_by("pk").values_list("verb", flat=True))


def invited(home: Organisation, email: str = "new@example.jp", role: str = "coordinator") -> Invitation:
    return invite(actor("administrator", home), home, email, role, link=link, now=NOW)


def token_of(invitation: Invitation) -> str:
    text = OutboxItem.objects.get(key=f"invitation:{invitation.pk}").payload["text"]
    return text.partition(ADDRESS)[2].partition("/")[0]


class TestInvitations:
    def test_a_mail_carries_the_word_and_only_its_digest_is_kept(self) -> None:
        invitation = invited(organisation(), email="New@Example.jp")
        token = token_of(invitation)
        assert invitation.email == "new@example.jp"
        assert token not in str(Invitation.objects.values())
        assert invitation_by(token, NOW) == invitation
        assert invitation_by(token + "x", NOW) is None
        assert verbs() == ["person.invited"]

    def test_whoever_accepts_can_sign_in_and_holds_the_role(self) -> None:
        home = organisation()
        invitation = invited(home)
        joined = accept_invitation(invitation, name="青葉 新", kana="", password=PASSWORD, now=NOW)
        assert joined.check_password(PASSWORD)
        assert actor_of(joined, today=TODAY).role == "coordinator"
        assert actor_of(joined, today=TODAY).organisations == {home.pk}
        assert verbs() == ["person.invited", "person.joined"]

    def test_a_link_works_once(self) -> None:
        invitation = invited(organisation())
        token = token_of(invitation)
        accept_invitation(invitation, name="青葉 新", kana="", password=PASSWORD, now=NOW)
        assert invitation_by(token, NOW) is None
        with pytest.raises(BadInput):
            accept_invitation(invitation, name="べつの人", kana="", password="x", now=NOW)

    def test_a_link_ends_after_a_week_and_when_withdrawn(self) -> None:
        home = organisation()
        invitation = invited(home)
        assert invitation_by(token_of(invitation), NOW + 7 * DAY) is None
        withdraw_invitation(actor("administrator", organisation("ほか")), invitation, now=NOW)
        assert invitation_by(token_of(invitation), NOW) is None
        with pytest.raises(BadInput):
            join(invitation, person("new"), now=NOW)
        assert verbs()[-1] == "person.uninvited"

    def test_inviting_again_leaves_one_link_that_works(self) -> None:
        home = organisation()
        boss = actor("administrator", home)
        first, second = (invite(boss, home, "a@example.jp", "expert", link=link, now=NOW) for _ in range(2))
        assert invitation_by(token_of(first), NOW) is None
        assert invitation_by(token_of(second), NOW) == second

    def test_someone_else_cannot_take_it_up_and_a_known_person_is_not_overwritten(self) -> None:
        invitation = invited(organisation(), email="known@example.jp")
        known, other = person("known"), person("other")
        with pytest.raises(BadInput):
            join(invitation, other, now=NOW)
        with pytest.raises(BadInput):
            accept_invitation(invitation, name="x", kana="", password="stolen-password", now=NOW)
        known.refresh_from_db()
        assert known.check_password(PASSWORD)
        join(invitation, known, now=NOW)
        assert actor_of(known, today=TODAY).role == "coordinator"

    @pytest.mark.parametrize("role", ["owner", "king", ""])
    def test_only_an_organisations_roles_can_be_given(self, role: str) -> None:
        with pytest.raises(BadInput):
            invited(organisation(), role=role)

    def test_nobody_is_invited_to_what_they_are(self) -> None:
        home = organisation()
        member("expert", home, person("known"))
        with pytest.raises(BadInput):
            invited(home, email="known@example.jp", role="expert")


class TestLeaving:
    def test_the_role_its_keys_and_its_deputies_end_at_once(self) -> None:
        home = organisation()
        boss, leaver, colleague = (member(role, home) for role in ("administrator", "expert", "officer"))
        key, secret = make_key(HOUSE, leaver, "会計", TODAY + DAY, now=NOW)
        stood_in = name_deputy(HOUSE, leaver, colleague.person, TODAY, TODAY + DAY, now=NOW)
        standing = name_deputy(HOUSE, colleague, leaver.person, TODAY, TODAY + DAY, now=NOW)
        end_membership(actor("administrator", home, person("b")), leaver, now=NOW)
        leaver.person.refresh_from_db()
        assert actor_of(leaver.person, today=TODAY) == VISITOR
        assert key_by(secret, TODAY) is None
        assert Deputising.objects.filter(ended_at=None).count() == 0
        for one, who in ((stood_in, colleague.person), (standing, leaver.person)):
            assert actor_of(who, today=TODAY, behalf_id=one.pk).on_behalf_of_id is None
        assert boss.ended_at is None
        assert key.membership == leaver
        assert verbs()[-1] == "person.left"

    def test_a_role_elsewhere_stays(self) -> None:
        here, there = organisation(), organisation("ほか")
        both = person("both")
        leaving = member("expert", here, both)
        member("officer", there, both)
        end_membership(HOUSE, leaving, now=NOW)
        both.refresh_from_db()
        assert actor_of(both, today=TODAY).organisations == {there.pk}

    def test_the_last_administrator_stays(self) -> None:
        home = organisation()
        first, second = (member("administrator", home, person(name)) for name in ("a", "b"))
        end_membership(HOUSE, first, now=NOW)
        with pytest.raises(BadInput, match="another administrator"):
            end_membership(HOUSE, second, now=NOW)

    def test_ending_twice_is_ending_once(self) -> None:
        leaving = member("expert", organisation())
        end_membership(HOUSE, leaving, now=NOW)
        end_membership(HOUSE, leaving, now=NOW)
        assert verbs() == ["person.left"]


class TestDeputies:
    def test_the_deputy_acts_in_the_absent_ones_role_and_both_names_are_kept(self) -> None:
        home = organisation()
        absent, deputy = member("coordinator", home), member("expert", home)
        one = name_deputy(HOUSE, absent, deputy.person, TODAY, TODAY + DAY, now=NOW)
        acting = actor_of(deputy.person, today=TODAY, behalf_id=one.pk)
        assert (acting.person_id, acting.on_behalf_of_id) == (deputy.person_id, absent.person_id)
        assert acting.role == "coordinator"
        assert acting.on_behalf_of == absent.person.name
        write = make_key(acting, deputy, "会計", TODAY, now=NOW)[0]
        line = JournalLine.objects.get(subject_kind="key", subject_id=write.pk)
        assert (line.actor_id, line.on_behalf_of_id) == (deputy.person_id, absent.person_id)

    @pytest.mark.parametrize("off", [-1, 2])
    def test_only_on_the_days_named(self, off: int) -> None:
        home = organisation()
        absent, deputy = member("coordinator", home), member("expert", home)
        one = name_deputy(HOUSE, absent, deputy.person, TODAY, TODAY + DAY, now=NOW)
        assert actor_of(deputy.person, today=TODAY + off * DAY, behalf_id=one.pk).role == "expert"

    def test_ended_is_ended_and_a_stranger_gains_nothing(self) -> None:
        home = organisation()
        absent, deputy = member("coordinator", home), member("expert", home)
        one = name_deputy(HOUSE, absent, deputy.person, TODAY, TODAY + DAY, now=NOW)
        stranger = member("expert", organisation("ほか"))
        assert actor_of(stranger.person, today=TODAY, behalf_id=one.pk).on_behalf_of_id is None
        end_deputising(HOUSE, one, now=NOW)
        assert actor_of(deputy.person, today=TODAY, behalf_id=one.pk).role == "expert"
        assert verbs() == ["deputy.named", "deputy.ended"]

    def test_only_a_colleague_and_only_days_that_can_be(self) -> None:
        places = country()
        absent, colleague = member("coordinator", places.home), member("expert", places.home)
        stranger = member("expert", places.far)
        for who in (stranger.person, absent.person):
            with pytest.raises(BadInput):
                name_deputy(HOUSE, absent, who, TODAY, TODAY, now=NOW)
        for begins_on, ends_on in ((-2, -1), (1, 0), (0, 200)):
            days = (TODAY + begins_on * DAY, TODAY + ends_on * DAY)
            with pytest.raises(BadInput):
                name_deputy(HOUSE, absent, colleague.person, *days, now=NOW)


class TestKeys:
    def test_the_secret_is_kept_nowhere(self) -> None:
        key, secret = make_key(HOUSE, member("coordinator", organisation()), "会計", TODAY, now=NOW)
        assert secret.startswith("tsunagari_")
        assert secret.endswith(key.hint)
        assert secret not in str(type(key).objects.values())
        assert key_by(secret, TODAY) == key

    def test_over_revoked_or_wrong_it_opens_nothing(self) -> None:
        key, secret = make_key(HOUSE, member("coordinator", organisation()), "会計", TODAY, now=NOW)
        assert key_by(secret, TODAY + DAY) is None
        assert key_by(secret[:-1], TODAY) is None
        assert key_by(key.key_digest, TODAY) is None
        revoke_key(HOUSE, key, now=NOW)
        revoke_key(HOUSE, key, now=NOW)
        assert key_by(secret, TODAY) is None
        assert verbs() == ["key.made", "key.revoked"]

    @pytest.mark.parametrize("days", [-1, 367])
    def test_it_lasts_a_year_at_most(self, days: int) -> None:
        with pytest.raises(BadInput):
            make_key(HOUSE, member("coordinator", organisation()), "会計", TODAY + days * DAY, now=NOW)


def test_an_installations_first_administrator_needs_no_invitation() -> None:
    home = organisation()
    one = take_on(
        HOUSE, home, email="First@example.jp", name="初", role="administrator", password=PASSWORD, now=NOW
    )
    again = take_on(
        HOUSE, home, email="first@example.jp", name="べつ", role="expert", password="other", now=NOW
    )
    assert one.person == again.person
    assert again.person.check_password(PASSWORD)
    assert isinstance(actor_of(one.person, today=TODAY), Actor)
