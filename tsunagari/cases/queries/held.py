"""All that is held about a firm within one matter, gathered for its own copy."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from tsunagari.base.words import Words
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.held import Section
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.queries.matters import Matter, entries_for_firm, is_own_card, readings_of
from tsunagari.cases.queries.procedures import step_of
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.field_groups import FIELD_GROUPS, FIELDS
from tsunagari.registry.policy.firm_fields import CARD_FIELDS
from tsunagari.registry.policy.verbs import VERBS

AT, TEXT = ("at", Words("日時", "When")), ("text", Words("内容", "What"))
BY = ("organisation", Words("機関", "Organisation"))
GROUP, FIELD = ("group", Words("区分", "Group")), ("field", Words("項目", "Field"))
CASE = (
    ("number", Words("受付番号", "Number")),
    *(BY, ("opened", Words("受付", "Opened")), ("asked", Words("相談", "Asked"))),
    *(
        ("step", Words("いまの段階", "Step")),
        ("due", Words("期限", "Due")),
        ("closed", Words("終了", "Closed")),
    ),
    *(
        ("name", Words("お名前", "Name")),
        ("phone", Words("電話", "Phone")),
        ("email", Words("メール", "E-mail")),
    ),
)
CONSENT = (
    *(BY, ("groups", Words("見せるもの", "What")), ("purpose", Words("目的", "For"))),
    ("approach", Words("制度の案内", "May be approached about programmes")),
    *(("given", Words("同意した日", "Given")), ("ends", Words("終わる日", "Ends"))),
    ("revoked", Words("取り消した日", "Revoked")),
)
MERGED = "ほかの記録とまとめられたカードです。窓口で本人であることを確かめてからお渡しします。"


def sections_of(matter: Matter) -> list[Section]:
    """The matter's card, cases, what the firm is shown of them, consents, who looked, and mails sent."""
    return [
        card_section(matter),
        Section("cases", Words("相談", "Consultations"), CASE, tuple(map(case_row, matter.cases))),
        said_section(matter),
        Section("answers", Words("おたずねと答え", "Questions and answers"), (AT, TEXT), answers(matter)),
        Section("meetings", Words("会う日", "Meetings"), (AT, TEXT), meetings(matter)),
        Section("consents", Words("同意", "Consents"), CONSENT, consents(matter)),
        Section("readings", Words("だれが見たか", "Who looked"), (AT, BY, TEXT), readings(matter)),
        Section("mails", Words("送ったメール", "Mails sent"), (AT, TEXT), mails(matter)),
    ]


def card_section(matter: Matter) -> Section:
    title, columns = Words("お店・会社", "The business"), (GROUP, FIELD, TEXT)
    if not is_own_card(matter):
        return Section("card", title, columns, note=MERGED)
    return Section("card", title, columns, tuple(card_rows(matter)))


def card_rows(matter: Matter) -> Iterable[tuple[str, str, str]]:
    for group, names in FIELDS.items():
        label = FIELD_GROUPS[group].ja
        for name in names:
            if name in CARD_FIELDS and getattr(matter.firm, name):
                yield label, str(CARD_FIELDS[name].label), str(getattr(matter.firm, name))
        if "facts" in names:
            yield from ((label, fact, str(value)) for fact, value in sorted(matter.firm.facts.items()))
        if "contacts" in names:
            people = matter.firm.contacts.all()
            yield from ((label, "担当者", " ".join(filter(None, (p.name, p.phone, p.email)))) for p in people)


def case_row(case: Case) -> tuple[str, ...]:
    return (
        case_number(case.year, case.serial),
        case.organisation.name,
        moment(case.opened_at),
        case.asked,
        step_of(case).label.ja,
        case.due_on.isoformat() if case.due_on else "",
        moment(case.closed_at),
        case.contact_name,
        case.contact_phone,
        case.contact_email,
    )


def said_section(matter: Matter) -> Section:
    rows = tuple(
        (moment(entry.at), entry.case.organisation.name, entry.kind, entry.to_step, entry.text)
        for entry in entries_for_firm(matter)
    )
    kind, step = ("kind", Words("種類", "Kind")), ("step", Words("段階", "Step"))
    return Section("entries", Words("経過", "What happened"), (AT, BY, kind, step, TEXT), rows)


def answers(matter: Matter) -> tuple[tuple[str, str], ...]:
    return tuple(
        (moment(question.answered_at or question.asked_at), f"{question.text}\n{question.answer}")
        for case in matter.cases
        for question in case.questions.filter(withdrawn_at=None)
    )


def meetings(matter: Matter) -> tuple[tuple[str, str], ...]:
    return tuple(
        (moment(meeting.begins_at), " ".join(filter(None, (meeting.place, meeting.wish))))
        for case in matter.cases
        for meeting in case.appointments.all()
    )


def consents(matter: Matter) -> tuple[tuple[str, ...], ...]:
    given = Consent.objects.filter(firm=matter.firm).select_related("given_to")
    return tuple(
        (
            consent.given_to.name,
            "、".join(FIELD_GROUPS[group].ja for group in consent.groups if group in FIELD_GROUPS),
            consent.purpose,
            "受けてもよい" if consent.may_approach else "",
            moment(consent.given_at),
            consent.ends_on.isoformat() if consent.ends_on else "",
            moment(consent.revoked_at),
        )
        for consent in given
    )


def readings(matter: Matter) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (moment(line.at), line.organisation.name, VERBS[line.verb].ja) for line in readings_of(matter)
    )


def mails(matter: Matter) -> tuple[tuple[str, str], ...]:
    """Those to the firm; whoever holds the case gets mails about it too."""
    theirs = Q()
    for case in matter.cases:
        theirs |= Q(key__startswith=f"case:{case.pk}:", payload__to=case.contact_email)
    sent = OutboxItem.objects.filter(theirs, kind="mail", state="done").order_by("done_at", "pk")
    return tuple(
        (moment(mail.done_at), f"{mail.payload['subject']}\n{mail.payload['text']}") for mail in sent
    )


def moment(at: datetime.datetime | None) -> str:
    """To the minute, in the house's time zone."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
