"""What the checks share: findings placed where an editor finds them, and both sides as read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from workflow import markup
from workflow.languages.scripts import without_links
from workflow.model import Entry, Finding, Severity, TermUse


def error(check: str, entry: Entry, message: str, fix: str | None = None) -> Finding:
    """A finding that must not be published."""
    return _finding(check, Severity.ERROR, entry, message, fix)


def warning(check: str, entry: Entry, message: str, fix: str | None = None) -> Finding:
    """A finding that deserves a look."""
    return _finding(check, Severity.WARNING, entry, message, fix)


def _finding(
    check: str, severity: Severity, entry: Entry, message: str, fix: str | None
) -> Finding:
    wanted = fix if fix and fix != entry.text else None
    return Finding(check, severity, entry.path, entry.line, message, wanted, entry.source)


def sides(entry: Entry) -> tuple[str, str]:
    """Source and translation as a reader sees them, with a space in place of each address."""
    return _read(entry.source), _read(entry.text)


@lru_cache(maxsize=32)
def _read(text: str) -> str:
    """A text as read; kept, since one check after the other asks for that of the same sentence."""
    return without_links(markup.plain(text))


@lru_cache(maxsize=32)
def language(target: str) -> str:
    """The language of a tag without script and region: ``zh`` for ``zh-Hans``."""
    return target.partition("-")[0]


def without_forms(text: str, terms: Sequence[TermUse]) -> str:
    """A translation with a space in place of each rendering that the glossary allows."""
    if not terms:
        return text
    uses = (*terms, *(part for use in terms for part in use.parts))
    forms = {form for use in uses for form in (use.target, *use.accepted) if form}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, " ")
    return text
