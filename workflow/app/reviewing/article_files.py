"""Read the articles under review from their files, again only when these have changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from workflow.app import renaming
from workflow.app.state import seed_files
from workflow.app.state.document_translation import (
    DocumentTranslation,
    open_translation,
    targets_of,
)
from workflow.app.state.kept_opinions import judgements
from workflow.app.state.project_state import ProjectState
from workflow.catalog import Catalog, journal_of, path_of, place_of, seams_of
from workflow.errors import CatalogError
from workflow.glossary import Glossary, load, tables
from workflow.model import (
    BlockKind,
    Document,
    Project,
)
from workflow.review import Gone
from workflow.store.digests import FileDigests, content, digest

#: How many documents, translations and other parsed files of each kind are kept.
_KEPT = 16
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Articles:
    """A project's articles; every method raises :class:`Gone` for one that is not under review."""

    def __init__(self, project: Project, paths: Sequence[Path]) -> None:
        self._project = project
        self._seeds = {seed_files.name_of(project, path): path for path in paths}
        self._documents: dict[str, tuple[bytes, Document]] = {}
        self._translations: dict[tuple[str, str], tuple[bytes, Mapping[str, str]]] = {}
        self._opened: dict[tuple[str, str], tuple[Glossary, DocumentTranslation]] = {}
        self._glossary: tuple[object, Glossary] | None = None
        self._digests = FileDigests()
        self._held_as: Mapping[tuple[str, str], str] | None = None

    @property
    def seeds(self) -> Mapping[str, Path]:
        """The seeds under review, by the names of their articles."""
        return self._seeds

    @property
    def paths(self) -> Sequence[Path]:
        """List the seeds under review."""
        return tuple(self._seeds.values())

    def texts_of(self, name: str, target: str) -> str:
        """Return the text of an article's PO file, each string on one line; empty without one."""
        data = content(path_of(self._project, self._held(name, target), target)) or b""
        return data.decode("utf-8", "replace").replace('"\n"', "")

    def foresee_renames(self, state: ProjectState) -> None:
        """Find renamed seeds, and use their PO files under the names that they have.

        Until ``workflow sync`` moves them: a file of the new name would stand in their way.
        """
        renaming.foresee(state, self.paths)
        found = state.held_as.items()
        self._held_as = {place: old for place, old in found if old not in state.names}

    def held_as(self, name: str) -> Mapping[str, str]:
        """Return the current name of an article's PO file in each language."""
        return {tag: self._held(name, tag) for tag in self._project.settings.targets}

    def _held(self, name: str, target: str) -> str:
        """Return the current name of an article's PO file."""
        if place_of(self._project, name, target).exists():
            return name
        if self._held_as is None:
            with ProjectState(self._project) as state:
                self.foresee_renames(state)
        old = (self._held_as or {}).get((target, name), name)
        return old if place_of(self._project, old, target).exists() else name

    def rev(self, name: str, target: str) -> str:
        """Digest the files that an article's review depends on."""
        seed, held = self._seed(name, target), self._held(name, target)
        paths = (
            seed, path_of(self._project, held, target),
            journal_of(self._project, held, target), *self._tables(),
            judgements(self._project).place(name, target), seams_of(self._project, name),
        )  # fmt: skip
        return digest(b"".join(map(self._digests.of, paths))).hex()

    @contextmanager
    def opened(self, name: str, target: str) -> Iterator[DocumentTranslation]:
        """Open an article's translation, merged with its seed, in memory only.

        As long as none of its files has changed, it is the one that was opened before, with what
        has been saved in it. After an error it is read again: it may hold what was not saved.

        Raises:
            CatalogError: the PO file cannot be used.
        """
        document, glossary = self._document(name, self._seed(name, target)), self.glossary
        if not targets_of(document, (target,)):
            raise Gone
        known = self._opened.pop((name, target), None)
        translation = known and self._as_it_is(known, document, glossary)
        if translation is None:
            translation = open_translation(
                self._project, glossary, document, target, self._held(name, target)
            )
        yield translation
        keep(self._opened, (name, target), (glossary, translation))

    def _as_it_is(
        self, known: tuple[Glossary, DocumentTranslation], document: Document, glossary: Glossary
    ) -> DocumentTranslation | None:
        """Return a translation opened before, if all files that it depends on are unchanged."""
        earlier, translation = known
        same = earlier is glossary and translation.whole is document
        held = translation.catalog
        return translation if same and digest(held.data) == self._digests.of(held.path) else None

    def others(self, translation: DocumentTranslation) -> Mapping[str, Mapping[str, str]]:
        """Read the translations into the other languages, by language and sentence."""
        return dict(self._others(translation))

    def _others(self, translation: DocumentTranslation) -> Iterator[tuple[str, Mapping[str, str]]]:
        document = translation.whole
        for tag in targets_of(document, self._project.settings.targets):
            if tag == translation.target:
                continue
            try:
                yield tag, self._texts(document.name, tag)
            except CatalogError:
                continue

    def _texts(self, name: str, tag: str) -> Mapping[str, str]:
        """Read a PO file's translations by sentence, again only when the file has changed."""
        file = self._held(name, tag)
        held = self._digests.of(path_of(self._project, file, tag))
        known, texts = self._translations.get((name, tag), (b"", {}))
        if known != held:
            entries = Catalog.load(self._project, file, tag).entries
            texts = {source: entry.text for source, entry in entries.items()}
            keep(self._translations, (name, tag), (held, texts))
        return texts

    def _seed(self, name: str, target: str) -> Path:
        if name not in self._seeds or target not in self._project.settings.targets:
            raise Gone
        return self._seeds[name]

    def _document(self, name: str, path: Path) -> Document:
        held = self._digests.of(path) + self._digests.of(seams_of(self._project, name))
        known, document = self._documents.get(name, (b"", None))
        if document is None or known != held:
            if not path.exists():
                raise Gone
            document = seed_files.load(self._project, path)
            keep(self._documents, name, (held, document))
        return document

    @property
    def glossary(self) -> Glossary:
        """Load the glossary, again only when one of its tables has changed."""
        tables = tuple((path, self._digests.of(path)) for path in self._tables())
        if self._glossary is None or self._glossary[0] != tables:
            self._glossary = tables, load(self._project)
        return self._glossary[1]

    def _tables(self) -> Sequence[Path]:
        return tables(self._project)


def keep(kept: dict[_Key, _Value], key: _Key, value: _Value, most: int = _KEPT) -> None:
    """Put an item into a cache as its newest, and drop the oldest beyond a limit."""
    kept.pop(key, None)
    while len(kept) >= most:
        del kept[next(iter(kept))]
    kept[key] = value


def title(document: Document) -> str:
    """Return an article's headline, or its name."""
    headlines = (s.text for s in document.segments if s.kind is BlockKind.HEADLINE)
    return next(headlines, document.metadata.title or document.name)
