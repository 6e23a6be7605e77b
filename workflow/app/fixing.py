"""Put right what the checks are certain about, and nothing a person has to decide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from workflow import qa
from workflow.app.document_translation import DocumentTranslation
from workflow.catalog import Catalog
from workflow.model import Entry, Project, State, TermUse
from workflow.protocols import Check

#: One fix may uncover another; more rounds than this only come of fixes that undo each other.
_ROUNDS = 20


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
                entry, text=_mended(entry, translation.target, uses, known)
            )
    return {
        source: (translation.catalog.entries[source].text, entry.text)
        for source, entry in entries.items()
        if entry.text != translation.catalog.entries[source].text
    }


def _mended(entry: Entry, target: str, uses: Sequence[TermUse], known: Sequence[Check]) -> str:
    """Return the text after every fix that may be applied to it."""
    for _ in range(_ROUNDS):
        found, _silenced = qa.silence(list(qa.check_entry(entry, target, uses, known)), [entry])
        fixes = [finding.fix for finding in found if finding.fix]
        if entry.state is State.REVIEWED:
            fixes = [fix for fix in fixes if _typographic(entry.text, fix)]
        if not fixes:
            break
        entry = replace(entry, text=fixes[0])
    return entry.text


def _typographic(before: str, after: str) -> bool:
    """Tell whether two texts differ in spaces, punctuation and the width of letters only."""
    return _words(before) == _words(after)


def _words(text: str) -> list[str]:
    return [letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum()]
