"""All addresses. Japanese has no prefix; English lies under /en/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from tsunagari.cases.urls import api_urlpatterns as cases_api
from tsunagari.exchange.urls import api_urlpatterns as exchange_api
from tsunagari.exchange.urls import last_urlpatterns
from tsunagari.jgrants.urls import wire_urlpatterns
from tsunagari.navigator.urls import crawler_urlpatterns
from tsunagari.opendata.urls import file_urlpatterns
from tsunagari.registry.urls import api_urlpatterns as registry_api
from tsunagari.web.accounts.routes import account_urls, outside_urls
from tsunagari.web.health import healthz, readyz
from tsunagari.web.metrics import metrics

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", include(crawler_urlpatterns)),
    path("", include(file_urlpatterns)),
    path("api/v1/", include([*registry_api, *cases_api, *exchange_api])),
    path("", include("tsunagari.exchange.urls")),
    *last_urlpatterns,
    path("", include(wire_urlpatterns)),
    path("account/outside/", include(outside_urls)),
    *i18n_patterns(
        # before the navigator: a pulled programme has an address like one of its own
        path("", include("tsunagari.jgrants.urls")),
        path("", include("tsunagari.navigator.urls")),
        path("", include("tsunagari.cases.urls")),
        path("", include("tsunagari.outreach.urls")),
        path("", include("tsunagari.alerts.urls")),
        path("", include("tsunagari.opendata.urls")),
        path("", include("tsunagari.paper.urls")),
        path("", include("tsunagari.evaluation.urls")),
        path("", include("tsunagari.planning.urls")),
        path("account/", include(account_urls)),
        path("", include("tsunagari.registry.urls")),
        prefix_default_language=False,
    ),
]
