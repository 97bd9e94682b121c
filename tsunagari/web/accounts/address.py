"""Where a request comes from, and under which name someone tries to sign in: what failures are counted by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The caller's address. Behind a proxy the one that the proxy itself saw: the last it added.

    Whatever stands before it in X-Forwarded-For was said by the caller and proves nothing.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.IS_BEHIND_PROXY:
        return direct
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or direct


def tried_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The e-mail address tried, in small letters, so that spelling it otherwise is no fresh start."""
    given = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(given).strip().lower()
