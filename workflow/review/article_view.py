"""Describe articles and their sentences as the review shows them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from workflow.errors import WorkflowError
from workflow.model import (
    ALTERNATIVE,
    Comment,
    Entry,
    Finding,
    Message,
    Segment,
    Severity,
    State,
    TermUse,
    conversation,
    say,
)
from workflow.qa import remembered
from workflow.qa.engine_problems import is_engine_problem
from workflow.qa.machine import is_beyond_checks


def noted(comment: str) -> Message | None:
    """Return the text of a comment that the workflow wrote; None for one of a person."""
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
        risk: see :mod:`workflow.app.checking.risk`; 0 where there is no reason to read it.
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
        """Whether a check is certain that the translation is wrong."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def remarks(self) -> Sequence[Message]:
        """The remarks made about the draft, apart from the findings."""
        return [
            say("{code}: {what}", code=Message(each.code), what=each.message)
            for each in self.entry.problems
            if is_beyond_checks(each) and not {str(each), each.message} & self._found
        ]

    @property
    def other_reasons(self) -> Sequence[Message]:
        """The reasons to read the sentence, apart from the findings."""
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
        """The notes that the workflow itself has written beside it."""
        return [said for each in self.entry.comments if (said := noted(each))]

    @property
    def asked(self) -> int:
        """How many comments wait for an answer."""
        return sum(each.open for each in self.comments)

    @property
    def open(self) -> bool:
        """Whether a person still has to decide something here."""
        return self.entry.state is not State.REVIEWED or self.faulty


@dataclass(frozen=True, slots=True)
class Typed:
    """What a reviewer has typed but not saved.

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
        pages: the folders of the pages that will show the translation, by their languages.
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
    pages: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def checks(self) -> Sequence[str]:
        """The names of the checks that have found something."""
        return sorted({each.check for row in self.rows for each in row.findings})


@dataclass(frozen=True, slots=True)
class Count:
    """How far an article is in one language: sentences by state, findings by check."""

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
        """Whether every sentence is approved and free of errors."""
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


def etag(entry: Entry) -> str:
    """Return a short hash of everything that a person can change in an entry."""
    parts = (
        entry.source, entry.text, entry.state, entry.previous, entry.origin, entry.reviewer,
        entry.changed_since, entry.held, entry.date, entry.terms_hash, entry.comments,
    )  # fmt: skip
    written = json.dumps(parts).encode()
    return blake2b(written, digest_size=8).hexdigest()
