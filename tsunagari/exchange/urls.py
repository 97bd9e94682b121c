"""Where the doors for programs are. Their addresses have no language."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from tsunagari.exchange.api.document import openapi
from tsunagari.exchange.api.doors import not_there, open_to_all
from tsunagari.exchange.api.routes import api
from tsunagari.exchange.mcp.door import mcp

ROUTES, *_rest = api.urls
api_urlpatterns = [
    URLPattern(route.pattern, open_to_all(route.callback), name=route.name)
    for route in ROUTES
    if route.name != "api-root"
]
urlpatterns = [
    path("api/openapi.json", openapi, name="openapi"),
    path("mcp", mcp, name="mcp"),
]
# Beneath /api/ even what is not there is told in problem details.
last_urlpatterns = [re_path(r"^api/(?:.*)$", not_there, name="api-not-there")]
