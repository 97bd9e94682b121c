"""Who looks pulled programmes through, and who decides about them."""

from __future__ import annotations

from tsunagari.registry.doors.access import audience, holds
from tsunagari.registry.policy.roles import ADMINISTRATOR, AUDITOR, OFFICER, PLANNER

LOOKERS = audience("pulled lookers", holds(OFFICER, PLANNER, AUDITOR, ADMINISTRATOR))
JUDGES = audience("pulled judges", holds(OFFICER, PLANNER))
