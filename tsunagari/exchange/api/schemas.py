"""What the API says, typed: the objects of the command line, and the frames around them."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Schema


class Words(Schema):
    ja: str
    en: str


class Problem(Schema):
    """Problem details (RFC 9457). `detail` says what was given, what is allowed and how to mend it."""

    type: str
    title: str
    status: int
    detail: str


class Supplementary(Schema):
    year: int
    number: int
    amount_yen: int


class Follows(Schema):
    title: str
    year: int
    how: str


class Reported(Schema):
    value: int
    op: str
    unit: str
    what: str
    as_of: str | None
    period: str | None


class Programme(Schema):
    """As `tsunagari plan show` prints it. Amounts in yen; null: the plan states none."""

    seq: int
    key: str
    tier: str
    chapter: str
    place: str
    pillar: str
    group: str | None
    group_text: str
    title: str
    name: Words
    alt_title: str | None
    budget_yen: int | None
    budget_before_yen: int | None
    is_new: bool
    of_which: dict[str, int]
    supplementary: Supplementary | None
    text: str
    footnote: str
    commentary: str
    commentary_shared_with: list[str]
    lines: list[int]
    follows: list[Follows]
    reported: list[Reported]
    evidence: list[dict[str, Any]]
    mechanisms: list[str]
    audience: list[str]
    summary: Words
    assumed: list[str]
    digest: str
    page: str
    changed_at: str


class Offer(Schema):
    """`rate` is a share of the eligible cost, such as "2/3"."""

    kind: str
    words: Words
    rate: str | None
    cap_yen: int | None
    law: str


class Deliver(Schema):
    procedure: str
    by: list[str]


class WholeProgramme(Programme):
    """With what one gets, where to begin, and the facts its rule rests on."""

    offers: list[Offer]
    deliver: Deliver | None
    first_step: Words | None
    rests_on: list[str]


class ProgrammePage(Schema):
    year: int
    total: int
    items: list[Programme]
    next: str | None


class Why(Schema):
    term: str
    field: str


class Hit(Schema):
    rank: int
    key: str
    tier: str
    title: str
    score: float
    why: list[Why]


class Told(Schema):
    """What a query told besides its worry; `fact` as /check takes it."""

    fact: str
    value: str
    said: str
    label: str


class Found(Schema):
    year: int
    query: str
    understood: list[Told]
    instead: str | None
    total: int
    items: list[Hit]
    suggestions: list[str]


Verdict = Literal["yes", "no", "unknown"]


class Reason(Schema):
    clause: str
    fact: str
    result: Verdict
    text: str
    law: str


class Judgement(Schema):
    key: str
    title: str
    verdict: Verdict
    reasons: list[Reason]
    ask: list[str]
    assumed: bool


class Missing(Schema):
    """A fact nobody gave; how many programmes wait for it."""

    fact: str
    question: Words | None
    programmes: int


class Checked(Schema):
    year: int
    as_of: str
    facts: dict[str, Any]
    tally: dict[Verdict, int]
    missing: list[Missing]
    judgements: list[Judgement]


class Organisation(Schema):
    id: int
    kind: str
    kind_name: Words
    name: Words
    kana: str
    parent: int | None
    prefecture: str
    municipality: str
    town: str
    territory: list[str]
    address: str
    phone: str
    email: str
    url: str
    hours: str
    themes: list[str]
    is_demo: bool


class OrganisationPage(Schema):
    items: list[Organisation]
    next: str | None


class Term(Schema):
    id: str
    term: str
    kana: str
    en: str
    meaning: str
    meaning_en: str


class Terms(Schema):
    items: list[Term]


class FactAsked(Schema):
    """A fact a rule may ask for; `values` are its codes, where it has any."""

    name: str
    type: str
    label: Words
    question: Words | None
    values: dict[str, Words]
    derived: bool
    law: str


class Facts(Schema):
    items: list[FactAsked]


class PlanYear(Schema):
    year: int
    title: Words
    as_of: str
    programmes: int
    digest: str


class Plans(Schema):
    items: list[PlanYear]


class Total(Schema):
    tier: str | None
    pillar: str | None
    programmes: int
    stated: int
    not_stated: int
    budget_yen: int | None
    budget_before_yen: int | None
    smrj_grant_yen: int
    supplementary_yen: int


class Totals(Schema):
    year: int
    items: list[Total]


class Difference(Schema):
    what: str
    key: str
    title: str
    field: str
    before: Any
    after: Any


class Differences(Schema):
    year: int
    earlier: int
    items: list[Difference]
