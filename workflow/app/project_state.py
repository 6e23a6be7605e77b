"""What the commands work at: a project's seeds, each opened at most once, and only if need be.

A seed is read, its languages detected, its sentences found and its PO files merged the first time
any of that is asked for. What follows from them (counts, findings, what lists say about it) is
remembered with a digest of everything it follows from; while that is the same, nothing is opened.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TypeVar

import workflow
from workflow import catalog, glossary, plugins
from workflow.app import seed_files
from workflow.app.document_translation import (
    DocumentTranslation,
    SeedReport,
    lost_findings,
    open_translation,
    report_seed,
    targets_of,
)
from workflow.documents import readers
from workflow.errors import Containment, WorkflowError, contained
from workflow.glossary import Glossary
from workflow.model import Document, Finding, Project
from workflow.protocols import Progress, silent
from workflow.store.digests import FileDigests, content, digest
from workflow.store.files import is_text
from workflow.store.results import ResultCache

_T = TypeVar("_T")
#: The kind of result that says that a seed was merged into its PO files.
_MERGED = "merged"
#: And the kind that says what people have decided and its PO files have lost.
_MISSING = "missing"
#: Files of this package that decide what comes out.
_CODE = frozenset({".py", ".html", ".css", ".js", ".po", ".csv", ".txt", ".json"})


class ProjectState:
    """One command's work on a project; use it in a ``with`` statement.

    Attributes:
        project: whose seeds.
        targets: the languages the command is about.
        progress: told how far the reading of seeds is.
        named: the languages that the command line says seeds are in, by their paths.
        files: the digests of seeds and PO files.
        errors: what went wrong so far; the command goes on.
        terms: the glossary.
    """

    def __init__(
        self,
        project: Project,
        targets: Sequence[str] = (),
        progress: Progress = silent,
        named: Mapping[Path, str] = MappingProxyType({}),
    ) -> None:
        self.project = project
        self.targets = tuple(targets) or project.settings.targets
        self.progress = progress
        self.named = named
        self.terms: Glossary = glossary.load(project)
        self.errors: list[WorkflowError] = list(self.terms.errors)
        self.memo = ResultCache(project.cache / "state.db")
        self.files = FileDigests(self.memo)

    def __enter__(self) -> ProjectState:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.files.save()
        self.memo.close()

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """All seeds of the project."""
        return readers.seeds(self.project)

    @cached_property
    def names(self) -> Counter[str]:
        """The names of all seeds; a name that two of them have is an error."""
        return Counter(self._named.values())

    @cached_property
    def _named(self) -> dict[Path, str]:
        return {path: seed_files.name_of(self.project, path) for path in self.paths}

    def name(self, path: Path) -> str:
        """A seed's name."""
        return self._named.get(path) or seed_files.name_of(self.project, path)

    @cached_property
    def orphans(self) -> dict[str, list[str]]:
        """For each language the command is about, the names of PO files whose seed is gone."""
        return {
            target: list(catalog.orphans(self.project, self.names, target))
            for target in self.targets
        }

    @cached_property
    def interrupted(self) -> frozenset[str]:
        """The names of seeds of which a killed process has left something beside a PO file."""
        return catalog.interrupted(self.project, self.names, self.every_target)

    @cached_property
    def every_target(self) -> tuple[str, ...]:
        """The project's target languages and those that the command is about."""
        return tuple(dict.fromkeys((*self.project.settings.targets, *self.targets)))

    @cached_property
    def catalog_folders(self) -> dict[str, str]:
        """For each of these languages the folder of its PO files, relative to the project.

        As text, which is joined ten times as fast as a path: every seed asks, changed or not.
        """
        return {tag: catalog.folder_of(self.project, tag) for tag in self.every_target}

    @cached_property
    def journal_folders(self) -> dict[str, str]:
        """For each of these languages the folder of the PO files' journals."""
        names = {tag: catalog.journal_of(self.project, "_", tag) for tag in self.every_target}
        return {tag: str(path.parent) for tag, path in names.items()}

    @cached_property
    def basis(self) -> bytes:
        """A digest of what every result follows from: settings, glossary, program."""
        hasher = hashlib.blake2b(digest_size=16)
        hasher.update(repr((self.project.settings, self.every_target)).encode())
        for path in sorted(self.project.glossary.glob("*.csv")):
            hasher.update(digest(path.name.encode(errors="replace")) + digest(content(path)))
        hasher.update(_program().encode())
        return hasher.digest()

    def seeds(self, paths: Collection[Path], label: str = "Reading seeds") -> Iterator[SeedState]:
        """The seeds at ``paths``, one by one; nothing of them has been read yet."""
        for number, path in enumerate(paths):
            self.progress(number, len(paths), label)
            yield SeedState(self, path)
        self.progress(len(paths), len(paths), label)


class SeedState:
    """A seed and its translations.

    Attributes:
        path: the file.
        name: names its PO files and pages.
    """

    def __init__(self, workspace: ProjectState, path: Path) -> None:
        self._workspace = workspace
        self.path = path
        self.name = workspace.name(path)
        self._named = workspace.named.get(path, "")
        self._document: Document | None = None
        self._translations: tuple[DocumentTranslation, ...] | None = None
        self._missing: Mapping[str, Sequence[Finding]] | None = None
        #: What the open PO files held when their digest was taken, and that digest.
        self._digested: tuple[list[bytes | None], str] | None = None
        self._unreadable = False
        #: Whether results may be remembered: nothing failed, and the name is its own.
        self._sound = workspace.names[self.name] == 1 and is_text(self.name)

    @property
    def where(self) -> str:
        """The file's path, relative to the project, with forward slashes."""
        return self.path.relative_to(self._workspace.project.root).as_posix()

    @property
    def document(self) -> Document | None:
        """The seed with languages and sentences; None, and an error told, if it can't be read."""
        if self._document is None and not self._unreadable:
            before = self._source
            with self.guarded():
                self._document = seed_files.load(self._workspace.project, self.path, self._named)
            self._unreadable = self._document is None
            self._sound = self._sound and before == digest(content(self.path))
        return self._document

    @property
    def translations(self) -> tuple[DocumentTranslation, ...]:
        """Its translations, merged with what it says today; unusable ones are told as errors."""
        if self._translations is None:
            self._translations = tuple(self._open()) if self.document else ()
        return self._translations

    def _open(self) -> Iterator[DocumentTranslation]:
        workspace, document = self._workspace, self.document
        assert document  # noqa: S101 - for the type checker: asked for by `translations` alone
        for target in targets_of(document, workspace.every_target):
            with self.guarded(self.po(target)):
                yield open_translation(workspace.project, workspace.terms, document, target)

    def guarded(self, where: str = "") -> Containment:
        """Makes whatever goes wrong inside this seed's error: the command goes on with the others.

        Args:
            where: what it is about; the seed itself if empty.
        """
        root = self._workspace.project.root
        return contained(where or self.path.relative_to(root).as_posix(), self._tell)

    def po(self, target: str) -> str:
        """The path of its PO file for a language, relative to the project."""
        return f"{self._workspace.catalog_folders[target]}/{self.name}.po"

    @property
    def opened(self) -> bool:
        """Whether its translations are open now."""
        return self._translations is not None

    @property
    def settled(self) -> bool:
        """Whether its PO files are known to have been merged with what it says today."""
        digest = None if self.name in self._workspace.interrupted else self._with_journals()
        return bool(digest and self._workspace.memo.recall(_MERGED, self.name, digest, bool))

    def settle(self) -> None:
        """Remembers that its PO files have been merged and saved, if they have."""
        self.result(_MERGED, bool, lambda: True, digest_of=self._with_journals)

    def keep_named(self) -> None:
        """Writes what the command line says of its language into all PO files that it has.

        Merging has done so where the command was about the file's language: the newest word must
        not stand beside an older one in the others.
        """
        if not self._named:
            return
        source = "" if self._named == seed_files.AUTO else self._named
        told = {error.where for error in self._workspace.errors}
        written, errors = catalog.name_everywhere(self._workspace.project, self.name, source)
        if written:
            self.release()
        for error in errors:
            if error.where not in told:
                self._tell(error)

    def missing(self, target: str) -> Sequence[Finding]:
        """What people have decided, and its PO file for one language does not hold any more."""
        if self._missing is None:
            kind = dict[str, list[Finding]]
            self._missing = self.result(
                _MISSING, kind, self._compared, digest_of=self._with_journals
            )
        return (self._missing or {}).get(target, ())

    def _compared(self) -> dict[str, list[Finding]] | None:
        """For each language, what the journal knows and the PO file does not."""
        found = {each.target: list(lost_findings(each)) for each in self.translations}
        return found if self.document else None

    @property
    def asked(self) -> tuple[DocumentTranslation, ...]:
        """Its translations into the languages that the command is about."""
        return tuple(each for each in self.translations if each.target in self._workspace.targets)

    def report(self) -> SeedReport | None:
        """How far its translations are, in the languages that the command is about."""
        found = self.result("report", SeedReport, self._report)
        if found is None:
            return None
        asked = {tag: found.locales[tag] for tag in self._workspace.targets if tag in found.locales}
        if len(asked) == len(found.locales):
            return found
        return replace(found, locales=asked)

    def _report(self) -> SeedReport | None:
        project = self._workspace.project
        return report_seed(project, self.document, self.translations) if self.document else None

    def result(
        self,
        kind: str,
        type_: type[_T],
        work_out: Callable[[], _T | None],
        where: str = "",
        digest_of: Callable[[], str | None] | None = None,
    ) -> _T | None:
        """What was worked out before, or else is worked out now and remembered.

        Args:
            kind: names the result; its name and this seed's identify it.
            type_: the result's.
            work_out: gives it from the document and its translations; None if it cannot be had.
            where: the file that it is about; the seed itself if empty.
            digest_of: gives a digest of what it follows from, if that is not :attr:`digest`.
        """
        followed = digest_of or (lambda: self.digest)
        if (digest := followed()) is not None:
            known = self._workspace.memo.recall(kind, self.name, digest, type_)
            if known is not None:
                return known
        value = None
        with self.guarded(where):
            value = work_out()
        if value is not None and (digest := followed()) is not None:
            self._workspace.memo.keep(kind, self.name, digest, value)
        return value

    @property
    def digest(self) -> str | None:
        """Of all that its results follow from; None while it has unsaved or unusable parts."""
        if not self._sound:
            return None
        if self._translations is None:
            return self._digest_on_disk
        if any(each.catalog.unsaved for each in self._translations):
            return None
        held = [each.catalog.data for each in self._translations]
        if self._digested is None or self._digested[0] != held:
            known = {each.target: digest(each.catalog.data) for each in self._translations}
            self._digested = held, self._combined(self._on_disk | known)
        return self._digested[1]

    def _with_journals(self) -> str | None:
        """The digest of all that a comparison of its PO files with their journals follows from."""
        if (digest := self.digest) is None:
            return None
        workspace = self._workspace
        held = [
            workspace.files.of(f"{folder}/{self.name}.jsonl")
            for folder in workspace.journal_folders.values()
        ]
        return f"{digest}{b''.join(held).hex()}" if any(map(any, held)) else digest

    @cached_property
    def _digest_on_disk(self) -> str:
        return self._combined(self._on_disk)

    def _combined(self, held: Mapping[str, bytes]) -> str:
        parts = (self._workspace.basis, self._source, self._named.encode(), *held.values())
        return hashlib.blake2b(b"".join(parts), digest_size=16).hexdigest()

    @cached_property
    def _source(self) -> bytes:
        return self._workspace.files.of(self.path)

    @cached_property
    def _on_disk(self) -> dict[str, bytes]:
        """For each language, a digest of what the PO file holds that it has or would have."""
        workspace = self._workspace
        return {
            tag: workspace.files.of(f"{workspace.project.root}/{folder}/{self.name}.po")
            for tag, folder in workspace.catalog_folders.items()
        }

    def release(self) -> None:
        """Lets go of what was read; it is read again when asked for."""
        self._document, self._translations, self._digested = None, None, None
        self._missing = None
        self.__dict__.pop("_on_disk", None)
        self.__dict__.pop("_digest_on_disk", None)

    def _tell(self, error: WorkflowError) -> None:
        self._sound = False
        self._workspace.errors.append(error)


def named(paths: Collection[Path]) -> Mapping[Path, str]:
    """What the command line says of the languages of seeds: nothing, unless ``paths`` maps."""
    return paths if isinstance(paths, Mapping) else {}


@cache
def _program() -> str:
    """What tells this program from another version of it, and from one with other plugins."""
    root = Path(str(resources.files(workflow)))
    files = (path.stat() for path in sorted(root.rglob("*")) if path.suffix in _CODE)
    stamps = [(stat.st_size, stat.st_mtime_ns) for stat in files]
    return repr((workflow.__version__, stamps, plugins.registered()))
