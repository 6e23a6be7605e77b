"""Count the progress of a seed's translations, for ``status`` and ``run``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.reopened_approvals import reasons_against
from workflow.catalog.template import CarriedOver, carried_over
from workflow.glossary import changed
from workflow.model import Document, Entry, State
from workflow.store.compact import Sharing

_ORIGINS = Sharing[str, int]()


@dataclass(frozen=True, slots=True)
class LocaleReport:
    """Sentences of one seed in one locale by state, and where its PO file is.

    ``other_terms`` counts the reviewed ones for which the glossary now says something else than
    when they were approved; ``outdated_terms`` the drafts that no person has touched and that
    contradict it; ``origins`` the drafts by what made them, as :class:`Entry` has it;
    ``unanswered`` lists those that an engine left empty, ``path:line: why``; ``pending`` counts
    those that await a draft, empty or with one for an earlier source, each once.
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
    pending: int = 0
    outdated_terms: int = 0

    def __post_init__(self) -> None:
        """Share equal counts to save memory, since the reports of all seeds are kept."""
        object.__setattr__(self, "origins", _ORIGINS.of(self.origins))

    @property
    def sentences(self) -> int:
        """Count all sentences to translate; in the seed's own language, only those in another."""
        return self.reviewed + self.draft + self.stale + self.empty


@dataclass(frozen=True, slots=True)
class SeedReport:
    """One seed, its language, its sentences, and the progress in each locale.

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


def report_seed(document: Document, translations: Sequence[DocumentTranslation]) -> SeedReport:
    """Count what ``status`` and ``run`` report about one seed."""
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
    redone = frozenset(translation.catalog.pending(redo=True))
    untouched = [each for each in entries if each.state is State.DRAFT and each.source in redone]
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
        pending=len(translation.catalog.pending()),
        outdated_terms=sum(_has_outdated_terms(translation, entry) for entry in untouched),
    )


def _has_outdated_terms(translation: DocumentTranslation, draft: Entry) -> bool:
    """Tell whether a draft contradicts what the glossary says since it was made."""
    uses = translation.uses_of(draft.source)
    fresh = changed(uses, draft.terms_hash) if draft.terms_hash else ()
    return bool(reasons_against(draft, uses, fresh, translation.target))


def _unanswered(entry: Entry) -> str:
    """Return the place and the reason of a sentence that an engine left empty; None for others."""
    if entry.state is not State.EMPTY or not entry.problems:
        return ""
    return f"{next(iter(entry.references), entry.path)}: {entry.problems[0].message}"
