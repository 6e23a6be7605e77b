"""Licences of models: what they are called, and what they forbid."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workflow.model import Message, say

#: What a licence may forbid, by the names of ``licences.toml``.
_FORBIDDEN = {
    "commercial": say("commercial use"),
    "eu": say("use in the European Union"),
    "uk": say("use in the United Kingdom"),
    "kr": say("use in South Korea"),
    "training": say("use of its output to improve other models"),
    "policy": say("the uses that its policy lists"),
}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence.

    Attributes:
        name: what it is called.
        url: where it can be read; empty where unknown.
        forbids: what it forbids, in the words of :data:`_FORBIDDEN`.
    """

    name: str
    url: str = ""
    forbids: tuple[str, ...] = ()

    @property
    def forbidden(self) -> tuple[Message, ...]:
        """What it forbids, in words."""
        return tuple(_FORBIDDEN[each] for each in self.forbids)


@cache
def _known() -> dict[str, Licence]:
    text = files(__package__).joinpath("licences.toml").read_text("utf-8")
    return {
        identifier: Licence(row["name"], row.get("url", ""), tuple(row.get("forbids", ())))
        for identifier, row in tomllib.loads(text).items()
    }


def licence(identifier: str) -> Licence:
    """Return what is known of a licence by its identifier; of another one, its name alone.

    >>> licence("CC-BY-NC-4.0").forbidden
    ('commercial use',)
    """
    return _known().get(identifier.lower(), Licence(identifier))


def told(identifier: str) -> Message:
    """Say which licence a model has, and what that forbids."""
    if not identifier:
        return say("Licence: unknown; ask where the model is from")
    found = licence(identifier)
    if found.forbids:
        forbidden = list(found.forbidden)
        return say("Licence: {name}; it forbids {names}", name=found.name, names=forbidden)
    return say("Licence: {name}", name=found.name)
