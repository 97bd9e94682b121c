"""Where the cases desk's pages are: those of the firm, and those of the staff."""

from __future__ import annotations

from django.urls import path

from tsunagari.cases.views import (
    acting,
    api,
    case,
    confirm,
    consult,
    deeds,
    exporting,
    handoffs,
    inbox,
    moving,
    recording,
    referring,
    status,
)

urlpatterns = [
    path("consult/", consult.consult, name="consult"),
    path("status/changed/", status.changed, name="status-changed"),
    path("status/<str:word>/", status.status, name="status"),
    path("status/<str:word>/held.zip", deeds.held, name="status-held"),
    path("status/<str:word>/<slug:deed>/", deeds.act, name="status-act"),
    path("confirm/<str:word>/", confirm.confirm, name="confirm"),
    # the staff's own
    path("inbox/", inbox.show, name="inbox"),
    path("inbox/export/", exporting.export, name="inbox-export"),
    path("cases/new/", recording.record, name="case-new"),
    path("cases/new/firms/", recording.find, name="case-find"),
    path("cases/<int:pk>/", case.show, name="case"),
    path("cases/<int:pk>/peek/", inbox.peek, name="case-peek"),
    path("cases/<int:pk>/moves/<slug:verb>/", moving.move, name="case-move"),
    path("cases/<int:pk>/hearing/", moving.hearing, name="case-hearing"),
    path("cases/<int:pk>/refer/<slug:verb>/", referring.refer, name="case-refer"),
    path("cases/<int:pk>/note/", acting.note, name="case-note"),
    path("cases/<int:pk>/assign/", acting.assign, name="case-assign"),
    path("cases/<int:pk>/ask/", acting.ask, name="case-ask"),
    path("cases/<int:pk>/meeting/", acting.meet, name="case-meeting"),
    path("cases/<int:pk>/undo/", acting.undo, name="case-undo"),
    path("handoffs/<int:pk>/", handoffs.show, name="handoff"),
    path("handoffs/<int:pk>/accept/", handoffs.accept, name="handoff-accept"),
    path("handoffs/<int:pk>/return/", handoffs.give_back, name="handoff-return"),
]
# Addresses for programs have no language.
api_urlpatterns = [path("cases", api.cases, name="api-cases")]
