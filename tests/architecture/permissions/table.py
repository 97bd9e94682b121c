"""The declaration: one line per route says who is let in, to which records, with which methods.

A route without a line is a failure, and so is a line without a route. The lines are written by hand and not
read from the views: two people would have to make the same mistake.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from tests.architecture.permissions.callers import CALLERS, OWN, PARENT, ROLES_ONCE, SAME, VISITOR, Caller
from tsunagari.registry.policy.roles import (
    ADMINISTRATOR,
    AUDITOR,
    COORDINATOR,
    EXPERT,
    OFFICER,
    OWNER,
    PLANNER,
    REVIEWER,
    ROLES,
)

# what is asked, and the kinds of answer
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
LET_IN, TO_SIGN_IN, REFUSED, NOT_THERE, NO_SUCH_METHOD, NO_KEY = "in", "sign in", "403", "404", "405", "401"

# methods
READ = frozenset({"GET", "HEAD"})
SEND = frozenset({"POST"})
FORM = READ | SEND
ANY = frozenset(METHODS)

# who
EVERYONE = frozenset({VISITOR, *ROLES})
SIGNED_IN = EVERYONE - {VISITOR}
STAFF = SIGNED_IN - {OWNER}
ADMINISTRATORS = frozenset({ADMINISTRATOR})
CASE_READERS = frozenset({COORDINATOR, EXPERT, OFFICER, AUDITOR, ADMINISTRATOR})
CASE_MOVERS = frozenset({COORDINATOR, EXPERT, OFFICER})
CASE_WORKERS = frozenset({COORDINATOR, OFFICER})
RESULT_READERS = frozenset({COORDINATOR, OFFICER, REVIEWER, PLANNER, AUDITOR, ADMINISTRATOR})
PULLED_LOOKERS = frozenset({OFFICER, PLANNER, AUDITOR, ADMINISTRATOR})
PULLED_JUDGES = frozenset({OFFICER, PLANNER})
PLANNERS = frozenset({PLANNER})
DIRECTORY_KEEPERS = frozenset({ADMINISTRATOR, PLANNER})

# which records: relation → roles; a relation that is not named is 404
Reach = dict[str, Collection[str]]
NOWHERE: Reach = {OWN: ()}
ITS_ORGANISATION: Reach = {OWN: STAFF, SAME: STAFF}
ONES_OWN: Reach = {OWN: SIGNED_IN}
# An expert has the cases they hold; officers and auditors read a branch's, and nobody touches them.
CASE_READ: Reach = {OWN: CASE_READERS, SAME: CASE_READERS - {EXPERT}, PARENT: {OFFICER, AUDITOR}}
CASE_IN_HAND: Reach = {OWN: CASE_READERS, SAME: CASE_READERS - {EXPERT}}
CARD_READ: Reach = {OWN: CASE_READERS, SAME: CASE_READERS, PARENT: {OFFICER, AUDITOR}}
CARD_KEPT: Reach = {OWN: CASE_WORKERS, SAME: CASE_WORKERS, PARENT: {OFFICER}}
ONES_OWN_OR_ADMINISTERED: Reach = {OWN: STAFF, SAME: ADMINISTRATORS}


@dataclass(frozen=True, slots=True)
class Line:
    """Who is let in, with which methods, to which records; `by_key`: programs, not browsers."""

    who: Collection[str]
    methods: frozenset[str]
    reach: Reach = field(default_factory=dict)
    by_key: bool = False

    @property
    def callers(self) -> tuple[Caller, ...]:
        return CALLERS if self.reach else ROLES_ONCE


def expected(declared: Line, caller: Caller, method: str) -> str:
    """What a cell must answer: first the door, then the method, then the record."""
    if declared.by_key and caller.role in (VISITOR, OWNER):
        return NO_KEY
    if caller.role not in declared.who:
        return TO_SIGN_IN if caller.role == VISITOR else REFUSED
    if method not in declared.methods:
        return NO_SUCH_METHOD
    is_within = not declared.reach or caller.role in declared.reach.get(caller.relation, ())
    return LET_IN if is_within else NOT_THERE


TABLE: dict[str, Line] = {
    # the process
    "healthz": Line(EVERYONE, ANY),
    "readyz": Line(EVERYONE, ANY),
    # the navigator: for everyone, and it keeps nothing
    "home": Line(EVERYONE, ANY),
    "search": Line(EVERYONE, ANY),
    "programme": Line(EVERYONE, ANY),
    "check": Line(EVERYONE, ANY),
    "check-result": Line(EVERYONE, ANY),
    "check-tally": Line(EVERYONE, ANY),
    "plan": Line(EVERYONE, ANY),
    "plan-export": Line(EVERYONE, ANY),
    "plan-picture": Line(EVERYONE, ANY),
    "plan-picture-file": Line(EVERYONE, ANY),
    "plan-diff": Line(EVERYONE, ANY),
    "plan-document": Line(EVERYONE, ANY),
    "plan-correction": Line(PLANNERS, SEND),
    "plan-card": Line(EVERYONE, ANY),
    "programme-card": Line(EVERYONE, ANY),
    "compare": Line(EVERYONE, ANY),
    "saved": Line(EVERYONE, ANY),
    "sitemap": Line(EVERYONE, ANY),
    "robots": Line(EVERYONE, ANY),
    "desks": Line(EVERYONE, ANY),
    "directory": Line(EVERYONE, ANY),
    "directory-organisation": Line(EVERYONE, ANY),
    "directory-export": Line(EVERYONE, ANY),
    "glossary": Line(EVERYONE, ANY),
    "about": Line(EVERYONE, ANY),
    "accessibility": Line(EVERYONE, ANY),
    "procedures": Line(EVERYONE, ANY),
    "procedure": Line(EVERYONE, ANY),
    "procedure-drawing": Line(EVERYONE, ANY),
    "paper-plan": Line(EVERYONE, ANY),
    "paper-programme": Line(EVERYONE, ANY),
    "paper-result": Line(EVERYONE, ANY),
    "paper-directory": Line(EVERYONE, ANY),
    "paper-status": Line(EVERYONE, ANY),
    # for programs: public data, read from anywhere; nothing is kept
    "openapi": Line(EVERYONE, READ),
    "api-programmes": Line(EVERYONE, READ),
    "api-programme": Line(EVERYONE, READ),
    "api-search": Line(EVERYONE, READ),
    "api-check": Line(EVERYONE, SEND),
    "api-organisations": Line(EVERYONE, READ),
    "api-organisation": Line(EVERYONE, READ),
    "api-terms": Line(EVERYONE, READ),
    "api-facts": Line(EVERYONE, READ),
    "api-plans": Line(EVERYONE, READ),
    "api-totals": Line(EVERYONE, READ),
    "api-differences": Line(EVERYONE, READ),
    "mcp": Line(EVERYONE, SEND),
    "api-not-there": Line(EVERYONE, ANY, {OWN: ()}),
    # the firm's own pages: whoever holds the word in the mail
    "consult": Line(EVERYONE, ANY),
    "status-changed": Line(EVERYONE, ANY),
    "status": Line(EVERYONE, ANY),
    "status-held": Line(EVERYONE, SEND),
    "status-act": Line(EVERYONE, SEND),
    "confirm": Line(EVERYONE, ANY),
    # alerts: by e-mail address alone, and by the word in a mail
    "alerts": Line(EVERYONE, ANY),
    "alerts-asked": Line(EVERYONE, ANY),
    "alerts-feed": Line(EVERYONE, READ),
    "alerts-confirm": Line(EVERYONE, FORM),
    "alerts-mine": Line(EVERYONE, READ),
    "alerts-change": Line(EVERYONE, SEND),
    "alerts-stop": Line(EVERYONE, FORM),
    # Jグランツ: the wire for programs
    "exp-subsidies": Line(EVERYONE, READ),
    "exp-subsidy": Line(EVERYONE, READ),
    "exp-subsidy-v2": Line(EVERYONE, READ),
    "exp-nothing": Line(EVERYONE, READ, NOWHERE),
    "exp-page": Line(EVERYONE, READ),
    # and what was pulled: for everyone, and for those who look it through
    "pulled": Line(EVERYONE, ANY),
    "pulled-queue": Line(PULLED_LOOKERS, READ),
    "pulled-record": Line(PULLED_LOOKERS, READ),
    "pulled-judge": Line(PULLED_JUDGES, SEND),
    # open data
    "data": Line(EVERYONE, ANY),
    "data-file": Line(EVERYONE, READ),
    "llms": Line(EVERYONE, READ),
    "embed": Line(EVERYONE, READ),
    # cases
    "inbox": Line(CASE_READERS, ANY),
    "inbox-export": Line(CASE_READERS, SEND),
    "case-new": Line(CASE_WORKERS, ANY),
    "case-find": Line(CASE_WORKERS, ANY),
    "case": Line(CASE_READERS, ANY, CASE_READ),
    "case-peek": Line(CASE_READERS, READ, CASE_READ),
    "case-move": Line(CASE_MOVERS, ANY, CASE_IN_HAND),
    "case-hearing": Line(CASE_MOVERS, ANY, CASE_IN_HAND),
    "case-refer": Line(CASE_WORKERS, ANY, CASE_IN_HAND),
    "case-note": Line(CASE_MOVERS, SEND, CASE_IN_HAND),
    "case-assign": Line(CASE_WORKERS, SEND, CASE_IN_HAND),
    "case-ask": Line(CASE_WORKERS, SEND, CASE_IN_HAND),
    "case-meeting": Line(CASE_WORKERS, SEND, CASE_IN_HAND),
    "case-undo": Line(CASE_MOVERS, SEND, CASE_IN_HAND),
    "handoff": Line(CASE_WORKERS, ANY, ITS_ORGANISATION),
    "handoff-accept": Line(CASE_WORKERS, SEND, ITS_ORGANISATION),
    "handoff-return": Line(CASE_WORKERS, SEND, ITS_ORGANISATION),
    # results and the next plan
    "evaluation": Line(RESULT_READERS, ANY),
    "evaluation-export": Line(RESULT_READERS, ANY),
    "evaluation-programme": Line(RESULT_READERS, ANY),
    "evaluation-lines": Line(RESULT_READERS, ANY),
    "planning": Line(PLANNERS, ANY),
    "planning-draft": Line(PLANNERS, SEND),
    "what-if": Line(PLANNERS, ANY),
    "what-if-counts": Line(PLANNERS, ANY),
    "what-if-draft": Line(PLANNERS, SEND),
    # outreach
    "outreach": Line(CASE_WORKERS, READ),
    "outreach-export": Line(CASE_WORKERS, SEND),
    # firms
    "firms": Line(CASE_READERS, READ),
    "firms-found": Line(CASE_READERS, READ),
    "firms-export": Line(CASE_WORKERS, SEND),
    "firm-new": Line(CASE_WORKERS, FORM),
    "firm-duplicates": Line(CASE_WORKERS, READ),
    "firm-import": Line(CASE_WORKERS, FORM),
    "firm-import-run": Line(CASE_WORKERS, READ, ITS_ORGANISATION),
    "firm-import-go": Line(CASE_WORKERS, SEND, ITS_ORGANISATION),
    "firm-import-undo": Line(CASE_WORKERS, SEND, ITS_ORGANISATION),
    "firm-import-rejected": Line(CASE_WORKERS, READ, ITS_ORGANISATION),
    "directory-import": Line(DIRECTORY_KEEPERS, FORM),
    "directory-import-run": Line(DIRECTORY_KEEPERS, READ, ITS_ORGANISATION),
    "directory-import-go": Line(DIRECTORY_KEEPERS, SEND, ITS_ORGANISATION),
    "directory-import-undo": Line(DIRECTORY_KEEPERS, SEND, ITS_ORGANISATION),
    "directory-import-rejected": Line(DIRECTORY_KEEPERS, READ, ITS_ORGANISATION),
    "firm": Line(CASE_READERS, READ, CARD_READ),
    "firm-answer": Line(CASE_WORKERS, SEND, CARD_KEPT),
    "firm-edit": Line(CASE_WORKERS, FORM, CARD_KEPT),
    "firm-contact": Line(CASE_WORKERS, SEND, CARD_KEPT),
    "firm-contact-edit": Line(CASE_WORKERS, FORM, CARD_KEPT),
    "firm-contact-undo": Line(CASE_WORKERS, SEND, CARD_KEPT),
    "firm-contact-drop": Line(CASE_WORKERS, SEND, CARD_KEPT),
    "firm-consent": Line(CASE_WORKERS, SEND, CARD_KEPT),
    "firm-consent-revoke": Line(CASE_WORKERS, SEND, CARD_KEPT),
    "firm-merge": Line(CASE_WORKERS, FORM, CARD_KEPT),
    "firm-unmerge": Line(CASE_WORKERS, SEND, CARD_KEPT),
    "firm-apart": Line(CASE_WORKERS, SEND, CARD_KEPT),
    # signing in
    "account_login": Line(EVERYONE, FORM),
    "account_logout": Line(EVERYONE, FORM),
    "account_signup": Line(EVERYONE, FORM),
    "account_inactive": Line(EVERYONE, READ),
    "account_reauthenticate": Line(SIGNED_IN, FORM),
    "account_change_password": Line(SIGNED_IN, FORM),
    "account_set_password": Line(SIGNED_IN, FORM),
    "account_reset_password": Line(EVERYONE, FORM),
    "account_reset_password_done": Line(EVERYONE, READ),
    "account_reset_password_from_key": Line(EVERYONE, FORM),
    "account_reset_password_from_key_done": Line(EVERYONE, READ),
    "mfa_authenticate": Line(EVERYONE, FORM),
    "mfa_reauthenticate": Line(SIGNED_IN, FORM),
    "mfa_index": Line(SIGNED_IN, READ),
    "mfa_activate_totp": Line(SIGNED_IN, FORM),
    "mfa_deactivate_totp": Line(SIGNED_IN, FORM),
    "mfa_view_recovery_codes": Line(SIGNED_IN, READ),
    "mfa_generate_recovery_codes": Line(SIGNED_IN, FORM),
    "mfa_download_recovery_codes": Line(SIGNED_IN, READ),
    "mfa_list_webauthn": Line(SIGNED_IN, READ),
    "mfa_add_webauthn": Line(SIGNED_IN, FORM),
    "mfa_edit_webauthn": Line(SIGNED_IN, FORM, ONES_OWN),
    "mfa_remove_webauthn": Line(SIGNED_IN, FORM, ONES_OWN),
    "mfa_login_webauthn": Line(EVERYONE, FORM),
    "mfa_reauthenticate_webauthn": Line(SIGNED_IN, FORM),
    # the organisation's own affairs
    "organisation": Line(STAFF, READ),
    "invite": Line(ADMINISTRATORS, FORM),
    "invitation-withdraw": Line(ADMINISTRATORS, SEND, ITS_ORGANISATION),
    "membership-end": Line(ADMINISTRATORS, FORM, ITS_ORGANISATION),
    "deputy": Line(STAFF, FORM),
    "deputy-end": Line(STAFF, SEND, ONES_OWN_OR_ADMINISTERED),
    "key": Line(STAFF, FORM),
    "key-revoke": Line(STAFF, SEND, ONES_OWN_OR_ADMINISTERED),
    "invitation": Line(EVERYONE, FORM),  # whoever holds the word in the mail
    "act-as": Line(SIGNED_IN, FORM),
    "outbox": Line(ADMINISTRATORS, READ),
    "outbox-settle": Line(ADMINISTRATORS, SEND, ITS_ORGANISATION),
    # for programs
    "api-me": Line(STAFF, READ, by_key=True),
    "api-cases": Line(CASE_WORKERS, SEND, by_key=True),
    "metrics": Line(ADMINISTRATORS, READ, by_key=True),
}
