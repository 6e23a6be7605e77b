"""What is shown for review, and who does what the reviewer asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from workflow.catalog import Event
from workflow.errors import WorkflowError
from workflow.model import (
    ALTERNATIVE,
    Comment,
    Draft,
    Entry,
    Finding,
    Message,
    Picture,
    Segment,
    Severity,
    State,
    TeamMember,
    TermType,
    TermUse,
    conversation,
    say,
)
from workflow.qa import remembered
from workflow.qa.engine_problems import is_engine_problem
from workflow.qa.machine import is_beyond_checks

if TYPE_CHECKING:
    from workflow.review.query import FoundSentence, Query


def noted(comment: str) -> Message | None:
    """Return what a comment of the workflow's own says; None for one that a person wrote."""
    if comment.startswith(ALTERNATIVE):
        return say("other translation: {text}", text=comment.removeprefix(ALTERNATIVE))
    problem = remembered(comment)
    if not is_engine_problem(problem):
        return None
    return say("{code}: {what}", code=Message(problem.code), what=problem.message)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A sentence where it stands in its article.

    Attributes:
        number: its place among all sentences, from 1.
        segment: the sentence.
        target: BCP 47 tag of the translation.
        entry: the translation; its line is that of the time when it last changed.
        etag: see :func:`etag`.
        terms: the terms in it, each with whether the translation has its rendering.
        findings: what the checks say about the translation.
        risk: see :mod:`workflow.app.risk`; 0 where there is no reason to read it.
        reasons: why it should be read, the gravest first.
        others: the same sentence in other target languages.
        picture: the path of the picture that it is the caption of; empty for none.
        placeholders: each placeholder in it, and what it stands for.
    """

    number: int
    segment: Segment
    target: str
    entry: Entry
    etag: str
    terms: Sequence[tuple[TermUse, bool]] = ()
    findings: Sequence[Finding] = ()
    risk: int = 0
    reasons: Sequence[Message] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""
    placeholders: Sequence[tuple[str, str]] = ()

    @property
    def state(self) -> str:
        """``approved``, ``needs-work``, ``edited``, ``machine``, ``stale`` or ``empty``."""
        match self.entry.state:
            case State.REVIEWED:
                return "approved"
            case State.DRAFT if self.entry.held or self.entry.changed_since:
                return "needs-work"
            case State.DRAFT:
                return "edited" if self.entry.origin == "person" else "machine"
        return self.entry.state.value

    @property
    def faulty(self) -> bool:
        """Whether a check is sure that the translation is wrong."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def remarks(self) -> Sequence[Message]:
        """What was said about the draft that no check can find out, apart from the findings."""
        return [
            say("{code}: {what}", code=Message(each.code), what=each.message)
            for each in self.entry.problems
            if is_beyond_checks(each) and not {str(each), each.message} & self._found
        ]

    @property
    def other_reasons(self) -> Sequence[Message]:
        """Why it should be read, apart from the findings."""
        return [each for each in self.reasons if each not in self._found]

    @property
    def _found(self) -> frozenset[str]:
        """What the findings say, alone and after the name of their check."""
        return frozenset(
            said
            for finding in self.findings
            for said in (finding.message, f"{finding.check}: {finding.message}")
        )

    @property
    def comments(self) -> Sequence[Comment]:
        """What people say about the translation, in the order of time."""
        return conversation([each for each in self.entry.comments if not noted(each)])

    @property
    def notes(self) -> Sequence[Message]:
        """What the workflow itself has written down beside it."""
        return [said for each in self.entry.comments if (said := noted(each))]

    @property
    def asked(self) -> int:
        """How many comments wait for an answer."""
        return sum(each.open for each in self.comments)

    @property
    def open(self) -> bool:
        """Whether a person has to decide something here."""
        return self.entry.state is not State.REVIEWED or self.faulty


@dataclass(frozen=True, slots=True)
class Typed:
    """What a reviewer has typed and not saved.

    Attributes:
        text: what is typed.
        base: the translation that it was typed over.
        state: the :attr:`ArticleRow.state` it was typed over.
        at: when, in milliseconds, by the browser's clock.
    """

    text: str
    base: str
    state: str
    at: float


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article in one target language.

    Attributes:
        name: the article's.
        language, target: BCP 47 tags of the article and of the translation.
        title: its headline, or its name.
        path: the PO file, relative to the project.
        rev: changes when the article, its translation or the glossary does.
        rows: its sentences in reading order; perhaps only those that have changed.
        keys: those of all its sentences, in reading order.
        faults: of checks that failed, and whose findings are missing from the rows.
        typed: what is typed and not saved, by the keys of sentences; some may be gone.
        project: tells the project from others that a browser has seen at the same address.
    """

    name: str
    language: str
    target: str
    title: str
    path: str
    rev: str
    rows: Sequence[ArticleRow]
    faults: Sequence[WorkflowError] = ()
    typed: Mapping[str, Typed] = field(default_factory=dict)
    project: str = ""
    keys: Sequence[str] = ()

    @property
    def checks(self) -> Sequence[str]:
        """The names of the checks that have found something."""
        return sorted({each.check for row in self.rows for each in row.findings})


@dataclass(frozen=True, slots=True)
class Count:
    """How far an article is in one language: sentences by state, and findings by their checks."""

    states: Mapping[State, int]
    errors: int
    warnings: int
    checks: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """How many sentences are not approved."""
        return sum(self.states.values()) - self.states.get(State.REVIEWED, 0)

    @property
    def done(self) -> bool:
        """Whether every sentence is approved, and none has an error."""
        return not self.errors and all(
            state is State.REVIEWED for state, number in self.states.items() if number
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """An article in the queue: its name, title and seed, and how far each translation is.

    One that is not ``counted`` has not been looked at yet.
    """

    name: str
    title: str
    path: str
    language: str
    locales: Mapping[str, Count]
    counted: bool = True

    @property
    def done(self) -> bool:
        """Whether nothing is left to decide in any language."""
        return self.counted and all(count.done for count in self.locales.values())


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: the rows that show it, and the name by which it can be undone."""

    rows: Sequence[ArticleRow]
    operation: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A sentence in which words would be replaced.

    Attributes:
        name: the article's.
        title: its headline, or its name.
        row: the sentence as it stands.
        text: its translation with the words replaced.
        approved: it is approved, and would be so anew.
    """

    name: str
    title: str
    row: ArticleRow
    text: str
    approved: bool


@dataclass(frozen=True, slots=True)
class TermProposal:
    """A term that an editor wants in the glossary: as it is called, its rendering, and why.

    It is under review, or counts at once if it is ``approved``.
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
    """Somebody wants to do what is for others.

    Attributes:
        what: why not, for them.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Gone(Exception):
    """There is no such article, language or sentence, or not any more."""


class Backend(Protocol):
    """Knows the articles, and writes down what the reviewer decides.

    Every method but :meth:`queue` raises :class:`Gone`, and ``CatalogError`` where a PO file
    cannot be used. Those that write raise :class:`Conflict` where the etag is an old one, and
    :class:`Forbidden` where that is for others than the editor.
    """

    @property
    def project(self) -> str:
        """The project's name."""
        ...

    @property
    def editor(self) -> TeamMember:
        """In whose name decisions are written down."""
        ...

    def signing_as(self, editor: TeamMember) -> Backend:
        """Return the same articles, for decisions in the name of somebody else."""
        ...

    def queue(self) -> tuple[Sequence[Listing], Sequence[WorkflowError]]:
        """Return all articles under review, and what is wrong with those that cannot be read."""
        ...

    def search(self, query: Query) -> tuple[Sequence[FoundSentence], bool]:
        """Find sentences in all articles; and tell whether there are more."""
        ...

    def planned(self, old: str, new: str, target: str) -> Sequence[Replaced]:
        """Find the sentences of a language in which words would be replaced by others."""
        ...

    def replace(
        self, old: str, new: str, target: str, rows: Sequence[tuple[str, str, str]]
    ) -> tuple[int, Sequence[ArticleRow], str]:
        """Replace words in sentences, each given by article, key and etag.

        Returns:
            In how many this was done; those that somebody has changed meanwhile, and that were left
            alone; and the name by which all of it can be undone.
        """
        ...

    def redraft(self, name: str, target: str, key: str, engine: str) -> tuple[Draft, Sequence[str]]:
        """Have a sentence translated anew, and name the engines that can; nothing is written.

        Args:
            name: the article's.
            target: BCP 47 tag of the translation.
            key: of the sentence.
            engine: which; empty for the first of them.

        Raises:
            EngineError: none can, or it gives no answer.
        """
        ...

    def unlisted(self, name: str, target: str) -> Sequence[TermProposal]:
        """Find the names in an article that the glossary lacks, with what they may be called."""
        ...

    def article(self, name: str, target: str, since: str = "") -> ArticleView:
        """Return one article in one language, as the files are now.

        Args:
            name: the article's.
            target: BCP 47 tag of the translation.
            since: an :attr:`ArticleView.rev` that has been shown: only rows that are others now
                are of interest.
        """
        ...

    def rev(self, name: str, target: str) -> str:
        """Return :attr:`ArticleView.rev`, at little cost."""
        ...

    def picture(self, path: str) -> Picture:
        """Read a picture beside the articles, by :attr:`ArticleRow.picture`.

        Raises:
            SourceError: there is none that can be shown.
        """
        ...

    def check(self, name: str, target: str, key: str, text: str) -> Sequence[Finding]:
        """Return what the checks would say about another translation of a sentence."""
        ...

    def save(  # noqa: PLR0913 - what identifies a sentence, and what becomes of it
        self, name: str, target: str, key: str, tag: str, text: str, *, approve: bool
    ) -> Saved:
        """Approve a translation, or keep it as one that needs work."""
        ...

    def approve_all(self, name: str, target: str, rows: Mapping[str, str]) -> Saved:
        """Approve sentences (key → etag) as they are: all of them or none."""
        ...

    def note(self, name: str, target: str, key: str, tag: str, text: str) -> Saved:
        """Write a comment beside a translation."""
        ...

    def propose(self, name: str, target: str, proposal: TermProposal) -> str:
        """Propose a term, to be approved in the glossary, and return the row's id.

        Raises:
            GlossaryError: it is there already, or cannot be a row.
        """
        ...

    def keep(self, name: str, target: str, key: str, typed: Typed | None) -> None:
        """Keep what is typed and not saved, or forget it; a later text wins.

        Raises:
            OSError: it cannot be kept.
        """
        ...

    def undo(self, operation: str) -> Saved:
        """Take back what was written, unless somebody has changed it since."""
        ...

    def history(self, name: str, target: str, key: str) -> Sequence[Event]:
        """Return what happened to a sentence, the oldest first."""
        ...

    def undo_last(self, name: str, target: str) -> Saved:
        """Take back the editor's last decision in an article; no rows where there is none."""
        ...


def etag(entry: Entry) -> str:
    """Return a short hash of all that a person can change about an entry."""
    parts = (
        entry.source, entry.text, entry.state, entry.previous, entry.origin, entry.reviewer,
        entry.changed_since, entry.held, entry.date, entry.terms_hash, entry.comments,
    )  # fmt: skip
    written = json.dumps(parts).encode()
    return blake2b(written, digest_size=8).hexdigest()
