"""Who the demo invents: one sign-in per role at one hub, and colleagues elsewhere to hand things to."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.registry.policy.organisations import HUB
from tsunagari.registry.policy.roles import ADMINISTRATOR, COORDINATOR, ROLES

DEMO_PASSWORD = "つながり-2009"  # noqa: S105 - printed by the demo; its people cannot sign in elsewhere
BRANCH_NAME = "石巻支所"
HOME, FAR = "04", "40"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Who the demo invents: what stands before @example.jp, the name, the role and where."""

    mailbox: str
    name: str
    role: str
    prefecture: str = HOME
    kind: str = HUB
    is_at_branch: bool = False

    @property
    def email(self) -> str:
        return f"{self.mailbox}@example.jp"


DEMO_PEOPLE = (
    *(DemoPerson(role, words.ja, role) for role, words in ROLES.items()),
    DemoPerson("branch", f"{BRANCH_NAME}のコーディネータ", COORDINATOR, is_at_branch=True),
    DemoPerson("shelter", "かけこみ寺の相談員", COORDINATOR, kind="subcontract_shelter"),
    DemoPerson("centre", "支援センターの相談員", COORDINATOR, kind="support_centre"),
    DemoPerson("fukuoka", "福岡のコーディネータ", COORDINATOR, prefecture=FAR),
    DemoPerson("fukuoka-administrator", "福岡の管理者", ADMINISTRATOR, prefecture=FAR),
)
