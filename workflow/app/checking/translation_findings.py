"""Run the checks on one translation of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from workflow import qa
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.kept_opinions import Judgement, key_of
from workflow.errors import WorkflowError
from workflow.model import Entry, Finding, Sentence, Severity, say
from workflow.protocols import Check, DocumentCheck


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks to run: those of single sentences and those of whole documents."""

    entry: tuple[Check, ...]
    document: tuple[DocumentCheck, ...]

    @classmethod
    @cache
    def load(cls) -> Checks:
        """Load every registered check; looked up once."""
        return cls(qa.all_checks(), qa.document_checks())


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of the checks in a PO file.

    Attributes:
        shown, silenced: what they find; a comment silences the latter.
        complete: whether every check could look at it.
    """

    shown: tuple[Finding, ...] = ()
    silenced: tuple[Finding, ...] = ()
    complete: bool = True


def findings(
    translation: DocumentTranslation,
    known: Checks,
    tell: Callable[[WorkflowError], object] | None = None,
    said: Mapping[str, Judgement] = MappingProxyType({}),
) -> Findings:
    """Run the checks on one translation; the result depends on nothing else.

    A repeated sentence is looked at in each of its places, and each finding given once.

    Args:
        translation: to be checked.
        known: the checks.
        tell: is given the errors of checks that fail, each once; without it they are raised.
        said: what a model has said of the translations, by the key of their texts.
    """
    faults = Faults(tell)
    found = in_sentences(translation, range(len(translation.uses)), known, faults)
    found += in_document(translation, known, faults)
    found += judged(translation.catalog.entries.values(), said)
    return faults.settled(found, translation.catalog.entries.values())


class Faults:
    """The errors of checks that fail while a translation is checked.

    Args:
        tell: is given each once, at the end; without it they are raised.
    """

    def __init__(self, tell: Callable[[WorkflowError], object] | None) -> None:
        self._tell = tell
        self._known: dict[str, WorkflowError] = {}
        #: How often a check has failed.
        self.count = 0

    def __call__(self, error: WorkflowError) -> None:
        """Record a check's error, or raise it if there is no handler."""
        if self._tell is None:
            raise error
        self.count += 1
        self._known.setdefault(error.what, error)

    def settled(self, found: Iterable[Finding], entries: Iterable[Entry]) -> Findings:
        """Divide findings into those to show and those that comments of entries silence."""
        shown, silenced = qa.silence(list(dict.fromkeys(found)), entries)
        for error in self._known.values():
            if self._tell:
                self._tell(error)
        if self._known:  # nobody knows what a comment would have silenced
            shown = [finding for finding in shown if finding.check != qa.UNUSED]
        ordered = sorted(shown, key=lambda finding: finding.line)
        return Findings(tuple(ordered), tuple(silenced), complete=not self._known)


def in_sentences(
    translation: DocumentTranslation,
    places: Iterable[int],
    known: Checks,
    note: Callable[[WorkflowError], object],
) -> list[Finding]:
    """Run the checks of single sentences on the sentences with these numbers."""
    segments, uses = translation.document.segments, translation.uses
    entries = [(translation.catalog.entry(segments[at].text), uses[at]) for at in places]
    found = qa.check_entries(entries, translation.target, known.entry, note)
    return [
        finding if finding.source else replace(finding, source=entry.source)
        for (entry, _), its in zip(entries, found, strict=True)
        for finding in its
    ]


def in_document(
    translation: DocumentTranslation, known: Checks, note: Callable[[WorkflowError], object]
) -> Iterator[Finding]:
    """Run the checks of whole documents."""
    entries = translation.catalog.entries
    sentences = [
        Sentence(segment, entries[segment.text], uses)
        for segment, uses in zip(translation.document.segments, translation.uses, strict=True)
    ]
    sources = {entry.line: entry.source for entry in entries.values()}
    for finding in qa.check_document(sentences, translation.target, known.document, note):
        source = finding.source or sources.get(finding.line, "")
        yield finding if finding.source else replace(finding, source=source)
    if translation.catalog.marked:
        yield _marked(translation.catalog.where)


def judged(entries: Iterable[Entry], said: Mapping[str, Judgement]) -> Iterator[Finding]:
    """Yield a model's judgements of sentences that have not changed since, as findings.

    Args:
        entries: the sentences.
        said: what it has said, by the key of their texts.
    """
    for entry in entries if said else ():
        judgement = said.get(key_of(entry)) if entry.text else None
        yield from qa.judged(entry, judgement.spans if judgement else ())


def _marked(where: str) -> Finding:
    what = say(
        "begins with a byte order mark, which gettext's tools refuse; `workflow sync` removes it"
    )
    return Finding("encoding", Severity.WARNING, where, 1, what)
