"""Where the cases desk's pages are: those of the firm, and those of the staff."""

from __future__ import annotations

from django.urls import path

from tsunagari.cases.views import confirm, consult, status

urlpatterns = [
    path("consult/", consult.consult, name="consult"),
    path("status/changed/", status.changed, name="status-changed"),
    path("status/<str:word>/", status.status, name="status"),
    path("status/<str:word>/held.zip", status.held, name="status-held"),
    path("status/<str:word>/<slug:deed>/", status.act, name="status-act"),
    path("confirm/<str:word>/", confirm.confirm, name="confirm"),
]
