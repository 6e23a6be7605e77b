"""Looks at translations and says what a person should look at.

A check is a function ``(entry, target, terms) -> findings`` (see
:class:`workflow.protocols.Check`), registered under the entry-point group ``workflow.checks`` by
the name its findings carry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow import plugins
from workflow.model import Entry, Finding, TermUse
from workflow.protocols import Check


def all_checks() -> tuple[Check, ...]:
    """Every registered check, in alphabetical order of their names."""
    return tuple(plugins.load(plugins.CHECKS, name) for name in plugins.names(plugins.CHECKS))


def check_entry(
    entry: Entry, target: str, terms: Sequence[TermUse], checks: Sequence[Check]
) -> Iterator[Finding]:
    """What the checks find in one entry; nothing in one that has no text yet."""
    if entry.text:
        for check in checks:
            yield from check(entry, target, terms)
