"""An article ready to be written in any format, and the files that come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workflow.aligned.article import Article, Summary
from workflow.aligned.content import Content
from workflow.model import Term, TermType


@dataclass(frozen=True, slots=True)
class Listed:
    """A term of an article.

    Attributes:
        number: its number in the article; sentences mark its mentions with ``data-t``.
        term: the glossary row.
        url: the link to it on the glossary page.
        count: how often it is mentioned.
    """

    number: int
    term: Term
    url: str
    count: int


class Words(Protocol):
    """The words that stand around a text, in one language: ``words("{n} reviewed", n=3)``."""

    language: str

    def __call__(self, name: str, /, **values: object) -> str:
        """A label, named by its English text, its values filled in."""

    def mark(self, name: str) -> tuple[str, str]:
        """The shape and the word of a status mark."""

    def origin(self, name: str) -> str:
        """Where a translation came from."""

    def kind(self, type_: TermType) -> str:
        """The word for a kind of term."""


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
    """

    article: Article
    summary: Summary
    content: Content
    terms: Sequence[Listed]
    site: str
    url: str
    words: Callable[[str], Words]
    render: Callable[..., str]


class Scope(StrEnum):
    """What an output writes a file for.

    ``PAGE``: every page of an article, editions in one language as well as aligned pages.
    ``ALIGNED``: every aligned page. ``DOCUMENT``: the article as a whole, in all its languages.
    """

    PAGE = "page"
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
    scope: Scope

    @property
    def size(self) -> str:
        """Its size for readers: ``4 kB``."""
        size = len(self.data)
        return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"

    def belongs(self, languages: Sequence[str]) -> bool:
        """Whether the page with these languages offers it."""
        return self.scope is Scope.DOCUMENT or self.languages == tuple(languages)
