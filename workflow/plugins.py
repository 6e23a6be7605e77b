"""Find engines, readers, checks, outputs, languages and messages by their entry points.

Built-in parts register in this package's own ``pyproject.toml`` exactly as another package would.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from workflow.errors import ConfigError
from workflow.model import say

if TYPE_CHECKING:
    from workflow.model import Project
    from workflow.protocols import ByteReader, Check, DocumentCheck, Engine, Reader

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Group(Generic[_T]):
    """An entry-point group, whose members are all of one type."""

    name: str


ENGINES: Group[Callable[[Project], Engine]] = Group("workflow.engines")
READERS: Group[Callable[[], Reader | ByteReader]] = Group("workflow.readers")
CHECKS: Group[Check] = Group("workflow.checks")
#: Parts of checks whose problems make engines correct their drafts, by the name of the check.
GATES: Group[Check] = Group("workflow.gates")
DOCUMENT_CHECKS: Group[DocumentCheck] = Group("workflow.document_checks")
#: Each makes a :class:`workflow.site.Output`.
OUTPUTS: Group[Callable[[], Any]] = Group("workflow.outputs")
#: Each makes a :class:`workflow.languages.Pack` for a tag, and is named by a language subtag.
LANGUAGES: Group[Callable[[str], Any]] = Group("workflow.languages")
#: Folders of a package, named like modules, that hold the PO files of what its parts say.
MESSAGES: Group[ModuleType] = Group("workflow.messages")
GROUPS: tuple[Group[Any], ...] = (
    ENGINES, READERS, CHECKS, GATES, DOCUMENT_CHECKS, OUTPUTS, LANGUAGES, MESSAGES,
)  # fmt: skip


@cache
def _every() -> Any:
    """Look once for all groups: each look reads a file of every package that is installed."""
    return entry_points()


@cache
def _points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in _every().select(group=group)}


def names(group: Group[Any]) -> tuple[str, ...]:
    """List the names registered in a group, in alphabetical order, without importing anything."""
    return tuple(sorted(_points(group.name)))


def place(group: Group[Any], name: str) -> str:
    """Return the place of a registered object, ``module:name``, without importing anything."""
    return _points(group.name)[name].value


def registered() -> str:
    """List all registrations, with the versions of their packages."""
    points = [point for group in GROUPS for point in _points(group.name).values()]
    packages = {id(point.dist): point.dist for point in points if point.dist}
    versions = {key: package.version for key, package in packages.items()}  # each is read anew
    return repr([(p.group, p.name, p.value, versions.get(id(p.dist), "")) for p in points])


def registration(group: Group[Any], part: object) -> EntryPoint | None:
    """Return the registration of a loaded object, or None."""
    return _registration(group, part)


@lru_cache(maxsize=256)
def _registration(group: Group[Any], part: Hashable) -> EntryPoint | None:
    points = _points(group.name).values()
    return next((point for point in points if load(group, point.name) is part), None)


def load(group: Group[_T], name: str) -> _T:
    """Import one registered object; its package is responsible for its type.

    Raises:
        ConfigError: nothing of that name is registered, or it cannot be imported.
    """
    where = f"{group.name} {name!r}"
    point = _points(group.name).get(name)
    if point is None:
        raise ConfigError(
            where, say("is not registered"), say("Known: {names}.", names=names(group))
        )
    try:
        found: _T = point.load()
    except Exception as error:  # whatever goes wrong in it: it is another package's
        kind = type(error).__name__
        what = say("cannot be imported ({kind}: {error})", kind=kind, error=str(error))
        raise ConfigError(where, what, say("Reinstall the package it is from.")) from error
    return found
