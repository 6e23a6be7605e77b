"""The articles under review, read from their files as they are now."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from workflow import glossary
from workflow.app import documents, versions
from workflow.app.versions import Version
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
        self._seeds = {documents.name_of(project, path): path for path in paths}
        self._documents: dict[str, tuple[bytes, Document]] = {}
        self._translations: dict[tuple[str, str], tuple[bytes, Mapping[str, str]]] = {}
        self._versions: dict[tuple[str, str], tuple[Glossary, Version]] = {}
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
    def opened(self, name: str, target: str) -> Iterator[Version]:
        """An article's translation, merged with what the seed says today; in memory only.

        As long as none of its files has changed, it is the one that was opened before, with what
        has been saved in it. After an error it is read again: it may hold what was not saved.

        Raises:
            CatalogError: the PO file cannot be used.
        """
        document, terms = self._document(name, self._seed(name, target)), self._terms()
        if not versions.targets_of(document, (target,)):
            raise Gone
        known = self._versions.pop((name, target), None)
        version = known and _as_it_is(known, document, terms)
        if version is None:
            version = versions.open_version(self._project, terms, document, target)
        yield version
        _keep(self._versions, (name, target), (terms, version))

    def others(self, version: Version) -> Mapping[str, Mapping[str, str]]:
        """The translations into the other languages, by language and sentence; what can be read."""
        return dict(self._others(version))

    def _others(self, version: Version) -> Iterator[tuple[str, Mapping[str, str]]]:
        document = version.whole
        for tag in versions.targets_of(document, self._project.settings.targets):
            if tag == version.target:
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
            document = documents.load(self._project, path)
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
    known: tuple[Glossary, Version], document: Document, terms: Glossary
) -> Version | None:
    """A version that was opened before, if all it follows from is as it was."""
    earlier, version = known
    same = earlier is terms and version.whole is document
    return version if same and version.catalog.data == _bytes(version.catalog.path) else None


def _keep(kept: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Keeps something as the newest, and no more than some of its kind."""
    kept.pop(key, None)
    while len(kept) >= _KEPT:
        del kept[next(iter(kept))]
    kept[key] = value
