"""Where the navigator's pages are."""

from __future__ import annotations

from django.urls import path

from tsunagari.navigator.views import (
    cards,
    check,
    compare,
    crawlers,
    desks,
    directory,
    document,
    home,
    pictures,
    plan,
    plan_diff,
    procedures,
    programme,
    reading,
    search,
)

# Without a language: programs ask for these by fixed names.
crawler_urlpatterns = [
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("robots.txt", crawlers.robots, name="robots"),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("programmes/<slug:key>/card.png", cards.programme_card, name="programme-card"),
    path("plan/card.png", cards.plan_card, name="plan-card"),
    path("programmes/<slug:key>/", programme.programme, name="programme"),
    path("compare/", compare.compare, name="compare"),
    path("saved/", compare.saved, name="saved"),
    path("check/", check.ask, name="check"),
    path("check/result/", check.result, name="check-result"),
    path("check/tally/", check.tally, name="check-tally"),
    path("plan/", plan.plan, name="plan"),
    path("plan/programmes.<str:kind>", plan.export, name="plan-export"),
    path("plan/pictures/<slug:picture>/", pictures.show, name="plan-picture"),
    path("plan/pictures/<slug:picture>.<str:kind>", pictures.picture_file, name="plan-picture-file"),
    path("plan/diff/", plan_diff.diff, name="plan-diff"),
    path("plan/document/", document.document, name="plan-document"),
    path("plan/document/correction/", document.correction, name="plan-correction"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/<slug:name>/", procedures.procedure, name="procedure"),
    path("procedures/<slug:name>/drawing.svg", procedures.procedure_drawing, name="procedure-drawing"),
    path("desks/", desks.desks, name="desks"),
    path("directory/", directory.directory, name="directory"),
    path("directory/organisations.<str:kind>", directory.export, name="directory-export"),
    path("directory/<int:pk>/", directory.organisation_page, name="directory-organisation"),
    path("glossary/", reading.glossary, name="glossary"),
    path("about/", reading.about, name="about"),
    path("accessibility/", reading.accessibility, name="accessibility"),
]
