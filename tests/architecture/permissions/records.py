"""A record for each route that names one: what its address holds, made for the caller who asks."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.architecture.permissions.callers import OWN, Caller, World
from tests.architecture.permissions.desk_records import DESK_RECORDS
from tests.registry.staff import NOW
from tsunagari.alerts.actions.saving import confirm_watches, save_watch
from tsunagari.alerts.links import CONFIRM, MINE, STOP, word_of
from tsunagari.alerts.models.watches import Watch
from tsunagari.alerts.policy.watched import SEARCH, Watched
from tsunagari.jgrants.actions.keeping import keep_record
from tsunagari.jgrants.models.pulls import Pull
from tsunagari.jgrants.policy.ids import id_of
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.registry.actions.invitations import invite
from tsunagari.registry.actions.keys import make_key
from tsunagari.registry.models.people import Deputising, Person
from tsunagari.registry.policy.actor import HOUSE, Actor

Address = dict[str, object]
Record = Callable[[World, Caller], Address]
TODAY = NOW.date()


def a_programme(world: World, caller: Caller) -> Address:
    return {"key": "n-chiikiryoku"}


def a_subsidy(world: World, caller: Caller) -> Address:
    return {"number": id_of("n-chiikiryoku")}


def a_subsidys_page(world: World, caller: Caller) -> Address:
    return {"subsidy_id": id_of("n-chiikiryoku")}


def a_pulled_record(world: World, caller: Caller) -> Address:
    number = id_of("pulled")
    keep_record(Pull.objects.create(started_at=NOW), number, {"title": "補助金"}, None, now=NOW)
    return {"subsidy_id": number}


def nothing_there(world: World, caller: Caller) -> Address:
    return {"rest": "v2/public/subsidies"}


def a_year(world: World, caller: Caller) -> Address:
    return {"year": 2009}


def a_numbered_organisation(world: World, caller: Caller) -> Address:
    return {"number": world.places.branch.pk}


def a_file(world: World, caller: Caller) -> Address:
    return {"kind": "csv"}


def an_open_file(world: World, caller: Caller) -> Address:
    return {"file": "budgets.csv"}


def an_organisation(world: World, caller: Caller) -> Address:
    return {"pk": world.places.branch.pk}


def a_procedure(world: World, caller: Caller) -> Address:
    return {"name": "consultation"}


def a_picture(world: World, caller: Caller) -> Address:
    return {"picture": next(iter(GALLERY))}


def a_pictures_file(world: World, caller: Caller) -> Address:
    return a_picture(world, caller) | {"kind": "csv"}


def no_reset_link(world: World, caller: Caller) -> Address:
    return {"uidb36": "1", "key": "set-password"}


def a_membership(world: World, caller: Caller) -> Address:
    return {"pk": world.owner_of_record(caller).pk}


def an_invitation(world: World, caller: Caller) -> Address:
    return {"pk": invited(world)[0]}


def an_invitations_link(world: World, caller: Caller) -> Address:
    return {"token": invited(world)[1]}


def invited(world: World) -> tuple[int, str]:
    words: list[str] = []

    def link(token: str) -> str:
        words.append(token)
        return token

    inviter = Actor(person_id=world.colleague.person_id)
    made = invite(inviter, world.places.branch, "new@example.jp", "expert", link=link, now=NOW)
    return made.pk, words[0]


def a_deputising(world: World, caller: Caller) -> Address:
    deputy = Person.objects.exclude(pk=world.colleague.person_id).first()
    made = Deputising.objects.create(
        membership=world.owner_of_record(caller),
        deputy=deputy,
        begins_on=TODAY,
        ends_on=TODAY + datetime.timedelta(days=1),
    )
    return {"pk": made.pk}


def a_key(world: World, caller: Caller) -> Address:
    return {"pk": make_key(HOUSE, world.owner_of_record(caller), "照合", TODAY, now=NOW)[0].pk}


def a_passkey(world: World, caller: Caller) -> Address:
    is_own = caller.relation == OWN
    holder = world.people[caller] if is_own else world.colleague.person
    made = Authenticator.objects.create(user=holder, type=Authenticator.Type.WEBAUTHN, data={"name": "鍵"})
    return {"pk": made.pk}


def an_authenticator_app(world: World, caller: Caller) -> Address:
    """Its owner's only: there is no address to guess."""
    if caller in world.people:
        TOTP.activate(world.people[caller], generate_totp_secret())
    return {}


def recovery_codes(world: World, caller: Caller) -> Address:
    an_authenticator_app(world, caller)
    if caller in world.people:
        RecoveryCodes.activate(world.people[caller])
    return {}


def watching() -> Watch:
    """A subscriber's one watch, confirmed."""
    save_watch("owner@example.jp", Watched(SEARCH, ()), "daily", now=NOW)
    made = Watch.objects.get()
    confirm_watches(made.subscriber, [made.pk], edition_of().catalogue, now=NOW)
    return made


def a_subscribers_link(purpose: str) -> Record:
    return lambda world, caller: {"word": word_of(watching().subscriber, purpose)}


def a_watch(world: World, caller: Caller) -> Address:
    made = watching()
    return {"word": word_of(made.subscriber, MINE), "pk": made.pk}


RECORDS: dict[str, Record] = {
    "alerts-confirm": a_subscribers_link(CONFIRM),
    "alerts-mine": a_subscribers_link(MINE),
    "alerts-stop": a_subscribers_link(STOP),
    "alerts-change": a_watch,
    "exp-subsidy": a_subsidy,
    "exp-subsidy-v2": a_subsidy,
    "exp-nothing": nothing_there,
    "exp-page": a_subsidys_page,
    "pulled": a_pulled_record,
    "pulled-record": a_pulled_record,
    "pulled-judge": a_pulled_record,
    "api-programme": a_programme,
    "api-organisation": a_numbered_organisation,
    "api-totals": a_year,
    "api-differences": a_year,
    "programme": a_programme,
    "paper-programme": a_programme,
    "programme-card": a_programme,
    "plan-export": a_file,
    "plan-picture": a_picture,
    "plan-picture-file": a_pictures_file,
    "data-file": an_open_file,
    "directory-export": a_file,
    "directory-organisation": an_organisation,
    "procedure": a_procedure,
    "procedure-drawing": a_procedure,
    "evaluation-programme": a_programme,
    "evaluation-lines": a_programme,
    "evaluation-export": a_file,
    "firms-export": a_file,
    "outreach-export": a_file,
    "account_reset_password_from_key": no_reset_link,
    "mfa_deactivate_totp": an_authenticator_app,
    "mfa_view_recovery_codes": recovery_codes,
    "mfa_generate_recovery_codes": recovery_codes,
    "mfa_download_recovery_codes": recovery_codes,
    "mfa_edit_webauthn": a_passkey,
    "mfa_remove_webauthn": a_passkey,
    "mfa_reauthenticate_webauthn": an_authenticator_app,
    "mfa_reauthenticate": an_authenticator_app,
    "invitation-withdraw": an_invitation,
    "membership-end": a_membership,
    "deputy-end": a_deputising,
    "key-revoke": a_key,
    "invitation": an_invitations_link,
    **DESK_RECORDS,
}
