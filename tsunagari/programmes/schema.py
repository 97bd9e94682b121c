"""What a plan is made of, once read: frozen words that every door can share."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tsunagari.base.words import Words
from tsunagari.engines.eligibility.rule import OPEN_TO_ALL, Rule
from tsunagari.engines.indicator.declared import Indicator
from tsunagari.engines.indicator.result import Result


@dataclass(frozen=True, slots=True)
class Clause:
    """What a condition carries for people: the law it rests on and what to say when it fails."""

    address: str
    law: str = ""
    otherwise: Words | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The rule and, by address, what its clauses say."""

    rule: Rule
    clauses: dict[str, Clause] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """What one gets. `rate` is a share of the eligible cost; `cap_yen` the most that is paid or lent."""

    kind: str
    words: Words
    rate: Fraction | None = None
    cap_yen: int | None = None
    when: Rule | None = None
    fee: str = ""
    law: str = ""
    source: str = ""
    statute: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """A programme of an earlier year that this one comes from."""

    title: str
    year: int
    how: str


@dataclass(frozen=True, slots=True)
class Supplementary:
    """An amount outside the year's own budget. `number` is that of the supplementary budget (補正 n号)."""

    year: int
    number: int
    amount_yen: int


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure the plan states about the past. `op` is =, >= or about."""

    what: Words
    value: int
    unit: str
    op: str = "="
    as_of: datetime.date | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an indicator of the year before came to, as the journal stood on `until`.

    organisations, lines  how many recorded anything for it, and in how many lines
    judged_by             digest of the programme file whose indicator it is
    """

    result: Result
    organisations: int
    lines: int
    until: datetime.date
    judged_by: str


@dataclass(frozen=True, slots=True)
class Deliver:
    """Which desk delivers it, by which procedure, and the kinds of organisation where firms turn up."""

    desk: str
    procedure: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """Where a programme comes from that is not the plan's, its page, when it was last seen there.

    It is open between `opens_at` and `closes_at`; None where it does not say. `text` is for the search.
    `changed_at` is when its words were first seen as they are; None where that was not kept.
    """

    source: str
    page: str
    seen_at: datetime.datetime
    opens_at: datetime.datetime | None = None
    closes_at: datetime.datetime | None = None
    text: str = ""
    changed_at: datetime.datetime | None = None

    @property
    def written_at(self) -> datetime.datetime:
        """When what is said of it last changed, to the second, as feeds and headers say it."""
        return (self.changed_at or self.seen_at).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme of one year's plan (事業). Amounts in yen; None = the document states none."""

    key: str
    tier: str
    place: str
    name: Words
    summary: Words
    lines: tuple[int, int] | None
    group: Words | None = None
    alt_title: str | None = None
    budget_yen: int | None = None
    budget_before_yen: int | None = None
    is_new: bool = False
    of_which: dict[str, int] = field(default_factory=dict, hash=False)
    supplementary: Supplementary | None = None
    follows: tuple[Lineage, ...] = ()
    owner_words: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    eligibility: Eligibility | None = None
    offers: tuple[Offer, ...] = ()
    deliver: Deliver | None = None
    first_step: Words | None = None
    indicators: dict[str, Indicator] = field(default_factory=dict, hash=False)
    evidence: tuple[Evidence, ...] = ()
    reported: tuple[Reported, ...] = ()
    assumed: tuple[str, ...] = ()
    outside: Outside | None = None
    digest: str = ""

    @property
    def rule(self) -> Rule:
        """Who may use it; without a rule, everybody."""
        return self.eligibility.rule if self.eligibility else OPEN_TO_ALL

    @property
    def pillar(self) -> str:
        return self.place.partition("-")[0]

    @property
    def smrj_grant_yen(self) -> int | None:
        return self.of_which.get("smrj_grant")

    def is_assumed(self, address: str) -> bool:
        """Whether `address` or anything that contains it was filled in by us."""
        return any(address == a or address.startswith(f"{a}.") for a in self.assumed)


@dataclass(frozen=True, slots=True)
class Example:
    """A firm and the verdict it must get: documentation that is also a test."""

    name: str
    given: dict[str, Any] = field(hash=False)
    verdict: str
    because: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pillar:
    pillar: str
    name: Words


@dataclass(frozen=True, slots=True)
class Chapter:
    tier: str
    chapter: str
    name: Words
    pillars: tuple[Pillar, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The frame of a year's plan, from plan.yaml."""

    year: int
    title: Words
    as_of: datetime.date
    law: str
    chapters: tuple[Chapter, ...]

    def chapter(self, tier: str) -> Chapter:
        return next(chapter for chapter in self.chapters if chapter.tier == tier)
