"""The articles under review, read from their files as they are now."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from workflow import glossary
from workflow.app import seed_files
from workflow.app.document_translation import DocumentTranslation, open_translation, targets_of
from workflow.catalog import Catalog, journal_of, path_of
from workflow.errors import CatalogError
from workflow.glossary import Glossary
from workflow.model import Document, Project
from workflow.review import Gone

#: How many documents, translations and other things read from files are kept of each kind.
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

    @property
    def paths(self) -> Sequence[Path]:
        """The seeds under review."""
        return tuple(self._seeds.values())

    def rev(self, name: str, target: str) -> str:
        """A digest of the files that an article's review follows from."""
        hasher = hashlib.sha256()
        for path in (
            self._seed(name, target), path_of(self._project, name, target),
            journal_of(self._project, name, target), *self._tables(),
        ):  # fmt: skip
            hasher.update(hashlib.sha256(_bytes(path)).digest())
        return hasher.hexdigest()[:32]

    @contextmanager
    def opened(self, name: str, target: str) -> Iterator[DocumentTranslation]:
        """An article's translation, merged with what the seed says today; in memory only.

        As long as none of its files has changed, it is the one that was opened before, with what
        has been saved in it. After an error it is read again: it may hold what was not saved.

        Raises:
            CatalogError: the PO file cannot be used.
        """
        document, terms = self._document(name, self._seed(name, target)), self._terms()
        if not targets_of(document, (target,)):
            raise Gone
        known = self._opened.pop((name, target), None)
        translation = known and _as_it_is(known, document, terms)
        if translation is None:
            translation = open_translation(self._project, terms, document, target)
        yield translation
        _keep(self._opened, (name, target), (terms, translation))

    def others(self, translation: DocumentTranslation) -> Mapping[str, Mapping[str, str]]:
        """The translations into the other languages, by language and sentence; what can be read."""
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
        """A PO file's translations, by sentence; read again when the file has changed."""
        data = _bytes(path_of(self._project, name, tag))
        known, texts = self._translations.get((name, tag), (b"", {}))
        if known != data:
            entries = Catalog.load(self._project, name, tag).entries
            texts = {source: entry.text for source, entry in entries.items()}
            _keep(self._translations, (name, tag), (data, texts))
        return texts

    def _seed(self, name: str, target: str) -> Path:
        if name not in self._seeds or target not in self._project.settings.targets:
            raise Gone
        return self._seeds[name]

    def _document(self, name: str, path: Path) -> Document:
        data = _bytes(path)
        known, document = self._documents.get(name, (b"", None))
        if document is None or known != data:
            if not path.exists():
                raise Gone
            document = seed_files.load(self._project, path)
            _keep(self._documents, name, (data, document))
        return document

    def _terms(self) -> Glossary:
        """The glossary; read again when a table of it has changed."""
        tables = tuple((path, _bytes(path)) for path in self._tables())
        if self._glossary is None or self._glossary[0] != tables:
            self._glossary = tables, glossary.load(self._project)
        return self._glossary[1]

    def _tables(self) -> Sequence[Path]:
        return sorted(self._project.glossary.glob("*.csv"))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _as_it_is(
    known: tuple[Glossary, DocumentTranslation], document: Document, terms: Glossary
) -> DocumentTranslation | None:
    """A translation that was opened before, if all it follows from is as it was."""
    earlier, translation = known
    same = earlier is terms and translation.whole is document
    return (
        translation
        if same and translation.catalog.data == _bytes(translation.catalog.path)
        else None
    )


def _keep(kept: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Keeps something as the newest, and no more than some of its kind."""
    kept.pop(key, None)
    while len(kept) >= _KEPT:
        del kept[next(iter(kept))]
    kept[key] = value
