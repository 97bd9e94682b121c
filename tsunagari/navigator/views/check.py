"""The check: one question at a time, then the outcome. Everything is in the address; nothing is stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.kit import png
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query
from tsunagari.kit.kept import kept
from tsunagari.navigator.forms.check import Answers, missing_answer, read_asked, read_check
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.policy.answering import MANY, beads, counts, doors, step_of, tally_table
from tsunagari.navigator.policy.outcome import settling, told, usable
from tsunagari.navigator.queries.editions import Edition, newest_stamp
from tsunagari.programmes.asking import Question, next_question, question_for
from tsunagari.programmes.checking import Check, check_firm
from tsunagari.registry.queries.desks import nearest_desk

MOST_OPEN = 100  # of the programmes still open, those of the plan first


@access(ANYONE)
@kept(newest_stamp)
def ask(request: HttpRequest) -> HttpResponse:
    """The next question, or the one that is being answered again; the outcome when none is left."""
    edition = asked_edition(request)
    asked = read_asked(request.GET, edition.catalogue, "asked")
    fault = missing_answer(request.GET, asked)
    params = request.GET.copy()
    if fault and asked:
        params.setlist(asked.name, [])
    answers = read_check(params, edition.offered, edition.as_of)
    again = asked if fault else read_asked(request.GET, edition.catalogue, "question")
    check = check_of(edition, without(answers, again.name if again else ""))
    question = (
        question_for(edition.offered, check, again.name)
        if again
        else next_question(edition.offered, check, answers.later)
    )
    if question is None:
        return redirect(reverse("check-result") + query([*answers.pairs(), *edition.address]))
    context = question_context(edition, answers, check, question) | {"fault": fault}
    return render(request, "navigator/check.html", context, status=400 if fault else 200)


def without(answers: Answers, name: str) -> Answers:
    """The answers as they were before `name` was answered."""
    if name not in answers.codes:
        return answers
    return Answers(
        {fact: codes for fact, codes in answers.codes.items() if fact != name},
        {fact: value for fact, value in answers.given.items() if fact != name},
        answers.later - {name},
        answers.programme,
    )


def check_of(edition: Edition, answers: Answers) -> Check:
    return check_firm(edition.offered, answers.given, edition.as_of, among=answers.among)


def question_context(edition: Edition, answers: Answers, check: Check, question: Question) -> dict[str, Any]:
    name = question.fact.name
    earlier = without(answers, name)
    offered = doors(question, answers.codes.get(name, ()))
    last = next(reversed(list(earlier.codes)), "")
    pairs = [*earlier.pairs(), *edition.address]
    return {
        "edition": edition,
        "programme": answers.programme,
        "question": question,
        "fact": question.fact,
        "doors": offered,
        "is_long": len(offered) > MANY and question.fact.type != "set",
        "steps": steps(edition, earlier),
        "place": len(earlier.codes) + 1,
        "pairs": pairs,
        "back": query([*pairs, ("question", last)]) if last else "",
        "result": reverse("check-result") + query(pairs),
        "tally": tally_context(check, tally_table(question, check.tally)),
    }


def steps(edition: Edition, answers: Answers) -> list[tuple[Any, str]]:
    """What was answered so far, each with the address that opens it again."""
    facts = edition.catalogue.vocabulary.facts
    pairs = [*answers.pairs(), *edition.address]
    return [
        (step_of(facts[name], codes, edition.as_of), reverse("check") + query([*pairs, ("question", name)]))
        for name, codes in answers.codes.items()
    ]


def tally_context(check: Check, table: str = "") -> dict[str, Any]:
    yes, unknown, no = counts(check.tally)
    return {"yes": yes, "unknown": unknown, "no": no, "beads": beads(check.tally), "table": table}


@access(ANYONE)
def tally(request: HttpRequest) -> HttpResponse:
    """The tally alone, for the page's script while several answers are being ticked."""
    edition = asked_edition(request)
    answers = read_check(request.GET, edition.offered, edition.as_of)
    context = {
        "edition": edition,
        "tally": tally_context(check_of(edition, answers)),
        "programme": answers.programme,
    }
    return render(request, "navigator/parts/tally.html", context)


@access(ANYONE)
def result(request: HttpRequest) -> HttpResponse:
    """What to do first; yes and why, unknown and what would settle it, no and why not."""
    edition = asked_edition(request)
    catalogue = edition.offered
    answers = read_check(request.GET, catalogue, edition.as_of)
    check = check_of(edition, answers)
    best = usable(check)
    open_ones = check.having(Verdict.UNKNOWN)
    question = next_question(catalogue, check, answers.later)
    best_question = question.fact.name if question else ""
    pairs = [*answers.pairs(), *edition.address]
    prefecture = answers.given.get("firm.prefecture", "")
    context = {
        "edition": edition,
        "programme": answers.programme,
        "check": check,
        "steps": steps(edition, answers),
        "best": best[0].programme if best else None,
        "desk": nearest_desk(prefecture, theme_of(answers)) if prefecture else None,
        "prefecture": prefecture,
        "theme": theme_of(answers),
        "tally": tally_context(check),
        "yes": [told(judgement, catalogue.vocabulary) for judgement in best],
        "no": [told(judgement, catalogue.vocabulary) for judgement in check.having(Verdict.NO)],
        "unknown": [told(judgement, catalogue.vocabulary) for judgement in open_ones[:MOST_OPEN]],
        "more_open": max(len(open_ones) - MOST_OPEN, 0),
        "settling": [
            (item, reverse("check") + query([*pairs, ("question", item.fact.name)]))
            for item in settling(check, catalogue.vocabulary.facts, best_question)
        ],
        "edit": reverse("check") + query(pairs),
        "asked": query(pairs),
        "has_fonts": png.can_draw(),
    }
    return render(request, "navigator/result.html", context)


def theme_of(answers: Answers) -> str:
    """The one thing a person needs help with; empty where there are none or several."""
    themes = answers.given.get("need.themes", ())
    return next(iter(themes)) if len(themes) == 1 else ""
