"""Decide which translations of a public article are kept back from publication.

What an editor approved is the editor's word and shown as it is. A draft that brings an address, a
contact or markup that its source lacks is never shown; which other drafts are not, is the project's
choice (its setting ``publish``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workflow import markup
from workflow.app.checking.translation_findings import Findings
from workflow.app.state.document_translation import DocumentTranslation
from workflow.model import Entry, Severity, State

#: Why a draft is not shown if only reviewed sentences are.
NOT_REVIEWED = "not reviewed"
#: Why a draft is not shown where only checked ones are: nobody has held it against what stands now.
_OUTDATED = "made for an earlier text"


@dataclass(frozen=True, slots=True)
class WithheldTranslation:
    """A translation that is not shown; the source stands in its place.

    Attributes:
        path, line: its entry in the PO file.
        target: its language.
        reason: why.
    """

    path: str
    line: int
    target: str
    reason: str


#: The displayed entries of a translation by source, and the withheld ones.
Shown = tuple[Mapping[str, Entry], tuple[WithheldTranslation, ...]]


def shown_entries(
    translation: DocumentTranslation, policy: str, found: Callable[[], Findings | None]
) -> Shown:
    """Decide which entries of a translation are shown.

    Args:
        translation: a document in one language.
        policy: the project's setting ``publish``.
        found: gives what the checks find in it.
    """
    entries = dict(translation.catalog.entries)
    reasons = dict(_invented(translation, entries))
    if policy == "reviewed":
        drafts = (source for source, entry in entries.items() if _is_draft(entry))
        reasons = dict.fromkeys(drafts, NOT_REVIEWED) | reasons
    elif policy == "checked":
        outdated = (source for source, entry in entries.items() if entry.outdated)
        reasons = dict.fromkeys(outdated, _OUTDATED) | _errors(entries, found()) | reasons
    withheld = []
    for source, reason in reasons.items():
        entry = entries[source]
        withheld.append(WithheldTranslation(entry.path, entry.line, translation.target, reason))
        entries[source] = Entry(
            source, state=State.WITHHELD, context=entry.context, path=entry.path, line=entry.line
        )
    return entries, tuple(sorted(withheld, key=lambda each: each.line))


def _is_draft(entry: Entry) -> bool:
    """Tell whether a text is an unapproved translation that differs from the source."""
    carried = entry.origin == "source" and entry.text == entry.source
    return bool(entry.text) and entry.state is not State.REVIEWED and not carried


def _errors(entries: Mapping[str, Entry], found: Findings | None) -> dict[str, str]:
    """Find the drafts with errors, or all drafts if a check failed."""
    unseen = [] if found and found.complete else [s for s, e in entries.items() if _is_draft(e)]
    return dict.fromkeys(unseen, "not checked") | {
        each.source: f"{each.message} [{each.check}]"
        for each in reversed(found.shown if found else ())
        if each.severity is Severity.ERROR
        and each.source in entries
        and _is_draft(entries[each.source])
    }


def _invented(
    translation: DocumentTranslation, entries: Mapping[str, Entry]
) -> Iterator[tuple[str, str]]:
    """Yield the drafts that contain something their sources lack, each with what that is."""
    from workflow.qa.contacts.invented import contacts, marks  # slow to import

    for source, entry in entries.items():
        if not _is_draft(entry):
            continue
        new = (
            *contacts(markup.plain(entry.text), _said(translation, entry)),
            *marks(entry.text, source),
        )
        if new:
            yield source, f"not in the source: {', '.join(new)}"


def _said(translation: DocumentTranslation, entry: Entry) -> Iterator[str]:
    """Yield the texts that account for words of a translation: its source, markup and terms'
    renderings; also the source of before, if the text is a person's.
    """
    yield markup.plain(entry.source)
    yield "" if entry.outdated else markup.plain(entry.previous)
    blocks = translation.document.blocks
    for segment, uses in zip(translation.document.segments, translation.uses, strict=True):
        if segment.text == entry.source:
            for item in blocks[segment.block].markup:
                yield from (item.text, item.url)
            for use in uses:
                yield from (use.rendering, *use.accepted)
