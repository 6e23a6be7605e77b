"""Define what the review asks of a project: the calls, their results, their refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from workflow.catalog import Event
from workflow.errors import WorkflowError
from workflow.model import Draft, Finding, Picture, TeamMember, TermType
from workflow.review.article_view import ArticleRow, ArticleView, Listing, Typed

if TYPE_CHECKING:
    from workflow.review.query import FoundSentence, Query


@dataclass(frozen=True, slots=True)
class SegmentAddress:
    """Where a sentence is translated.

    Attributes:
        article: its name.
        target: BCP 47 tag of the translation.
        key: the segment's key.
    """

    article: str
    target: str
    key: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: the rows that show it, and the id under which it can be undone.

    If sentences were joined or split, ``moved`` is the key of the sentence to show next.
    """

    rows: Sequence[ArticleRow]
    operation: str = ""
    moved: str = ""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A page as it would be published, a stylesheet or a picture of it."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A sentence in which words are to be replaced.

    Attributes:
        name: the article's.
        title: its headline, or its name.
        row: the sentence as it stands.
        text: its translation with the words replaced.
        approved: whether it is approved, and would be approved again with the new text.
    """

    name: str
    title: str
    row: ArticleRow
    text: str
    approved: bool


@dataclass(frozen=True, slots=True)
class TermProposal:
    """A term that an editor proposes for the glossary, with its rendering and the reason.

    The row gets the status ``review``, unless it is ``approved``.
    """

    term: str
    rendering: str
    kind: TermType
    note: str
    approved: bool = False


class Conflict(Exception):
    """Somebody else has changed the sentence; nothing was written over it.

    Attributes:
        rows: as the sentence stands now.
    """

    def __init__(self, rows: Sequence[ArticleRow]) -> None:
        super().__init__("changed elsewhere")
        self.rows = rows


class Forbidden(Exception):
    """The editor lacks the role that an action needs.

    Attributes:
        what: the reason, for the editor.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Gone(Exception):
    """The article, language or sentence does not exist, or no longer."""


@dataclass(frozen=True, slots=True)
class Parting:
    """The place at which a sentence is split.

    Attributes:
        source: the text of the first part, to the letter.
        target: the first part's share of the translation, to the letter; if that is nothing or
            all, it gets all. None lets the program decide, as it does for other languages.
    """

    source: str
    target: str | None = None


class Backend(Protocol):
    """Gives access to the articles, and saves the reviewer's decisions.

    Every method but :meth:`queue` raises :class:`Gone`, and ``CatalogError`` where a PO file
    cannot be used. Those that write raise :class:`Conflict` if the etag is out of date, and
    :class:`Forbidden` if the editor may not do that.
    """

    @property
    def project(self) -> str:
        """The project's name."""
        ...

    @property
    def editor(self) -> TeamMember:
        """The editor in whose name decisions are saved."""
        ...

    def signing_as(self, editor: TeamMember) -> Backend:
        """Return the same articles, signing decisions as somebody else."""
        ...

    def queue(self) -> tuple[Sequence[Listing], Sequence[WorkflowError]]:
        """Return all articles under review, and the errors of those that cannot be read."""
        ...

    def search(self, query: Query) -> tuple[Sequence[FoundSentence], bool]:
        """Find sentences in all articles, and tell whether there are more than are returned."""
        ...

    def planned(self, old: str, new: str, target: str) -> Sequence[Replaced]:
        """Find the sentences in one language in which words would be replaced by others."""
        ...

    def replace(
        self, old: str, new: str, target: str, rows: Sequence[tuple[str, str, str]]
    ) -> tuple[int, Sequence[ArticleRow], str]:
        """Replace words in sentences, each given by article, key and etag.

        Returns:
            The number of changed sentences; the rows that were left alone because somebody has
            changed them meanwhile; and the id under which everything can be undone.
        """
        ...

    def redraft(self, address: SegmentAddress, engine: str) -> tuple[Draft, Sequence[str]]:
        """Translate a sentence anew, and name the engines that can; nothing is written.

        Args:
            address: of the sentence.
            engine: its name; empty for the first of those that can.

        Raises:
            EngineError: no engine can, or it gives no answer.
        """
        ...

    def unlisted(self, name: str, target: str) -> Sequence[TermProposal]:
        """Find the names in an article that the glossary lacks, with proposed renderings."""
        ...

    def article(self, name: str, target: str, since: str = "") -> ArticleView:
        """Return one article in one language, as the files are now.

        Args:
            name: the article's.
            target: BCP 47 tag of the translation.
            since: an :attr:`ArticleView.rev` that has been shown: only rows that differ from it
                are needed.
        """
        ...

    def rev(self, name: str, target: str) -> str:
        """Return :attr:`ArticleView.rev` without reading the article."""
        ...

    def picture(self, path: str) -> Picture:
        """Read a picture beside the articles, by :attr:`ArticleRow.picture`.

        Raises:
            SourceError: there is none that can be shown.
        """
        ...

    def page_part(self, path: str, name: str, target: str) -> PagePart:
        """Return a page of an article as it would be published now, or a file that it shows.

        Args:
            path: its place in the site.
            name: the article's; ignored for files that pages show.
            target: BCP 47 tag of the translation, likewise.

        Raises:
            PublishError: the project's theme cannot be used.
        """
        ...

    def check(self, address: SegmentAddress, text: str) -> Sequence[Finding]:
        """Return what the checks would say about another translation of a sentence."""
        ...

    def save(self, address: SegmentAddress, etag: str, text: str, *, approve: bool) -> Saved:
        """Approve a translation, or keep it as one that needs work."""
        ...

    def approve_all(self, name: str, target: str, rows: Mapping[str, str]) -> Saved:
        """Approve sentences (key → etag) as they are: all of them or none."""
        ...

    def note(self, address: SegmentAddress, etag: str, text: str) -> Saved:
        """Write a comment beside a translation."""
        ...

    def join(self, address: SegmentAddress, etag: str) -> Saved:
        """Join a sentence with the next one of its paragraph, in all languages.

        Raises:
            SourceError: none follows.
        """
        ...

    def split(self, address: SegmentAddress, etag: str, where: Parting) -> Saved:
        """Split a sentence in two, in all languages.

        Raises:
            SourceError: it cannot be split there.
        """
        ...

    def propose(self, name: str, target: str, proposal: TermProposal) -> str:
        """Propose a term, to be approved in the glossary, and return the row's id.

        Raises:
            GlossaryError: it is there already, or cannot be a row.
        """
        ...

    def keep(self, address: SegmentAddress, typed: Typed | None) -> None:
        """Save a text that is typed but not approved, or forget it; the latest text wins.

        Raises:
            OSError: it cannot be kept.
        """
        ...

    def undo(self, operation: str) -> Saved:
        """Undo what was written, unless somebody has changed it since."""
        ...

    def history(self, address: SegmentAddress) -> Sequence[Event]:
        """Return what happened to a sentence, the oldest first."""
        ...

    def undo_last(self, name: str, target: str) -> Saved:
        """Take back the editor's last decision in an article; no rows where there is none."""
        ...
