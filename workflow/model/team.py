"""Define who takes part in a review, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an editor may do; to translate, comment and propose terms is everybody's."""

    TRANSLATE = "translate"
    APPROVE = "approve"
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody who takes part in a review.

    Attributes:
        name: ``Name <address>``; ``*`` for everybody else whom a proxy names.
        roles: what they may do.

    >>> TeamMember("Kim Minji <kim@example.org>").address
    'kim@example.org'
    """

    name: str
    roles: frozenset[Role] = frozenset({Role.TRANSLATE, Role.APPROVE})

    def may(self, role: Role) -> bool:
        """Tell whether the editor has a role."""
        return role in self.roles

    @property
    def address(self) -> str:
        """The address without the name; empty where there is none."""
        return self.name.partition("<")[2].rstrip("> ").casefold()

    @property
    def key(self) -> str:
        """Return what identifies the editor: the address, else the name."""
        return self.address or self.name.casefold()
