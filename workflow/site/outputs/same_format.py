"""Write the output ``same``: the seed's own file with the translated text in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path

from workflow.documents import readers, rewriting
from workflow.errors import PublishError, SourceError, WorkflowError
from workflow.languages import space_between
from workflow.markup import rejoined
from workflow.model import Segment, say
from workflow.site.article import Article
from workflow.site.publication import Output, OutputScope, Publication
from workflow.site.theming.labels import label

#: What other formats are called, and the endings of their files' names.
_TAKEN = {".epub": (label("EPUB in the original layout"), ".layout.epub")}
#: Lines that a message names.
_NAMED = 5


class SameFormat:
    """The output in the seed's format, for seeds whose reader can write."""

    def suited(
        self, publication: Publication, tell: Callable[[WorkflowError], object]
    ) -> Output | None:
        """Return the writer for an article's seed file; None if its format cannot be written."""
        original, where = publication.article.original, publication.article.document.path
        if original is None or not (rewriter := readers.rewriter(where)):
            return None
        extension = Path(where).suffix.lower()
        return _Rewritten(original, extension, rewriter.media_types[extension], tell)


class _Rewritten:
    """Writes one article's seed file in its languages."""

    scope = OutputScope.EDITION

    def __init__(
        self,
        original: Path,
        extension: str,
        media_type: str,
        tell: Callable[[WorkflowError], object],
    ) -> None:
        self._original = original
        self._tell = tell
        self.media_type = media_type
        name = extension.removeprefix(".").upper()
        self.label, self.extension = _TAKEN.get(extension, (name, extension))

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Write the file in a language; empty for the source's language or without translations.

        Raises:
            PublishError: the seed cannot be read any more.
        """
        article, (language,) = publication.article, languages
        if language == publication.summary.source or not publication.summary.begun(languages):
            return b""
        where = article.document.path
        texts = dict(translated(article, language))
        note = "; ".join(publication.states(languages))
        try:
            blocks = article.document.blocks
            done = rewriting.rewrite(self._seed, where, blocks, texts, language=language, note=note)
        except SourceError as error:
            raise PublishError(error.where, error.what, error.hint) from error
        if done.unplaced:
            self._tell(_unplaced(where, language, done.unplaced))
        return done.data

    @cached_property
    def _seed(self) -> bytes:
        return self._original.read_bytes()


def translated(article: Article, language: str) -> Iterator[tuple[int, str]]:
    """Yield the number and translated text of each block that has a translation.

    A sentence of it that has none stands as it does on the pages: in the source's words.
    """
    gap = space_between(language)
    for number, group in groupby(article.document.segments, key=lambda each: each.block):
        segments = list(group)
        texts = dict(_texts(article, segments, language))
        if not texts:
            continue
        parts: list[str] = []
        for place, segment in enumerate(segments):
            own = place not in texts
            parts += (texts.get(place, segment.text), segment.space if own else gap)
        yield number, rejoined("".join(parts[:-1]))


def _texts(
    article: Article, segments: Sequence[Segment], language: str
) -> Iterator[tuple[int, str]]:
    for place, segment in enumerate(segments):
        entry = article.entry(segment, language)
        if entry and entry.text:
            yield place, entry.text


def _unplaced(where: str, language: str, lines: Sequence[int]) -> PublishError:
    """Report translations that could not be written into the file."""
    named = ", ".join(map(str, lines[:_NAMED])) + " …" * (len(lines) > _NAMED)
    return PublishError(
        where,
        say(
            "{n} translations into {language} have no place in its file: {lines}",
            n=len(lines),
            language=language,
            lines=named,
        ),
        say("They are on the pages; put them into the file by hand."),
    )
