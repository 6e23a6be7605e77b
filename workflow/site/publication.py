"""Define what an output format gets (:class:`Publication`), and what it must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol, runtime_checkable

from workflow.errors import WorkflowError
from workflow.languages import any_language, pack
from workflow.model import Picture
from workflow.site.article import Article
from workflow.site.body.aligned_blocks import Cell
from workflow.site.body.content import Content
from workflow.site.body.highlights import ListedTerm
from workflow.site.cards import Card
from workflow.site.lists.topics import ArticleTopics
from workflow.site.summary import Summary
from workflow.site.theming.labels import PageWords, tallied


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the site.

    Attributes:
        name: plain text.
        url: the public address of the site; empty where it is not known.
        logo: the public address of its logo; empty for none.
    """

    name: str
    url: str
    logo: str = ""

    def data(self) -> dict[str, Any]:
        """Describe it: https://schema.org/Organization."""
        data: dict[str, Any] = {"@type": "Organization", "name": self.name}
        if self.url:
            data["url"] = self.url
        if self.logo:
            data["logo"] = {"@type": "ImageObject", "url": self.logo}
        return data


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """One article, ready to be written in any format.

    Attributes:
        article: the document, its translations and its terms as they are in the project.
        summary: its languages, titles, date and the state of its translations.
        content: its sentences as safe HTML, block by block, in every language.
        terms: the terms mentioned in it, in order of appearance.
        site: the site's name.
        url: the site's public address; empty when it is not known.
        words: the words around the text, by BCP 47 tag.
        render: fills in a template of the site's theme, named by its path.
        publisher: who publishes the site.
        readings: path and content of the script with the readings of its sentences, if it has one.
        cards: the pictures that stand for aligned pages where they are shared, by their languages.
        topics: its section, tags and authors as each edition names them, by language.
    """

    article: Article
    summary: Summary
    content: Content
    terms: Sequence[ListedTerm]
    site: str
    url: str
    words: Callable[[str], PageWords]
    render: Callable[..., str]
    publisher: Publisher
    cards: Mapping[tuple[str, ...], Card] = field(default_factory=dict)
    readings: tuple[str, bytes] = ("", b"")
    topics: Mapping[str, ArticleTopics] = field(default_factory=dict)

    def status(self, language: str, cell: Cell) -> str:
        """Return the mark of an unapproved sentence, ``○ machine``, or nothing."""
        return "" if cell.mark in {"", "reviewed"} else _status(self.words(language), cell.mark)

    def readings_in(self, languages: Sequence[str]) -> str:
        """Return the path of its readings for a page that has a language that is read so."""
        read = any(pack(tag).read_letters for tag in languages)
        return self.readings[0] if read else ""

    def pictures(self, languages: Sequence[str]) -> Iterator[Picture]:
        """Yield the pictures that are shown in some languages."""
        for each in self.article.pictures.values():
            yield each.of(languages)

    def states(self, languages: Sequence[str]) -> Iterator[str]:
        """Yield the number of sentences by state for each translation."""
        for language in languages:
            if language != self.summary.source:
                words, tally = self.words(language), self.summary.tallies[language]
                counts = (f"{shape} {words(label, n=n)}" for _, shape, label, n in tallied(tally))
                yield f"{any_language(language).autonym}: {words(', ').join(counts)}"


@lru_cache(maxsize=256)
def _status(words: PageWords, mark: str) -> str:
    return " ".join(words.mark(mark))


class OutputScope(StrEnum):
    """What an output writes one file for.

    ``PAGE``: every page of an article, editions in one language as well as aligned pages.
    ``EDITION``: every edition in one language. ``ALIGNED``: every aligned page. ``DOCUMENT``: the
    article as a whole, in all its languages.
    """

    PAGE = "page"
    EDITION = "edition"
    ALIGNED = "aligned"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside an article's pages.

    Attributes:
        path: below the site's root, not quoted.
        data: its content.
        label: what readers call the format: ``EPUB``.
        media_type: ``application/epub+zip``.
        languages: the languages in it.
        scope: what it was written for.
    """

    path: str
    data: bytes
    label: str
    media_type: str
    languages: tuple[str, ...]
    scope: OutputScope

    @property
    def size(self) -> str:
        """Its size for readers: ``4 kB``."""
        size = len(self.data)
        return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"

    def belongs(self, languages: Sequence[str]) -> bool:
        """Tell whether the page with these languages offers it."""
        return self.scope is OutputScope.DOCUMENT or self.languages == tuple(languages)


class Output(Protocol):
    """A format: writes an article as a file beside its pages. Built without arguments.

    Attributes:
        label: what readers call the format: ``EPUB``. The pages translate it if they can.
        media_type: ``application/epub+zip``.
        extension: of its files, with the dot.
        scope: what it writes a file for.
    """

    label: str
    media_type: str
    extension: str
    scope: OutputScope

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Return the file, the same bytes for the same arguments; empty for none.

        Args:
            publication: the article. Its texts are untrusted; only the HTML in its content is
                safe as it is.
            languages: those that go into the file, in the order of the page.

        Raises:
            PublishError: it cannot be written.
        """


@runtime_checkable
class VaryingOutput(Protocol):
    """Formats that suit different articles, at most one each. Built without arguments."""

    def suited(
        self, publication: Publication, tell: Callable[[WorkflowError], object]
    ) -> Output | None:
        """Return the format for an article; None for none.

        Args:
            publication: the article.
            tell: is given what is wrong with a file that is written all the same.

        Raises:
            PublishError: the article's format cannot be written.
        """
