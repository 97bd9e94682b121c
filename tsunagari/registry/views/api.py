"""What programs may ask about themselves."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from tsunagari.kit.access import access
from tsunagari.registry.doors.access import STAFF
from tsunagari.registry.doors.keys import takes_key


@takes_key
@access(STAFF)
@require_http_methods(["GET", "HEAD"])
def whoami(request: HttpRequest) -> JsonResponse:
    """Whom the key acts as: a first call for whoever sets a program up."""
    actor = request.actor
    acts = {"person": actor.person_id, "organisation": actor.organisation_id, "role": actor.role}
    return JsonResponse(acts | {"key": actor.key_id})
