"""Finds engines, readers, checks and outputs by their entry points.

Built-in parts register in this package's own ``pyproject.toml`` exactly as another package would.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from workflow.errors import ConfigError

ENGINES = "workflow.engines"
READERS = "workflow.readers"
CHECKS = "workflow.checks"
DOCUMENT_CHECKS = "workflow.document_checks"
OUTPUTS = "workflow.outputs"
GROUPS = (ENGINES, READERS, CHECKS, DOCUMENT_CHECKS, OUTPUTS)


@cache
def _group(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=group)}


def names(group: str) -> tuple[str, ...]:
    """The names registered in a group, in alphabetical order; nothing is imported."""
    return tuple(sorted(_group(group)))


def registered() -> str:
    """Everything that is registered, with the versions of the packages it is from."""
    points = (point for group in GROUPS for point in _group(group).values())
    return repr([(p.group, p.name, p.value, p.dist.version if p.dist else "") for p in points])


def load(group: str, name: str) -> Any:
    """Imports one registered object.

    Raises:
        ConfigError: nothing of that name is registered, or it cannot be imported.
    """
    try:
        return _group(group)[name].load()
    except KeyError:
        raise ConfigError(
            f"{group} {name!r}", "is not registered", f"Known: {', '.join(names(group))}."
        ) from None
    except ImportError as error:
        raise ConfigError(
            f"{group} {name!r}",
            f"cannot be imported ({error})",
            "Reinstall the package it is from.",
        ) from error
