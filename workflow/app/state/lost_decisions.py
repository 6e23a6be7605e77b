"""Find decisions of people that are in the journal but missing from a PO file."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from workflow.app.state.document_translation import DocumentTranslation
from workflow.catalog import LostDecision
from workflow.model import Finding, Message, Severity, say

#: The names of the findings: a lost approval, and a lost text that needs work.
LOST_CHECKS = (LOST_APPROVAL, LOST_EDIT) = "lost-approval", "lost-edit"


def lost_findings(
    translation: DocumentTranslation, only: Collection[str] | None = None
) -> Iterator[Finding]:
    """List the decisions of people that the journal has and the PO file has lost.

    Args:
        translation: merged.
        only: the sentences (msgid) that are of interest.
    """
    where = translation.catalog.where
    for lost in translation.catalog.lost(only):
        yield lost_finding(lost, where)


def lost_finding(lost: LostDecision, path: str) -> Finding:
    """Make a finding of a lost decision, with the lost text as its fix."""
    return Finding(
        check=LOST_APPROVAL if lost.approved else LOST_EDIT,
        severity=Severity.ERROR if lost.approved else Severity.WARNING,
        path=path,
        line=max(lost.line, 1),
        message=_message(lost),
        fix=lost.text,
        source=lost.source,
    )


def _message(lost: LostDecision) -> Message:
    name = lost.by.partition("<")[0].strip() or lost.by
    when, text = lost.date, lost.text
    if lost.approved:
        if name:
            return say(
                "{name} approved this on {when}, and it is no longer in the file: {text}",
                name=name,
                when=when,
                text=text,
            )
        return say(
            "this was approved on {when}, and it is no longer in the file: {text}",
            when=when,
            text=text,
        )
    if name:
        return say(
            "{name} left this for more work on {when}, and it is no longer in the file: {text}",
            name=name,
            when=when,
            text=text,
        )
    return say(
        "this was left for more work on {when}, and it is no longer in the file: {text}",
        when=when,
        text=text,
    )
