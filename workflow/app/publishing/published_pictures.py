"""Load the pictures that seeds show, and tell whether their pages are up to date."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from workflow.app.state.project_state import ProjectState
from workflow.documents import pictures
from workflow.errors import SourceError
from workflow.model import Block, Document, Finding, Message, Picture, Severity, say
from workflow.site import links
from workflow.store.digests import content
from workflow.store.results import ResultCache

#: The kind and the name of the record of published pictures. Changing the kind prepares every
#: picture again.
_KIND, _NAME = "pictures/3", ""


@dataclass(frozen=True, slots=True)
class _Published:
    """A picture in a site: its file's name and, as in :class:`Picture`, its type and size."""

    name: str
    media_type: str
    width: int
    height: int
    smaller: tuple[_Published, ...] = ()

    @classmethod
    def of(cls, picture: Picture) -> _Published:
        """Describe a picture for the record."""
        smaller = tuple(map(cls.of, picture.smaller))
        return cls(picture.name, picture.media_type, picture.width, picture.height, smaller)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture as a seed showed it when it was published.

    Attributes:
        path: the file, there or not, relative to the project.
        digest: of what it held.
        seed: the seed's path, relative to the project.
        line: of its caption there.
        fault: why it could not be shown; empty if it was.
        published: what came of it; nothing if it could not be shown.
    """

    path: str
    digest: str
    seed: str
    line: int
    fault: Message = Message("")  # noqa: RUF009 - it never changes
    published: _Published | None = None


class Pictures:
    """The pictures of a project's seeds, now and when they were last published."""

    def __init__(self, state: ProjectState) -> None:
        self._state = state
        self._kind = f"{_KIND}{'/preview' * state.project.preview}"
        #: The record, and the pictures of existing pages, which may be in parts of a site.
        self._saved = self._known = self._kept(state.results)
        self._shown: dict[str, Sequence[_Shown]] = {}

    def unchanged(self, name: str) -> bool:
        """Tell whether a seed's pictures are the same as when its pages were built."""
        known = self._known.get(name, ())
        return all(self._digest(each.path) == each.digest for each in known)

    def keep(self, name: str) -> None:
        """Keep the record of a seed's pictures: its pages are reused."""
        if shown := self._known.get(name):
            self._shown[name] = shown

    def of(self, document: Document) -> Mapping[str, Picture]:
        """Load the pictures of a seed, by their addresses there, recording faults."""
        found: dict[str, Picture] = {}
        shown: list[_Shown] = []
        for block in pictures.shown(document.blocks):
            shown.append(self._show(document, block, found))
            if block.url in found:
                versions = self._versions(document, block, shown)
                found[block.url] = replace(found[block.url], versions=versions)
        if shown:
            self._shown[document.name] = shown
        return found

    def _versions(
        self, document: Document, block: Block, shown: list[_Shown]
    ) -> Mapping[str, Picture]:
        """Load a picture's versions for single languages, if there are such files."""
        place = pictures.place(document.path, block.url)
        if not (self._state.project.root / place).is_file():  # it is a part of a document
            return {}
        found: dict[str, Picture] = {}
        for tag in dict.fromkeys((document.language, *self._state.every_target)):
            for path in pictures.version_places(place, tag):
                own = replace(block, url=posixpath.relpath(path, posixpath.dirname(document.path)))
                if (self._state.project.root / path).is_file():
                    each: dict[str, Picture] = {}
                    shown.append(self._show(document, replace(own, url=quote(own.url)), each))
                    found |= dict.fromkeys((tag,), each.popitem()[1]) if each else {}
                    break
                shown.append(_Shown(path, self._digest(path), document.path, block.line))
        return found

    @property
    def findings(self) -> Sequence[Finding]:
        """List the faults of the pictures of the seeds taken so far."""
        return tuple(
            Finding("picture", Severity.WARNING, each.seed, each.line, each.fault)
            for shown in self._shown.values()
            for each in shown
            if each.fault
        )

    def know(self, parts: Iterable[ResultCache]) -> None:
        """Load the pictures recorded by the site's parts, in place of those of the last site."""
        self._known = {
            name: shown for results in parts for name, shown in self._kept(results).items()
        }

    def _kept(self, results: ResultCache) -> Mapping[str, Sequence[_Shown]]:
        return results.last(self._kind, _NAME, dict[str, tuple[_Shown, ...]]) or {}

    def save(self, results: ResultCache | None = None) -> None:
        """Save the record; ``results`` are those of a part of the site."""
        if results or self._shown != self._saved:
            (results or self._state.results).keep(self._kind, _NAME, "", self._shown)

    def _show(self, document: Document, block: Block, found: dict[str, Picture]) -> _Shown:
        path = pictures.place(document.path, block.url)
        digest = self._digest(path)  # taken first: what is written meanwhile shows the next time
        shown = _Shown(path, digest, document.path, block.line)
        try:
            picture = found.get(block.url) or self._prepared(document, path, digest)
        except SourceError as error:
            fault = say(
                "the picture {where} {what}. {hint}",
                where=error.where,
                what=error.what,
                hint=error.hint,
            )
            return replace(shown, fault=fault)
        found[block.url] = picture
        return replace(shown, published=_Published.of(picture))

    def _prepared(self, document: Document, path: str, digest: str) -> Picture:
        """Load a picture in its published form, from the site if it is there already.

        Raises:
            SourceError: it cannot be shown.
        """
        for each in self._known.get(document.name, ()):
            same = each.published and (each.path, each.digest) == (path, digest)
            if same and each.published and (picture := self._standing(document, each.published)):
                return picture
        return pictures.narrowed(pictures.load(self._state.project, path))

    def _standing(self, document: Document, about: _Published) -> Picture | None:
        """Reuse a picture and its smaller versions from the site; nothing if any has changed."""
        slug = links.slug_of(document)
        data = content(
            self._state.project.site / links.picture(document.language, slug, about.name)
        )
        smaller = [self._standing(document, each) for each in about.smaller]
        if not (data and pictures.is_named(about.name, data) and all(smaller)):
            return None
        size = about.width, about.height
        return Picture(about.name, data, about.media_type, *size, tuple(filter(None, smaller)))

    def _digest(self, path: str) -> str:
        return self._state.files.of(pictures.file_of(self._state.project.root / path)).hex()
