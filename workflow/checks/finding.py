"""Findings about an entry, placed where an editor finds it."""

from __future__ import annotations

from workflow.model import Entry, Finding, Severity


def error(check: str, entry: Entry, message: str, fix: str | None = None) -> Finding:
    """A finding that must not be published."""
    return Finding(check, Severity.ERROR, entry.path, entry.line, message, fix)


def warning(check: str, entry: Entry, message: str, fix: str | None = None) -> Finding:
    """A finding that deserves a look."""
    return Finding(check, Severity.WARNING, entry.path, entry.line, message, fix)
