"""`tsunagari user`: the first administrator of an empty installation, and looking after people since."""

from __future__ import annotations

import io
import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.registry.staff import PASSWORD, member, organisation, person
from tsunagari.cli.main import main
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.models.people import Membership, Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRST = ["user", "add", "first@example.jp", "--name", "初 花", "--password-stdin"]
FOUNDED = [*FIRST, "--new-organisation", "あおば商工会議所", "--prefecture", "04"]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))


@pytest.mark.usefixtures("types")
def test_the_first_administrator_founds_the_organisation() -> None:
    assert main(FOUNDED) == 0
    held = Membership.objects.get()
    assert (held.role, held.organisation.name) == ("administrator", "あおば商工会議所")
    assert held.person.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*FIRST, "--organisation", "9"], "--new-organisation"),
        ([*FIRST, "--new-organisation", "x", "--prefecture", "99"], "99"),
        ([*FOUNDED, "--kind", "bank"], "bank"),
        ([*FOUNDED, "--role", "owner"], "owner"),
        (["user", "end", "nobody@example.jp"], "nobody"),
        (["user", "invite", "new@example.jp", "--role", "expert", "--by", "nobody@example.jp"], "nobody"),
    ],
)
@pytest.mark.usefixtures("types")
def test_a_slip_is_named_and_writes_nothing(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err
    assert not Person.objects.exists()
    assert not Organisation.objects.exists()


def test_a_weak_password_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("password\n"))
    assert main(FOUNDED) == 2
    assert "password\n" not in capsys.readouterr().err
    assert not Organisation.objects.exists()


def test_the_list_shows_roles_held_and_an_end_ends_them(capsys: pytest.CaptureFixture[str]) -> None:
    home = organisation()
    member("administrator", home)
    member("expert", home, person("leaver"))
    assert main(["user", "end", "leaver@example.jp"]) == 0
    capsys.readouterr()
    assert main(["user", "list", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["role"], row["organisation"]) for row in rows] == [("administrator", home.pk)]


@pytest.mark.usefixtures("types")
def test_a_new_password_replaces_the_old_one() -> None:
    one = person("hana")
    one.set_password("before")
    one.save()
    assert main(["user", "password", "hana@example.jp", "--password-stdin"]) == 0
    one.refresh_from_db()
    assert one.check_password(PASSWORD)


def test_a_lost_second_factor_is_removed_written_down_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    held = member("expert", organisation(), person("hana"))
    kept = person("other")
    for one in (held.person, kept):
        TOTP.activate(one, generate_totp_secret())
        RecoveryCodes.activate(one)
    words = ["user", "second-factor", "hana@example.jp", "--remove"]
    assert main(words) == 0
    assert "recovery_codes, totp" in capsys.readouterr().err
    assert {one.user for one in Authenticator.objects.all()} == {kept}
    line = JournalLine.objects.get(verb="person.changed")
    assert (line.subject_id, list(line.digests)) == (held.pk, ["second_factor"])
    mail = OutboxItem.objects.get().payload
    assert mail["to"] == "hana@example.jp"
    assert "Please set it up again" in mail["text"]
    assert main(words) == 2  # there is none any more
    assert OutboxItem.objects.count() == JournalLine.objects.count() == 1


def test_a_second_factor_is_not_removed_in_passing() -> None:
    one = person("hana")
    TOTP.activate(one, generate_totp_secret())
    with pytest.raises(SystemExit):
        main(["user", "second-factor", "hana@example.jp"])
    assert main(["user", "second-factor", "nobody@example.jp", "--remove"]) == 2
    assert Authenticator.objects.exists()


def test_an_invitation_is_owed_as_a_mail_with_the_sites_own_address() -> None:
    boss = member("administrator", organisation())
    words = ["user", "invite", "new@example.jp", "--role", "expert", "--by", boss.person.email]
    assert main(words) == 0
    assert "http://127.0.0.1:8000/invitation/" in OutboxItem.objects.get().payload["text"]
