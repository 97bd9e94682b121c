"""What a person can be for an organisation."""

from __future__ import annotations

from tsunagari.base.words import Words

OWNER, COORDINATOR, EXPERT, OFFICER = "owner", "coordinator", "expert", "officer"
REVIEWER, PLANNER, AUDITOR, ADMINISTRATOR = "reviewer", "planner", "auditor", "administrator"

ROLES: dict[str, Words] = {
    OWNER: Words("事業者", "Owner"),
    COORDINATOR: Words("応援コーディネータ", "Coordinator"),
    EXPERT: Words("専門家", "Expert"),
    OFFICER: Words("事務局", "Officer"),
    REVIEWER: Words("審査委員", "Reviewer"),
    PLANNER: Words("計画担当", "Planner"),
    AUDITOR: Words("監査", "Auditor"),
    ADMINISTRATOR: Words("管理者", "Administrator"),
}
# Who reads not only the organisation's own records but also those of its branches.
SEES_BRANCHES = frozenset({OFFICER, PLANNER, AUDITOR})
