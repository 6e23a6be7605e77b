"""``# noqa: NAME`` in an entry: a person has looked, and the finding of that name is no fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workflow.model import Entry, Finding
from workflow.qa.finding import warning

#: The name of the findings about comments that silence nothing.
UNUSED = "noqa"
_NOQA = re.compile(r"noqa:\s*(\w[\w-]*(?:\s*,\s*\w[\w-]*)*)", re.IGNORECASE)


def silence(
    found: Sequence[Finding], entries: Iterable[Entry]
) -> tuple[list[Finding], list[Finding]]:
    """Parts findings into those to show and those that a comment silences.

    Args:
        found: findings about the entries.
        entries: with their comments. A name that silences nothing becomes a finding itself, so
            that no comment outlives its reason.

    Returns:
        What to show, and what is silenced.
    """
    asked = {
        (entry.source, name): entry for entry in entries if entry.comments for name in _names(entry)
    }
    if not asked:
        return list(found), []
    silenced = [finding for finding in found if (finding.source, finding.check) in asked]
    shown = [finding for finding in found if (finding.source, finding.check) not in asked]
    used = {(finding.source, finding.check) for finding in silenced}
    shown += [
        warning(UNUSED, entry, f"the comment silences nothing: noqa: {name}")
        for (source, name), entry in asked.items()
        if (source, name) not in used
    ]
    return shown, silenced


def _names(entry: Entry) -> list[str]:
    found = (match for comment in entry.comments for match in _NOQA.findall(comment))
    return [name.strip() for names in found for name in names.split(",")]
