"""The plan's programmes as the wire knows programmes. What the plan does not state is sent as not stated."""

from __future__ import annotations

import datetime
from html import escape

from tsunagari.base.text import folded
from tsunagari.base.years import fiscal_year_ja
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.jgrants.policy.ids import CALL, id_of, name_of
from tsunagari.jgrants.policy.subsidy import Call, Subsidy
from tsunagari.jgrants.policy.words import INDUSTRIES, JOIN, USE_PURPOSES
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import check_firm
from tsunagari.programmes.deadlines import deadline_of
from tsunagari.programmes.schema import Programme

JST = datetime.timezone(datetime.timedelta(hours=9))
LONGEST_CATCH = 255
# What a mechanism or an audience of the plan is for, in the wire's words.
PURPOSES = {
    "loan": "資金繰りを改善したい",
    "mutual_aid": "資金繰りを改善したい",
    "revitalisation": "資金繰りを改善したい",
    "lease": "設備整備・IT導入をしたい",
    "facility": "設備整備・IT導入をしたい",
    "training": "人材育成を行いたい",
    "matching": "販路拡大・海外展開をしたい",
    "event": "販路拡大・海外展開をしたい",
    "certification": "新たな事業を行いたい",
    "commission": "研究開発・実証事業を行いたい",
    "prospective_founder": "新たな事業を行いたい",
    "successor": "事業を引き継ぎたい",
    "jobseeker": "雇用・職場環境を改善したい",
    "shopping_street": "まちづくり・地域振興支援がほしい",
    "town_management": "まちづくり・地域振興支援がほしい",
    "education": "研究開発・実証事業を行いたい",
}


def subsidies_of(catalogue: Catalogue, site: str) -> tuple[Subsidy, ...]:
    """Every programme of the plan, in its order. `site` is what addresses of pages begin with."""
    industries = open_industries(catalogue)
    return tuple(subsidy_of(one, catalogue, site, industries[one.key]) for one in catalogue.programmes)


def open_industries(catalogue: Catalogue) -> dict[str, str]:
    """By key, the industries that its rule does not rule out."""
    left: dict[str, list[str]] = {programme.key: [] for programme in catalogue.programmes}
    for name, division in INDUSTRIES.items():
        check = check_firm(catalogue, {"firm.industry": division}, catalogue.plan.as_of)
        for judgement in check.judgements:
            if judgement.verdict is not Verdict.NO:
                left[judgement.programme.key].append(name)
    return {key: JOIN.join(names) for key, names in left.items()}


def subsidy_of(programme: Programme, catalogue: Catalogue, site: str, industry: str) -> Subsidy:
    number = id_of(programme.key)
    plan = catalogue.plan
    return Subsidy(
        id=number,
        name=name_of(programme.key),
        title=programme.name.ja,
        words=words_of(programme),
        page_url=f"{site}/subsidy/{number}",
        created_at=datetime.datetime.combine(plan.as_of, datetime.time(), JST),
        catch_phrase=programme.summary.ja[:LONGEST_CATCH],
        detail=detail_of(programme),
        use_purpose=purposes_of(programme),
        industry=industry,
        rate=rate_of(programme),
        max_limit=max((offer.cap_yen or 0 for offer in programme.offers), default=0),
        closes_at=last_moment(programme),
        institution=plan.title.ja,
        calls=(call_of(programme, catalogue.year),),
    )


def call_of(programme: Programme, year: int) -> Call:
    """The plan's year as one call. The plan states no days of acceptance but, here and there, the last."""
    return Call(
        id=id_of(f"{programme.key}/{year}", CALL),
        round=fiscal_year_ja(year),
        closes_at=last_moment(programme),
    )


def last_moment(programme: Programme) -> datetime.datetime | None:
    day = deadline_of(programme)
    return day and datetime.datetime.combine(day, datetime.time(23, 59), JST)


def words_of(programme: Programme) -> str:
    offers = (offer.words.ja for offer in programme.offers)
    step = programme.first_step.ja if programme.first_step else ""
    texts = (programme.name.ja, programme.alt_title or "", programme.summary.ja, *offers, step)
    return folded("\n".join((*texts, *programme.owner_words)))


def detail_of(programme: Programme) -> str:
    paragraphs = [programme.summary.ja, *(f"・{offer.words.ja}" for offer in programme.offers)]
    if programme.first_step:
        paragraphs.append(f"最初の一歩：{programme.first_step.ja}")
    return "".join(f"<p>{escape(text)}</p>" for text in paragraphs)


def purposes_of(programme: Programme) -> str | None:
    held = {PURPOSES[code] for code in (*programme.mechanisms, *programme.audience) if code in PURPOSES}
    return JOIN.join(purpose for purpose in USE_PURPOSES if purpose in held) or None


def rate_of(programme: Programme) -> str | None:
    """The rates of its offers, each once; a person reads them."""
    rates = {
        offer.rate: f"{offer.rate.numerator}/{offer.rate.denominator}"
        for offer in programme.offers
        if offer.rate
    }
    return "、".join(rates.values()) or None
