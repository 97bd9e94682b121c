"""Where open data and the widget are."""

from __future__ import annotations

from django.urls import path

from tsunagari.opendata.views import embed, files, index

# Without a language: programs ask for these by fixed names.
file_urlpatterns = [
    path("llms.txt", files.llms, name="llms"),
    path("data/<path:file>", files.data_file, name="data-file"),
]
urlpatterns = [
    path("data/", index.index, name="data"),
    path("embed/", embed.embed, name="embed"),
]
