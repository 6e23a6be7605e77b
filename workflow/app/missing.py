"""What people decided and a PO file has lost, as findings: told until it is back, or let go."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from workflow.app.document_translation import DocumentTranslation
from workflow.catalog import Lost
from workflow.model import Finding, Severity

#: The names of the findings: an approval, and a text that was left for more work.
CHECKS = (APPROVAL, EDIT) = "lost-approval", "lost-edit"


def findings(
    translation: DocumentTranslation, only: Collection[str] | None = None
) -> Iterator[Finding]:
    """What the journal of a translation knows and its PO file does not.

    Args:
        translation: merged.
        only: the sentences (msgid) that are of interest.
    """
    where = translation.catalog.where
    for lost in translation.catalog.lost(only):
        yield finding(lost, where)


def finding(lost: Lost, path: str) -> Finding:
    """What was lost in one entry of a PO file; the fix is the text that it had."""
    return Finding(
        check=APPROVAL if lost.approved else EDIT,
        severity=Severity.ERROR if lost.approved else Severity.WARNING,
        path=path,
        line=max(lost.line, 1),
        message=_told(lost),
        fix=lost.text,
        source=lost.source,
    )


def _told(lost: Lost) -> str:
    name = lost.by.partition("<")[0].strip() or lost.by
    when, text = lost.date, lost.text
    if lost.approved:
        if name:
            return f"{name} approved this on {when}, and it is no longer in the file: {text}"
        return f"this was approved on {when}, and it is no longer in the file: {text}"
    if name:
        return f"{name} left this for more work on {when}, and it is no longer in the file: {text}"
    return f"this was left for more work on {when}, and it is no longer in the file: {text}"
