"""What is watched, in words: one line for each thing asked."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagari.alerts.forms.watched import ABOUT, params_of, read_watched
from tsunagari.alerts.policy.watched import CHECK, Watched
from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.kit.address import query
from tsunagari.navigator.policy.answering import step_of
from tsunagari.navigator.policy.facets import FACETS, facet_words
from tsunagari.navigator.queries.editions import Edition
from tsunagari.programmes.describing import listed

Line = tuple[Words, Words]  # label, values


def described(watched: Watched, edition: Edition) -> list[Line]:
    """Label and values of each thing asked, in its order. The watch has been read from this edition."""
    names = dict.fromkeys(name for name, _value in watched.pairs)
    asked = {name: [value for other, value in watched.pairs if other == name] for name in names}
    line = answer_line if watched.kind == CHECK else search_line
    return [line(name, values, edition) for name, values in asked.items()]


def search_line(name: str, values: list[str], edition: Edition) -> Line:
    if name not in FACETS:
        return both(_("困りごと")), Words("、".join(values), "")
    words = facet_words(edition.catalogue, name)
    return both(str(FACETS[name])), listed(words[value] for value in values)


def answer_line(name: str, values: list[str], edition: Edition) -> Line:
    if name == "for":
        return both(_("制度")), edition.offered.by_key[values[0]].name
    step = step_of(edition.catalogue.vocabulary.facts[name], values, edition.as_of)
    return step.fact.label, listed(step.chosen)


def both(text: str) -> Words:
    """A text that gettext has put into the reader's language."""
    return Words(text, text)


def still_reads(watched: Watched, edition: Edition) -> bool:
    """Whether this edition knows all that was asked: years later a filter may be gone."""
    params = params_of(watched).copy()
    params[ABOUT] = watched.kind
    try:
        read_watched(params, edition.offered, edition.as_of)
    except (BadInput, Http404):
        return False
    return True


def page_of(watched: Watched) -> str:
    """Where the same can be looked at now."""
    return reverse("check-result" if watched.kind == CHECK else "search") + query(watched.pairs)
