"""Open a document in one target language: its catalog, merged with the current seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from workflow import site
from workflow.catalog import Approver, Catalog, place_of
from workflow.glossary import Glossary, changed, signature
from workflow.model import (
    Document,
    Entry,
    Project,
    State,
    TermUse,
)


@dataclass(frozen=True)
class DocumentTranslation:
    """A document in one target language.

    Attributes:
        document: with the sentences that are translated, see :meth:`Document.part_for`.
        target: BCP 47 tag.
        catalog: its translations.
        uses: for each segment of ``document`` in order, the terms in it.
        whole: the document with all its sentences.
    """

    document: Document
    target: str
    catalog: Catalog
    uses: tuple[tuple[TermUse, ...], ...]
    whole: Document

    @property
    def source(self) -> str:
        """Return the language that most of it is translated from."""
        return self.whole.source_for(self.target)

    def uses_in_whole(self) -> tuple[tuple[TermUse, ...], ...]:
        """List, for each segment of the whole document in order, the terms in it."""
        if self.document is self.whole:
            return self.uses
        found = dict(zip((each.key for each in self.document.segments), self.uses, strict=True))
        return tuple(found.get(each.key, ()) for each in self.whole.segments)

    def states(self) -> Counter[State]:
        """Count the sentences in each state; a repeated sentence counts each time."""
        entries = self.catalog.entries
        return Counter(entries[segment.text].state for segment in self.document.segments)

    def origins(self) -> Counter[str]:
        """Count the drafts of each origin; a repeated sentence counts each time."""
        entries = self.catalog.entries
        found = (entries[segment.text] for segment in self.document.segments)
        return Counter(entry.origin for entry in found if entry.state is State.DRAFT)

    def has_other_terms(self, entry: Entry) -> bool:
        """Tell whether a sentence's term renderings have changed since it was approved."""
        if entry.state is not State.REVIEWED or not entry.terms_hash:
            return False
        return bool(changed(self.uses_of(entry.source), entry.terms_hash))

    def with_other_terms(self) -> Sequence[str]:
        """List the approved sentences whose term renderings have changed since."""
        known = [source for source in self.catalog.approved if source in self._uses_of]
        return [each for each in known if self.has_other_terms(self.catalog.entry(each))]

    def uses_of(self, source: str) -> tuple[TermUse, ...]:
        """Return the terms in a sentence, in its first place."""
        return self._uses_of[source]

    @cached_property
    def _uses_of(self) -> Mapping[str, tuple[TermUse, ...]]:
        """Map each sentence to the terms in its first place."""
        segments = zip(self.document.segments, self.uses, strict=True)
        return {segment.text: uses for segment, uses in reversed(list(segments))}

    def terms_hashes(self) -> Mapping[str, str]:
        """Map each sentence to the hash of the renderings it must get at its first place."""
        return {text: signature(uses) for text, uses in self._uses_of.items()}


def targets_of(document: Document, targets: Sequence[str]) -> tuple[str, ...]:
    """List the languages to translate a document into; its own only for parts in another."""
    return tuple(
        target
        for target in targets
        if target != document.language or document.part_for(target).segments
    )


def read_translation(
    project: Project, glossary: Glossary, document: Document, target: str, held_as: str = ""
) -> DocumentTranslation:
    """Load the catalog without merging, for one that is known to match the document.

    Args:
        project: whose catalog.
        glossary: its terms.
        document: with its sentences.
        target: the language of the translation.
        held_as: the name of the PO file, if it is not the document's.

    Raises:
        CatalogError: the PO file cannot be used as it is.
    """
    part, uses = document.part_for(target), uses_in(glossary, document, target)
    catalog = Catalog.load(project, held_as or document.name, target)
    return DocumentTranslation(part, target, catalog, uses, document)


def open_translation(
    project: Project, glossary: Glossary, document: Document, target: str, held_as: str = ""
) -> DocumentTranslation:
    """Load the catalog and merge the document into it, in memory.

    The arguments, and what is raised, are those of :func:`read_translation`.
    """
    found = read_translation(project, glossary, document, target, held_as)
    merge_seed(project, found)
    return found


def merge_seed(
    project: Project, translation: DocumentTranslation, *, compared: bool = False
) -> None:
    """Merge a document into a catalog in memory, with notes on terms and pages.

    Args:
        project: whose catalog.
        translation: with the catalog.
        compared: approvals have been compared with the glossary of today. Until then the notes on
            terms of one that was given under other renderings stay: they tell what has changed.
    """
    document = translation.document
    page = site.address(project.settings, document, translation.target)
    kept = {} if compared else _notes_to_compare(translation)
    notes = {
        segment.text: (
            *kept.get(segment.text, dict.fromkeys(_note(use) for use in uses if use.rendering)),
            *((f"page: {page}#s-{segment.key}",) if page else ()),
        )
        for segment, uses in zip(document.segments, translation.uses, strict=True)
    }
    translation.catalog.merge(document, notes)


def _notes_to_compare(translation: DocumentTranslation) -> Mapping[str, Sequence[str]]:
    """Return the file's notes on terms of the sentences approved under other renderings."""
    other = translation.with_other_terms()
    noted = translation.catalog.noted(TERM) if other else {}
    return {source: [TERM + line for line in noted.get(source, ())] for source in other}


def uses_in(glossary: Glossary, document: Document, target: str) -> tuple[tuple[TermUse, ...], ...]:
    """Find the terms in each sentence of a document that is translated into a language."""
    uses = glossary.uses(document, target)
    kept = {each.key for each in document.part_for(target).segments}
    segments = zip(document.segments, uses, strict=True)
    return tuple(found for segment, found in segments if segment.key in kept)


#: How the line begins that tells an editor of a name, what parts it from its rendering, and how the
#: line ends if the row is under review.
TERM, ARROW, UNDER_REVIEW = "term: ", " → ", " (under review)"


def _note(use: TermUse) -> str:
    return f"{TERM}{use.source}{ARROW}{use.rendering}{'' if use.approved else UNDER_REVIEW}"


def record_approvals(
    translation: DocumentTranslation, approvers: Mapping[str, Approver] = MappingProxyType({})
) -> None:
    """Complete the records of approvals: text, person, and term renderings of that day.

    An approval that a later decision has replaced, and that an older copy of the file has brought
    back, is left alone: recorded now, it would be the latest, and nobody would miss the other.

    Args:
        translation: of a seed.
        approvers: whose approvals are that do not say so, by sentence, where that is certain.
    """
    catalog = translation.catalog
    unrecorded = {each.msgid for each in catalog.unrecorded({})}
    missed = {each.source for each in catalog.lost(unrecorded)} if unrecorded else set()
    approved = catalog.approved
    hashes = translation.terms_hashes() if approved else {}
    for source in approved:
        if source in hashes and source not in missed:
            catalog.record_approval(source, hashes[source], approvers.get(source, Approver()))


def po_path(project: Project, name: str, target: str) -> str:
    """Return the path of a seed's PO file, relative to the project, with forward slashes."""
    return project.where(place_of(project, name, target))
