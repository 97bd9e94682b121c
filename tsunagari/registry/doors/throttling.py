"""How often one address may do what needs no account. Counted in the database, for all processes."""

from __future__ import annotations

import datetime
import uuid

from axes.helpers import get_client_ip_address
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from tsunagari.registry.models.submissions import Submission

WITHIN = datetime.timedelta(hours=1)


def is_too_often(request: HttpRequest, what: str, *, most: int, now: datetime.datetime) -> bool:
    """Count this request; whether there were more than `most` of its kind from its address within an hour."""
    account = f"address:{digest_of_address(request, what)}"
    Submission.objects.create(account=account, key=uuid.uuid4().hex, at=now)
    return Submission.objects.filter(account=account, at__gt=now - WITHIN).count() > most


def digest_of_address(request: HttpRequest, what: str) -> str:
    """Stands for the address, which is kept nowhere."""
    return salted_hmac(f"registry.throttling.{what}", get_client_ip_address(request)).hexdigest()[:32]
