"""On what a programme's page rests: laws, figures of law, and what we filled in ourselves."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tsunagari.base.words import Words
from tsunagari.engines.facts.statutes import Row
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.describing import condition_words, share
from tsunagari.programmes.schema import Offer, Programme

PARTS = {
    "eligibility": Words("だれが使えるか", "Who can use it"),
    "offers": Words("何が受けられるか", "What you get"),
    "deliver": Words("どう進むか", "How it goes"),
    "audience": Words("だれのための制度か", "Whom it is for"),
    "mechanisms": Words("支援のかたち", "Kind of support"),
    "first_step": Words("最初の一歩", "First step"),
    "reported": Words("これまでの数", "Figures reported"),
    "follows": Words("前の年度", "Year before"),
}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer, its rate and most in yen, the condition on which it hangs, and whether the document says so.

    Where the offer points at a figure of law, that of the day counts and `source` names it.
    """

    offer: Offer
    rate: str
    cap_yen: int | None
    source: str
    fee: Words | None
    when: Words | None
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class Assumption:
    """A part of the declaration that the document does not state: which part, and what we put there."""

    part: Words
    words: Words | None


def offer_rows(programme: Programme, catalogue: Catalogue, as_of: datetime.date) -> list[OfferRow]:
    return [
        offer_row(
            offer,
            figure_of_law(offer, catalogue, as_of),
            fee=catalogue.vocabulary.words("fees", offer.fee) if offer.fee else None,
            when=when_words(offer, catalogue),
            is_assumed=any(
                programme.is_assumed(f"offers.{place}{part}") for part in ("", ".when", ".rate", ".cap")
            ),
        )
        for place, offer in enumerate(programme.offers)
    ]


def offer_row(
    offer: Offer, figure: Row | None, *, fee: Words | None, when: Words | None, is_assumed: bool
) -> OfferRow:
    rate, cap_yen = offer.rate, offer.cap_yen
    if figure and figure.name.endswith("_yen"):
        cap_yen = figure.value
    elif figure and rate is None:
        rate = Fraction(str(figure.value))
    source = figure.source if figure else offer.source
    is_assumed = is_assumed or bool(figure and not figure.is_verified)
    return OfferRow(offer, share(rate) if rate is not None else "", cap_yen, source, fee, when, is_assumed)


def figure_of_law(offer: Offer, catalogue: Catalogue, as_of: datetime.date) -> Row | None:
    """The figure an offer points at, as it stands on the day; the general one before special cases."""
    statute, _, name = offer.statute.partition(".")
    rows = catalogue.statutes.in_force(statute, name, as_of)
    return min(rows, key=lambda row: len(row.where), default=None)


def when_words(offer: Offer, catalogue: Catalogue) -> Words | None:
    if offer.when is None:
        return None
    parts = [condition_words(condition, catalogue.vocabulary) for condition in offer.when.conditions()]
    return Words("、".join(part.ja for part in parts), ", ".join(part.en for part in parts))


def laws_of(programme: Programme) -> list[str]:
    """Laws cited by the conditions and offers, each once."""
    clauses = programme.eligibility.clauses.values() if programme.eligibility else ()
    cited = [*(clause.law for clause in clauses), *(offer.law for offer in programme.offers)]
    return list(dict.fromkeys(law for law in cited if law))


def assumptions(programme: Programme, catalogue: Catalogue) -> list[Assumption]:
    return [
        Assumption(
            PARTS.get(address.partition(".")[0], Words(address, address)),
            assumed_words(programme, address, catalogue),
        )
        for address in programme.assumed
    ]


def assumed_words(programme: Programme, address: str, catalogue: Catalogue) -> Words | None:
    """The words of what was filled in, where the address names conditions or an offer."""
    part, _, rest = address.partition(".")
    if part == "offers" and rest.split(".")[0].isdecimal():
        return programme.offers[int(rest.split(".")[0])].words
    found = list(beneath(programme, address, catalogue))
    if not found:
        return None
    return Words("、".join(w.ja for w in found), "; ".join(w.en for w in found))


def beneath(programme: Programme, address: str, catalogue: Catalogue) -> Iterator[Words]:
    if programme.eligibility:
        for condition in programme.eligibility.rule.conditions():
            if f"{condition.clause}.".startswith(f"{address}."):
                yield condition_words(condition, catalogue.vocabulary)
