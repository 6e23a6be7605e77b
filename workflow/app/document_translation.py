"""Open a document in one target language: its catalog, merged with the seed as it is today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from workflow import site
from workflow.catalog import Approver, Catalog, LostDecision, place_of
from workflow.catalog.template import CarriedOver, carried_over
from workflow.glossary import Glossary, changed, signature
from workflow.model import (
    Document,
    Entry,
    Finding,
    Message,
    Project,
    Regrouped,
    Severity,
    State,
    TermUse,
    say,
)
from workflow.store.compact import Sharing


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
        return bool(changed(self._uses_of[entry.source], entry.terms_hash))

    @cached_property
    def _uses_of(self) -> Mapping[str, tuple[TermUse, ...]]:
        """Map each sentence to the terms in its first place."""
        segments = zip(self.document.segments, self.uses, strict=True)
        return {segment.text: uses for segment, uses in reversed(list(segments))}

    def terms_hashes(self) -> Mapping[str, str]:
        """Map each sentence to the hash of the renderings it must get at its first place."""
        return {text: signature(uses) for text, uses in self._uses_of.items()}


_ORIGINS = Sharing[str, int]()


@dataclass(frozen=True, slots=True)
class LocaleReport:
    """Sentences of one seed in one locale by state, and where its PO file is.

    ``other_terms`` counts the reviewed ones for which the glossary now says something else than
    when they were approved; ``origins`` the drafts by what made them, as :class:`Entry` has it;
    ``unanswered`` lists those that an engine left empty, ``path:line: why``.
    """

    reviewed: int
    draft: int
    stale: int
    empty: int
    unchanged: int
    other_terms: int
    po: str
    origins: Mapping[str, int]
    unanswered: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Share equal counts as one object, to save memory: the reports of all seeds are kept."""
        object.__setattr__(self, "origins", _ORIGINS.of(self.origins))

    @property
    def sentences(self) -> int:
        """Count all sentences to translate; in the seed's own language, only those in another."""
        return self.reviewed + self.draft + self.stale + self.empty


@dataclass(frozen=True, slots=True)
class SeedReport:
    """One seed, its language, its sentences, and how far each locale is.

    ``sure`` says whether the language is; ``reads_as`` is the one that the text is clearly in,
    where another was named; ``carried`` what is carried over untranslated.
    """

    path: str
    name: str
    language: str
    sure: bool
    reads_as: str
    segments: int
    locales: Mapping[str, LocaleReport]
    carried: tuple[CarriedOver, ...] = ()


def targets_of(document: Document, targets: Sequence[str]) -> tuple[str, ...]:
    """List the languages a document is translated into; its own only for parts in another."""
    return tuple(
        target
        for target in targets
        if target != document.language or document.part_for(target).segments
    )


def open_translation(  # noqa: PLR0913 - what may vary has a name and a default
    project: Project,
    glossary: Glossary,
    document: Document,
    target: str,
    uses: tuple[tuple[TermUse, ...], ...] | None = None,
    *,
    held_as: str = "",
    regrouped: Sequence[Regrouped] = (),
    is_merged: bool = False,
) -> DocumentTranslation:
    """Load the catalog and merge the document into it, in memory.

    Args:
        project: whose catalog.
        glossary: its terms.
        document: with its sentences.
        target: the language of the translation.
        uses: the terms in each sentence that is translated, if they are known already.
        held_as: the name of the PO file, if it is not the document's.
        regrouped: the sentences that have been joined or split since it was merged last.
        is_merged: the PO file is known to say what the document says.

    Raises:
        CatalogError: the PO file cannot be used as it is.
    """
    whole, document = document, document.part_for(target)
    uses = uses_in(glossary, whole, target) if uses is None else uses
    catalog = Catalog.load(project, held_as or document.name, target)
    if is_merged:
        return DocumentTranslation(document, target, catalog, uses, whole)
    page = site.address(project.settings, document, target)
    notes = {
        segment.text: (
            *dict.fromkeys(_note(use) for use in found if use.rendering),
            *((f"page: {page}#s-{segment.key}",) if page else ()),
        )
        for segment, found in zip(document.segments, uses, strict=True)
    }
    if regrouped:
        catalog.regroup(regrouped)
    catalog.merge(document, notes)
    return DocumentTranslation(document, target, catalog, uses, whole)


def uses_in(glossary: Glossary, document: Document, target: str) -> tuple[tuple[TermUse, ...], ...]:
    """Find the terms in each sentence of a document that is translated into a language."""
    uses = glossary.uses(document, target)
    kept = {each.key for each in document.part_for(target).segments}
    segments = zip(document.segments, uses, strict=True)
    return tuple(found for segment, found in segments if segment.key in kept)


def _note(use: TermUse) -> str:
    return f"term: {use.source} → {use.rendering}{'' if use.approved else ' (under review)'}"


def record_approvals(
    translation: DocumentTranslation, approvers: Mapping[str, Approver] = MappingProxyType({})
) -> None:
    """Complete the records of approvals: text, person, term renderings of that day.

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


def report_seed(
    project: Project, document: Document, translations: Sequence[DocumentTranslation]
) -> SeedReport:
    """Count what ``status`` and ``run`` say about one seed."""
    return SeedReport(
        path=document.path,
        name=document.name,
        language=document.language,
        sure=document.sure,
        reads_as=document.reads_as,
        segments=len(document.segments),
        locales={translation.target: _locale_report(translation) for translation in translations},
        carried=carried_over(document, [each.target for each in translations]),
    )


def _locale_report(translation: DocumentTranslation) -> LocaleReport:
    states = translation.states()
    entries = translation.catalog.entries.values()
    return LocaleReport(
        reviewed=states[State.REVIEWED],
        draft=states[State.DRAFT],
        stale=states[State.STALE],
        empty=states[State.EMPTY],
        unchanged=sum(entry.unchanged for entry in entries),
        other_terms=sum(map(translation.has_other_terms, entries)),
        po=translation.catalog.where,
        origins=translation.origins(),
        unanswered=tuple(filter(None, map(_unanswered, entries))),
    )


def _unanswered(entry: Entry) -> str:
    """Return the place of a sentence that an engine left empty, and why; empty for others."""
    if entry.state is not State.EMPTY or not entry.problems:
        return ""
    return f"{next(iter(entry.references), entry.path)}: {entry.problems[0].message}"


def po_path(project: Project, name: str, target: str) -> str:
    """Return the path of a seed's PO file, relative to the project, with forward slashes."""
    return place_of(project, name, target).relative_to(project.root).as_posix()


#: The names of the findings: an approval, and a text that was left for more work.
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
    """Make a finding of what one entry of a PO file has lost; its fix is the lost text."""
    return Finding(
        check=LOST_APPROVAL if lost.approved else LOST_EDIT,
        severity=Severity.ERROR if lost.approved else Severity.WARNING,
        path=path,
        line=max(lost.line, 1),
        message=_told(lost),
        fix=lost.text,
        source=lost.source,
    )


def _told(lost: LostDecision) -> Message:
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
