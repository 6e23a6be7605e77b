"""Define translations: what engines are asked and answer, what catalog and memory hold."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter

from workflow.model.blocks import BlockKind
from workflow.model.document import Segment
from workflow.model.findings import Problem
from workflow.model.sendable import sendable
from workflow.model.terms import TermUse

#: Comments that begin like this keep a translation that had to give way to another.
ALTERNATIVE = "other translation: "
#: A person who approved something, where nobody knows who it was.
UNKNOWN = "?"
#: Origins that are no engine: a person, the memory, the source itself, nobody knows.
NO_ENGINE = frozenset({"person", "memory", "source", ""})


def is_pseudo(origin: str) -> bool:
    """Tell whether a text only marks up its source, to try a project out."""
    return origin.partition("/")[0] == "pseudo"


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence to be translated, with all an engine may use.

    Pairs are a source and its translation.

    Attributes:
        text: with placeholders.
        kind: of its block.
        terms: the names in it, each with the rendering that it must get.
        context: the approved ones among the sentences before it in its document, the oldest first.
        document: names its document; the requests of one document follow each other, in its order.
        before: the sentences right before it, the oldest first.
        headline: of its document; empty in the headline itself, and where there is none.
        examples: approved translations of sentences like it, the likest first.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    terms: tuple[TermUse, ...] = ()
    context: tuple[tuple[str, str], ...] = ()
    document: str = ""
    before: tuple[str, ...] = ()
    headline: str = ""
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def preceding(self) -> tuple[str, str]:
        """The sentence right before it with its translation; empty where that is not known."""
        known = self.context[-1:]
        return known[0] if known and known[0][0] == "".join(self.before[-1:]) else ("", "")


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine translation.

    Attributes:
        text: the translation; empty where there is none.
        engine: what made it: engine, model and version.
        problems: what a person has to look at.
    """

    text: str
    engine: str
    problems: tuple[Problem, ...] = ()


class State(StrEnum):
    """Where a sentence stands in one locale.

    No catalog holds a withheld one: it is a translation that is not published.
    """

    REVIEWED = "reviewed"
    DRAFT = "draft"
    STALE = "stale"
    EMPTY = "empty"
    WITHHELD = "withheld"


@sendable
@dataclass(frozen=True, slots=True)
class Entry:
    """What a catalog holds for one sentence in one locale.

    Attributes:
        source: the sentence (msgid), with placeholders.
        text: its translation (msgstr), empty when there is none.
        state: reviewed, draft, stale or empty.
        origin: where the text came from: ``argos/en_ko-1.1``, ``llm/NAME``, ``memory``,
            ``person``, ``source`` (carried over) or empty when unknown.
        previous: the source text the translation was made for, when it is stale.
        outdated: stale, and the text is a machine's that no person has touched: it is translated
            anew.
        unchanged: reviewed, and the text is still the machine's own draft.
        reviewer: who approved it, where known.
        changed_since: who approved it before another tool changed the text or marked it fuzzy;
            nobody knows who did. A reviewed one is still a person's, whoever that is. ``?``
            (:data:`UNKNOWN`) where it is not known who approved it.
        held: who has looked at a draft and left it for more work.
        date: ISO 8601 date of the translation or approval, where known.
        terms_hash: hash of the glossary renderings it was made or approved with.
        problems: what a person has to look at, as the machine or a changed glossary says.
        similar: what the memory holds for sentences like it, one line each, while nobody has
            approved a translation: score, sentence with the difference marked, translation.
        context: msgctxt, empty for nearly every entry.
        comments: what people wrote beside it, one line each.
        references: ``path:line`` of each place where the sentence stands.
        path: the PO file, relative to the project.
        line: line of the entry in the PO file.
    """

    source: str
    text: str = ""
    state: State = State.EMPTY
    origin: str = ""
    previous: str = ""
    outdated: bool = False
    unchanged: bool = False
    reviewer: str = ""
    changed_since: str = ""
    held: str = ""
    date: str = ""
    terms_hash: str = ""
    problems: tuple[Problem, ...] = ()
    similar: tuple[str, ...] = ()
    context: str = ""
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    path: str = ""
    line: int = 0

    def at(self, line: int) -> Entry:
        """Return this entry at another line of its file; far quicker than any other change."""
        return Entry(*(*_BEFORE_LINE(self), line))

    @property
    def disputed(self) -> bool:
        """Whether nobody has decided yet between it and another translation kept beside it."""
        beside = any(comment.startswith(ALTERNATIVE) for comment in self.comments)
        return beside and self.state is not State.REVIEWED


_BEFORE_LINE = attrgetter(*(each.name for each in fields(Entry)[:-1]))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence where it stands in its document, with its translation and its terms."""

    segment: Segment
    entry: Entry
    terms: tuple[TermUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and a translation of it, as the translation memory holds them.

    Attributes:
        source: the sentence, with placeholders.
        text: its translation.
        language: BCP 47 tag of the sentence.
        target: BCP 47 tag of the translation.
        state: reviewed, or draft for anything that nobody has approved.
        machine: a machine's draft that no person has touched.
        origin, reviewer, date: as in :class:`Entry`.
        before, after: the sentences beside it in its document; empty at either end of it, both
            empty where its place is not known.
        path: the file that holds it, relative to the project.
        line: its line in that file, 0 where that means nothing.
    """

    source: str
    text: str
    language: str
    target: str
    state: State = State.DRAFT
    machine: bool = False
    origin: str = ""
    reviewer: str = ""
    date: str = ""
    before: str = ""
    after: str = ""
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """A translation that comes in from outside: from XLIFF, a sheet, a PO file, an alignment.

    Every text may be empty.

    Attributes:
        source: the sentence.
        text: its translation; empty when only the comments matter.
        approved: whether a person means it to be published as it is.
        reviewer: who approved it, ``Name <address>``, where known.
        date: ISO 8601.
        seen: the text that stood in the catalog when this one went out, if it is known that nobody
            has touched it since; otherwise None.
        comments: what people wrote beside it.
        problem: why it can only be kept beside the translation; empty if it can be one.
        terms_hash: hash of the glossary renderings on the day, for an approval.
    """

    source: str
    text: str
    approved: bool = False
    reviewer: str = ""
    date: str = ""
    seen: str | None = None
    comments: tuple[str, ...] = ()
    problem: str = ""
    terms_hash: str = ""
