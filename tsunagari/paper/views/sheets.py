"""`/paper/…`: the same questions in the address as the pages, the same words in the answer, as PDF."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query
from tsunagari.kit.private import private
from tsunagari.navigator.forms.check import Answers, read_check
from tsunagari.navigator.forms.directory import read_directory
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.forms.selection import read_selection
from tsunagari.navigator.policy.answering import step_of
from tsunagari.navigator.policy.outcome import settling, told, usable
from tsunagari.navigator.queries.editions import Edition, edition_of
from tsunagari.navigator.templatetags.navigator import plain
from tsunagari.navigator.views.check import check_of, theme_of
from tsunagari.paper.policy.booklet import booklet
from tsunagari.paper.policy.directory_sheet import MOST, Listed, directory_paper
from tsunagari.paper.policy.programme_sheet import programme_paper
from tsunagari.paper.policy.result_sheet import Outcome, result_paper
from tsunagari.paper.press import printed
from tsunagari.paper.views.answering import answer
from tsunagari.programmes.asking import next_question
from tsunagari.registry.policy.territory import place_words
from tsunagari.registry.queries.desks import nearest_desk
from tsunagari.registry.queries.directory import organisations, town_names


@access(ANYONE)
def plan(request: HttpRequest) -> HttpResponse:
    """The booklet of the programmes that pass the filters."""
    selection = read_selection(request)
    edition = selection.edition
    if not selection.programmes:
        raise Http404(_("この条件の事業はありません。"))
    paper = booklet(
        edition.catalogue, selection.programmes, edition.as_of, page("plan", edition, selection.asked)
    )
    return answer(request, paper, f"plan-{edition.catalogue.year}")


@access(ANYONE)
def programme(request: HttpRequest, key: str) -> HttpResponse:
    edition = asked_edition(request)
    if key not in edition.catalogue.by_key:
        raise Http404(_("その名前の制度は、この年度の計画にありません。"))
    site = settings.SITE + reverse("programme", args=[key]) + query_of(edition.address)
    paper = programme_paper(edition.catalogue, edition.catalogue.by_key[key], edition.as_of, site)
    return answer(request, paper, f"{key}-{edition.catalogue.year}")


@access(ANYONE)
def directory(request: HttpRequest) -> HttpResponse:
    """The organisations that the directory's page lists, all of them on one list."""
    edition = edition_of()
    themes = edition.catalogue.vocabulary.facts["need.themes"].values
    question = read_directory(request.GET, themes)
    asked = question.narrowed
    place = place_words(asked.municipality or asked.prefecture, town_names()) if asked.prefecture else None
    found = tuple(organisations(asked)[:MOST])
    site = settings.SITE + reverse("directory") + query_of(question.pairs)
    paper = directory_paper(Listed(found, place, themes, organisations(asked).count()), edition.as_of, site)
    return answer(request, paper, "directory")


@access(ANYONE)
@private
def result(request: HttpRequest) -> HttpResponse:
    """The answers are in the address, as on the page. What it says of one person is not kept."""
    edition = asked_edition(request)
    answers = read_check(request.GET, edition.offered, edition.as_of)
    return answer(request, result_paper(outcome(edition, answers), settings.SITE), "result", press=printed)


def outcome(edition: Edition, answers: Answers) -> Outcome:
    check, vocabulary = check_of(edition, answers), edition.offered.vocabulary
    best = usable(check)
    question = next_question(edition.offered, check, answers.later)
    return Outcome(
        check=check,
        answers=tuple(
            step_of(vocabulary.facts[name], codes, edition.as_of) for name, codes in answers.codes.items()
        ),
        yes=tuple(told(judgement, vocabulary) for judgement in best),
        unknown=tuple(told(judgement, vocabulary) for judgement in check.having(Verdict.UNKNOWN)),
        no=tuple(told(judgement, vocabulary) for judgement in check.having(Verdict.NO)),
        settling=tuple(settling(check, vocabulary.facts, question.fact.name if question else "")),
        best=best[0].programme if best else None,
        desk=desk_words(answers),
    )


def desk_words(answers: Answers) -> str:
    """Whom one can ask near by; empty where no prefecture was told or none is recorded."""
    prefecture = answers.given.get("firm.prefecture", "")
    desk = nearest_desk(prefecture, theme_of(answers)) if prefecture else None
    if desk is None:
        return ""
    named = {"name": plain(desk.words), "phone": desk.phone}
    with_phone = _("%(name)s（電話 %(phone)s）でも聞けます。")
    return (with_phone if desk.phone else _("%(name)sでも聞けます。")) % named


def page(name: str, edition: Edition, asked: tuple[tuple[str, str], ...]) -> str:
    """The address of the page that says the same, whole."""
    return settings.SITE + reverse(name) + query_of([*asked])


def query_of(pairs: list[tuple[str, str]]) -> str:
    return query(pairs) if pairs else ""
