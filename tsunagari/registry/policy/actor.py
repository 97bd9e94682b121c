"""Who acts: a person in a role for an organisation, perhaps on someone's behalf."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.base.words import Words


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks for something. Without a person it is a visitor, or the house itself (the worker).

    organisation_id  the organisation acted for; None for a visitor and for an owner
    role             a code of policy.roles.ROLES; empty for a visitor
    on_behalf_of_id  the absent colleague stood in for
    organisations    ids of the organisations whose records the role may read
    key_id           the API key it came with
    organisation     the name of the organisation acted for
    on_behalf_of     the name of the absent colleague
    """

    person_id: int | None = None
    name: str = ""
    organisation_id: int | None = None
    role: str = ""
    on_behalf_of_id: int | None = None
    organisations: frozenset[int] = frozenset()
    key_id: int | None = None
    organisation: Words | None = None
    on_behalf_of: str = ""

    @property
    def is_staff(self) -> bool:
        return self.organisation_id is not None


VISITOR = Actor()
HOUSE = Actor(role="house")
