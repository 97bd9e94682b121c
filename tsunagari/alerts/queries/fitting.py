"""Which programmes of an edition answer what is watched."""

from __future__ import annotations

from tsunagari.alerts.forms.watched import params_of
from tsunagari.alerts.policy.news import Fit
from tsunagari.alerts.policy.watched import CHECK, Watched
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.navigator.forms.check import read_check
from tsunagari.navigator.forms.search import read_search
from tsunagari.navigator.policy.facets import passes
from tsunagari.navigator.policy.hits import found_by
from tsunagari.navigator.queries.editions import Edition
from tsunagari.programmes.checking import check_firm

NEAR = 20  # any word may match: further down the hits are no longer what was asked for


def fits_of(watched: Watched, edition: Edition) -> list[Fit]:
    """Best first. Raises BadInput where the plan no longer knows what was saved."""
    return checked(watched, edition) if watched.kind == CHECK else found(watched, edition)


def checked(watched: Watched, edition: Edition) -> list[Fit]:
    """Programmes the firm can use; those its answers leave open are not sure."""
    answers = read_check(params_of(watched), edition.offered, edition.as_of)
    check = check_firm(edition.offered, answers.given, edition.as_of, among=answers.among)
    sure, still_open = check.having(Verdict.YES), check.having(Verdict.UNKNOWN)
    return [
        *(Fit(judgement.programme) for judgement in sure),
        *(Fit(judgement.programme, is_sure=False) for judgement in still_open),
    ]


def found(watched: Watched, edition: Edition) -> list[Fit]:
    """The nearest hits of a search; every programme that passes where only filters were chosen."""
    question = read_search(params_of(watched), edition.offered)
    if question.fault:
        raise question.fault
    found_ = found_by(edition.index, edition.offered, question.text)
    hits = () if found_.instead else found_.hits  # what was searched instead is nothing to be told of
    programmes = [hit.programme for hit in hits if passes(hit.programme, question.filters)]
    return [Fit(programme) for programme in (programmes[:NEAR] if question.text else programmes)]
