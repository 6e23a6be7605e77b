"""Apply the certain fixes of the checks (``check --fix``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workflow import qa
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.project_state import Work
from workflow.app.state.seed_state import each_seed
from workflow.catalog import Catalog
from workflow.errors import WorkflowError
from workflow.model import Project, State, say
from workflow.protocols import Check, Progress


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected translation: its PO file, its sentence, the text before and after."""

    path: str
    source: str
    before: str
    after: str


@dataclass(slots=True)
class Fixed:
    """What was corrected, and what could not be read or written."""

    corrections: list[Correction] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def fix(work: Work, progress: Progress, *, reviewed: bool = False) -> Fixed:
    """Apply the certain fixes to the PO files.

    Args:
        work: which translations.
        progress: told of every seed.
        reviewed: mend approved sentences as well, but only their spaces, punctuation and invisible
            characters; they stay approved.
    """
    known = qa.all_checks()
    with work.begin(progress) as state:
        result = Fixed(errors=state.errors)
        for seed in each_seed(state, work.paths, say("Fixing")):
            for translation in seed.open_in(work.targets_for(seed.path, state)):
                po = seed.po(translation.target)
                with seed.contained(po):
                    result.corrections += (
                        Correction(po, *mended)
                        for mended in _mend(state.project, translation, known, reviewed=reviewed)
                    )
        return result


def _mend(
    project: Project,
    translation: DocumentTranslation,
    known: Sequence[Check],
    *,
    reviewed: bool,
) -> list[tuple[str, str, str]]:
    """Apply certain fixes to the PO file of a translation, one hunk for each sentence.

    Stale sentences wait for their editor, and the words of an approved sentence are its editor's:
    there a fix that would change them is only shown.

    Args:
        project: whose translation.
        translation: what the checks see; the file itself is read afresh.
        known: the checks of single sentences.
        reviewed: as for :func:`fix`.

    Returns:
        Of each sentence that was put right: the source, the text before and the text after.

    Raises:
        CatalogError: the PO file cannot be read or written.
    """
    fixes = _fixes(translation, known, reviewed=reviewed)
    if not fixes:
        return []
    # A catalog of its own: merging the seed belongs to `sync`, here only fixes are written.
    catalog = Catalog.load(project, translation.document.name, translation.target)
    done = [
        (source, before, after)
        for source, (before, after) in fixes.items()
        if catalog.correct(source, before, after)
    ]
    catalog.save()
    return done


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
