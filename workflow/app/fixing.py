"""Put right what the checks are certain about, and nothing a person has to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workflow import qa
from workflow.app.document_translation import DocumentTranslation
from workflow.catalog import Catalog
from workflow.model import Project, State
from workflow.protocols import Check


def mend(
    project: Project,
    translation: DocumentTranslation,
    known: Sequence[Check],
    *,
    reviewed: bool = False,
) -> int:
    """Apply certain fixes to the PO file of a translation, one hunk for each sentence.

    Stale sentences wait for their editor, and the words of an approved sentence are its editor's:
    there a fix that would change them is only shown.

    Args:
        project: whose translation.
        translation: what the checks see; the file itself is read afresh.
        known: the checks of single sentences.
        reviewed: mend approved sentences as well, but only their spaces, punctuation and invisible
            characters; they stay approved.

    Returns:
        How many sentences were put right.

    Raises:
        CatalogError: the PO file cannot be read or written.
    """
    fixes = _fixes(translation, known, reviewed=reviewed)
    if not fixes:
        return 0
    # A catalog of its own: merging the seed belongs to `sync`, here only fixes are written.
    catalog = Catalog.load(project, translation.document.name, translation.target)
    done = [catalog.correct(source, *texts) for source, texts in fixes.items()]
    catalog.save()
    return sum(done)


def _fixes(
    translation: DocumentTranslation, known: Sequence[Check], *, reviewed: bool
) -> dict[str, tuple[str, str]]:
    """Map each source sentence to the text as it is and as it should be."""
    entries = dict(translation.catalog.entries)
    for segment, uses in zip(translation.document.segments, translation.uses, strict=True):
        entry = entries[segment.text]
        if entry.state is State.DRAFT or (entry.state is State.REVIEWED and reviewed):
            entries[segment.text] = replace(
                entry, text=qa.repaired(entry, translation.target, uses, known)
            )
    return {
        source: (translation.catalog.entries[source].text, entry.text)
        for source, entry in entries.items()
        if entry.text != translation.catalog.entries[source].text
    }
