"""Where the pages of alerts are."""

from __future__ import annotations

from django.urls import path

from tsunagari.alerts.links import CONFIRM, MINE, STOP
from tsunagari.alerts.views import feed, own, saving

urlpatterns = [
    path("alerts/", saving.ask, name="alerts"),
    path("alerts/asked/", saving.asked, name="alerts-asked"),
    path("alerts/feed.atom", feed.feed, name="alerts-feed"),
    path("alerts/confirm/<str:word>/", own.confirm, name=CONFIRM),
    path("alerts/mine/<str:word>/", own.mine, name=MINE),
    path("alerts/mine/<str:word>/<int:pk>/", own.change, name="alerts-change"),
    path("alerts/stop/<str:word>/", own.stop, name=STOP),
]
