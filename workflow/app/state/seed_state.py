"""Hold the state of one seed and its translations, opened at most once and only on demand.

:meth:`SeedState.read` reads a seed, detects its languages and finds its sentences;
:meth:`SeedState.open` merges it with its PO files, in memory. What follows from them (counts,
findings, what lists say about it) is kept with a digest of everything it follows from; while that
is the same, :meth:`SeedState.result` gives it without opening anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from workflow import catalog
from workflow.app.state import seed_files
from workflow.app.state.document_translation import (
    DocumentTranslation,
    open_translation,
    targets_of,
)
from workflow.app.state.kept_opinions import Judgement
from workflow.app.state.lost_decisions import lost_findings
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_digest import SeedDigest
from workflow.app.state.seed_report import SeedReport, report_seed
from workflow.errors import WorkflowError, contained
from workflow.model import Document, Finding, say
from workflow.store.digests import content, digest
from workflow.store.files import is_text

_T = TypeVar("_T")
#: The kind of result that says that a seed was merged into its PO files.
_MERGED = "merged"
#: The kind of result that holds the lost decisions of its PO files.
_LOST = "missing"


def each_seed(
    state: ProjectState, paths: Collection[Path], label: str = say("Reading seeds")
) -> Iterator[SeedState]:
    """Yield the state of the seed at each path; nothing has been read yet."""
    for number, path in enumerate(paths):
        state.progress(number, len(paths), label)
        yield SeedState(state, path)
    state.progress(len(paths), len(paths), label)


class OpeningOrder(NamedTuple):
    """A seed to be opened.

    Attributes:
        path: the file.
        named: the language that the command line says it is in.
        is_merged: its PO files are known to say what it says, and are only read.
    """

    path: Path
    named: str
    is_merged: bool


@dataclass(frozen=True, slots=True)
class OpenedSeed:
    """A seed that has been opened, perhaps in another process.

    Attributes:
        document: None if it cannot be read.
        translations: into all languages but those of unusable PO files.
        errors: what is wrong.
        source: the digest of its file once it had been read.
    """

    document: Document | None
    translations: tuple[DocumentTranslation, ...]
    errors: tuple[WorkflowError, ...]
    source: bytes


class SeedState:
    """The state of a seed and its translations during one command.

    Attributes:
        path: the file.
        name: names its PO files and pages.
    """

    def __init__(self, state: ProjectState, path: Path) -> None:
        self._state = state
        self.path = path
        self.name = state.name(path)
        self._digest = SeedDigest(state, path, self.name)
        #: The language that the command line gives for it.
        self.named = state.named.get(path, "")
        self._document: Document | None = None
        self._translations: tuple[DocumentTranslation, ...] | None = None
        self._lost: Mapping[str, Sequence[Finding]] | None = None
        self._unreadable = False
        #: Results from other processes that are not remembered yet, by kind.
        self._brought: dict[str, object] = {}
        #: Whether results may be remembered: nothing failed, and the name is its own.
        self._sound = state.names[self.name] == 1 and is_text(self.name)

    @cached_property
    def where(self) -> str:
        """Return the path relative to the project, with forward slashes."""
        return self._state.project.where(self.path)

    def read(self) -> Document | None:
        """Read the seed on first use, with its languages and sentences.

        Returns:
            The document; None, and an error is told, if it cannot be read.
        """
        if self._document is None and not self._unreadable:
            before = self._digest.source
            with self.contained():
                self._document = seed_files.load(self._state.project, self.path, self.named)
            self._unreadable = self._document is None
            self._sound = self._sound and before == digest(content(self.path))
        return self._document

    def open(self) -> tuple[DocumentTranslation, ...]:
        """Merge the seed with its PO files on first use, in memory only.

        Returns:
            Its translations into all languages; of unusable PO files errors are told instead.
        """
        if self._translations is None:
            document = self.read()
            self._translations = tuple(self._open(document)) if document else ()
        return self._translations

    def _open(self, document: Document) -> Iterator[DocumentTranslation]:
        state = self._state
        for target in targets_of(document, state.every_target):
            with self.contained(self.po(target)):
                held_as = self._digest.held_as(target)
                yield open_translation(state.project, state.glossary, document, target, held_as)

    def opening_order(self, *, only_read: bool = False) -> OpeningOrder:
        """Return what another process needs to open the seed; see :meth:`take`."""
        _ = self._digest.source  # as it is before it is read
        return OpeningOrder(self.path, self.named, only_read and self.is_merged())

    def take(self, opened: OpenedSeed) -> None:
        """Take over what another process has opened, as if opened here."""
        self._document, self._translations = opened.document, opened.translations
        self._unreadable = opened.document is None
        self._sound = self._sound and self._digest.source == opened.source
        for error in opened.errors:
            self.tell(error)

    def handed_over(self) -> OpenedSeed:
        """Open the seed, and return what is open, for :meth:`take`; it is held here no more."""
        opened = OpenedSeed(self.read(), self.open(), (), self._digest.source)
        self.release()
        return opened

    def open_wanted(self) -> tuple[DocumentTranslation, ...]:
        """Open the seed, and return the translations that the command works on."""
        return self.open_in(self._state.targets)

    def open_in(self, targets: Collection[str]) -> tuple[DocumentTranslation, ...]:
        """Open the seed, and return its translations into some languages."""
        return tuple(each for each in self.open() if each.target in targets)

    @property
    def is_open(self) -> bool:
        """Tell whether its translations are open now."""
        return self._translations is not None

    def release(self) -> None:
        """Free what was read; it is read again on demand."""
        self._document, self._translations = None, None
        self._brought.clear()
        self.forget_files()

    def is_outdated(self) -> bool:
        """Tell whether an open PO file of the command has changed on disk."""
        return self.is_open and any(
            each.catalog.data != content(each.catalog.path) for each in self.open_wanted()
        )

    @property
    def document(self) -> Document | None:
        """Return the document if it is still held."""
        return self._document

    def forget_files(self) -> None:
        """Forget which PO files exist, since they may have moved."""
        self._lost = None
        self._digest.forget_files()

    def contained(self, where: str = "") -> contained:
        """Record errors raised in a ``with`` statement as this seed's, and go on.

        Args:
            where: what it is about; the seed itself if empty.
        """
        return contained(where or self.where, self.tell)

    def po(self, target: str) -> str:
        """Return the path of its PO file for a language, relative to the project."""
        return f"{self._state.catalog_folders[target]}/{self._digest.held_as(target)}.po"

    def is_usable(self, target: str) -> bool:
        """Tell whether its PO file for a language is readable, or does not exist yet."""
        errors: list[WorkflowError] = []
        with contained(self.po(target), errors.append):  # it is told where the seed is opened
            catalog.Catalog.load(self._state.project, self._digest.held_as(target), target)
        return not errors

    def is_merged(self) -> bool:
        """Tell whether its PO files are known to be merged with its current text."""
        held = None if self.name in self._state.interrupted else self._digest_with_journals()
        return bool(held and self._state.results.recall(_MERGED, self.name, held, bool))

    def note_merged(self) -> None:
        """Remember that its PO files have been merged and saved, if they have."""
        self.result(_MERGED, bool, lambda: True, digest_of=self._digest_with_journals)

    def write_language(self) -> None:
        """Write the command line's language for it into all its PO files.

        Merging has done so where the command was about the file's language: the newest word must
        not stand beside an older one in the others.
        """
        if not self.named:
            return
        source = "" if self.named == seed_files.AUTO else self.named
        told = {error.where for error in self._state.errors}
        written, errors = catalog.name_everywhere(self._state.project, self.name, source)
        if written:
            self.release()
        for error in errors:
            if error.where not in told:
                self.tell(error)

    def lost(self, target: str) -> Sequence[Finding]:
        """Find decisions of people that its PO file for one language has lost."""
        if self._lost is None:
            kind = dict[str, list[Finding]]
            self._lost = self.result(
                _LOST, kind, self._compare_with_journals, digest_of=self._digest_with_journals
            )
        return (self._lost or {}).get(target, ())

    def _compare_with_journals(self) -> dict[str, list[Finding]] | None:
        """Find, for each language, what the journal has and the PO file lacks."""
        found = {each.target: list(lost_findings(each)) for each in self.open()}
        return found if self.read() else None

    def report(self) -> SeedReport | None:
        """Count the progress of its translations, in the languages of the command."""
        found = self.result("report", SeedReport, self._report)
        if found is None:
            return None
        targets = self._state.targets
        wanted = {tag: found.locales[tag] for tag in targets if tag in found.locales}
        return found if len(wanted) == len(found.locales) else replace(found, locales=wanted)

    def _report(self) -> SeedReport | None:
        document = self.read()
        return report_seed(document, self.open()) if document else None

    def result(
        self,
        kind: str,
        type_: type[_T],
        work_out: Callable[[], _T | None],
        where: str = "",
        digest_of: Callable[[], str | None] | None = None,
    ) -> _T | None:
        """Return a result from the cache, or compute it and store it there.

        Args:
            kind: names the result; its name and this seed's identify it.
            type_: the result's.
            work_out: gives it from the document and its translations; None if it cannot be had.
            where: the file that it is about; the seed itself if empty.
            digest_of: gives a digest of what it follows from, if that is not :meth:`digest`.
        """
        followed, results = digest_of or self.digest, self._state.results
        if (held := followed()) is not None:
            known = results.recall(kind, self.name, held, type_)
            if known is not None:
                return known
        value = cast("_T | None", self._brought.pop(kind, None))
        if value is None:
            with self.contained(where):
                value = work_out()
        if value is not None and (held := followed()) is not None:
            results.keep(kind, self.name, held, value)
        return value

    def knows(self, kind: str, digest_of: Callable[[], str | None] | None = None) -> bool:
        """Tell whether a result is in the cache; ``digest_of`` is as for :meth:`result`."""
        held = (digest_of or self.digest)()
        return held is not None and self._state.results.holds(kind, self.name, held)

    def bring(self, kind: str, value: object) -> None:
        """Keep a result of another process for :meth:`result` to return."""
        self._brought[kind] = value

    def digest(self) -> str | None:
        """Digest all that its results depend on; None while a part is unsaved or unusable."""
        if not self._sound:
            return None
        if self._translations is None:
            return self._digest.on_disk
        if any(each.catalog.unsaved for each in self._translations):
            return None
        return self._digest.opened(self._translations)

    def judgements(self, target: str) -> Mapping[str, Judgement]:
        """Return a model's judgements of its translations, by the key of their texts."""
        known = self._state.judgements
        return known.of(self.name, target) if known else {}

    def digest_with_judgements(self, target: str) -> str | None:
        """Digest all that its results depend on, with a model's judgements of one translation."""
        own = self.digest()
        return None if own is None else self._digest.with_judgements(own, target)

    def _digest_with_journals(self) -> str | None:
        """Digest all that the comparison of its PO files with their journals depends on."""
        own = self.digest()
        return None if own is None else self._digest.with_journals(own)

    def tell(self, error: WorkflowError) -> None:
        """Record an error of this seed; results computed from now on are not cached."""
        self._sound = False
        self._state.errors.append(error)
