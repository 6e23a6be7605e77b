"""What can be done to a message: a draft put in, an approval, a doubt when the glossary changed.

Each step knows how to do itself, so that it can be done once more on a newer file.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from workflow.catalog.approvals import Hand, witnessed
from workflow.catalog.message import PROBLEM, SIMILAR, Message
from workflow.catalog.stamp import Stamp, digest, mark_of, one_line
from workflow.languages.characters import NOT_PO
from workflow.model import Draft, Pair, is_pseudo


@dataclass(frozen=True, slots=True)
class Filled:
    """A machine's draft for a sentence; see :meth:`Catalog.fill`."""

    source: str
    draft: Draft
    terms: str
    date: str
    redo: bool

    def apply(self, message: Message) -> Message | None:
        """The message with the draft; None where it may not have it."""
        text = writable(self.draft.text, self.source)
        pseudo = is_pseudo(self.draft.engine)
        if not text or _is_taken(message, redo=self.redo, pseudo=pseudo):
            return None
        problems = [PROBLEM + one_line(problem) for problem in self.draft.problems]
        filled = message.changed(
            msgstr=text,
            fuzzy=True,
            previous="",
            stamp=Stamp(
                self.draft.engine, digest(text), self.terms, self.date, source=digest(self.source)
            ),
            extracted=(*message.without(PROBLEM), *problems),
        )
        same = filled.changed(stamp=replace(filled.stamp, date=message.stamp.date)) == message
        return message if same else filled


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was approved for the same sentence elsewhere; see :meth:`Catalog.recall`."""

    source: str
    pair: Pair
    terms: str
    redo: bool

    def apply(self, message: Message) -> Message | None:
        """The message with the text, reviewed; None where it may not have it."""
        text = writable(self.pair.text, self.source)
        if not text or _is_taken(message, redo=self.redo):
            return None
        return message.changed(
            msgstr=text,
            fuzzy=False,
            previous="",
            stamp=Stamp(
                "memory",
                terms=self.terms,
                date=self.pair.date,
                by=self.pair.reviewer,
                text=mark_of(self.source, text),
            ),
            extracted=message.without(PROBLEM, SIMILAR),
        )


@dataclass(frozen=True, slots=True)
class Likened:
    """What the memory holds for sentences like this one; see :meth:`Catalog.liken`."""

    source: str
    lines: tuple[str, ...]

    def apply(self, message: Message) -> Message | None:
        """The message with these lines in place of earlier ones; None where nobody needs them."""
        if message.reviewed or message.previous:
            return None
        lines = (SIMILAR + one_line(NOT_PO.sub("\ufffd", line)) for line in self.lines)
        problems = map(PROBLEM.__add__, message.problems)
        likened = message.changed(extracted=(*message.without(PROBLEM, SIMILAR), *lines, *problems))
        return None if likened is message else likened


@dataclass(frozen=True, slots=True)
class Approved:
    """A person's translation of a sentence; see :meth:`Catalog.approve`.

    ``seen`` is the text that stood there when the person approved this one.
    """

    source: str
    text: str
    reviewer: str
    date: str
    seen: str
    terms: str = ""

    def apply(self, message: Message) -> Message | None:
        """The message approved; both texts, to be looked at, if another person was faster."""
        text = fitted(self.text, self.source)
        if not text:
            return None
        if message.human and message.msgstr not in (self.seen, text):
            return message.disputed(text)
        origin = message.stamp.origin or "person"
        stamp = replace(
            message.stamp,
            origin="person" if origin == "source" else origin,
            terms=self.terms or message.stamp.questioned or message.stamp.terms,
            by=self.reviewer,
            text=mark_of(message.msgid, text),
            reviewer="",
            date=self.date or message.stamp.date,
            approved="",
            offered="",
            questioned="",
        )
        return message.changed(
            msgstr=text,
            fuzzy=False,
            previous="",
            stamp=stamp,
            extracted=message.without(PROBLEM, SIMILAR),
        )


@dataclass(frozen=True, slots=True)
class Held:
    """A person's text that still needs work; see :meth:`Catalog.hold`."""

    source: str
    text: str
    reviewer: str
    date: str
    seen: str

    def apply(self, message: Message) -> Message | None:
        """The message with the text, fuzzy; both texts if another person was faster."""
        text = fitted(self.text, self.source)
        if not text:
            return None
        if message.human and message.msgstr not in (self.seen, text):
            return message.disputed(text)
        origin = "person" if message.stamp.origin in ("", "source") else message.stamp.origin
        stamp = replace(
            message.stamp, origin=origin, by=self.reviewer, text="", reviewer="", date=self.date
        )
        return message.changed(msgstr=text, fuzzy=True, stamp=stamp).tidied()


@dataclass(frozen=True, slots=True)
class Noted:
    """A person's comment beside a translation; see :meth:`Catalog.note`."""

    source: str
    comment: str

    def apply(self, message: Message) -> Message:
        """The message with the comment, unless it has it."""
        return message.with_comment(self.comment)


@dataclass(frozen=True, slots=True)
class Restored:
    """A message as it was before a step; see :meth:`Catalog.restore`."""

    source: str
    before: Message
    after: Message

    def apply(self, message: Message) -> Message | None:
        """The message as it was; None if it is no longer what the step had made of it."""
        if _written(message) != _written(self.after):
            return None
        old = self.before
        restored = message.changed(
            msgstr=old.msgstr,
            fuzzy=old.fuzzy,
            previous=old.previous,
            stamp=old.stamp,
            comments=old.comments,
            extracted=old.extracted,
        )
        return old if restored == old else restored


@dataclass(frozen=True, slots=True)
class Corrected:
    """A certain fix of the text ``seen``; see :meth:`Catalog.correct`."""

    source: str
    seen: str
    text: str

    def apply(self, message: Message) -> Message | None:
        """The message with the text put right; None if it holds another one by now.

        What was a machine's own text, approved or not, still is: a rule has changed it, no person.
        """
        text = fitted(self.text, self.source)
        if not text or message.msgstr != self.seen:
            return None
        return message.respelled(text)


@dataclass(frozen=True, slots=True)
class Reconsidered:
    """An approved translation held against a changed glossary; see :meth:`Catalog.reconsider`."""

    source: str
    terms: str
    reasons: tuple[str, ...]
    before: str
    seen: str

    def apply(self, message: Message) -> Message | None:
        """The message questioned, confirmed, or approved again; None where nobody approved it."""
        approved = message.reviewed or (message.questioned and not message.previous)
        if message.carried or not approved or message.msgstr != self.seen:
            return None
        before = self.before or message.terms
        if message.reviewed and before == self.terms:
            return message
        if self.reasons and not (message.questioned and message.stamp.terms == self.terms):
            return self._question(message, before)
        if message.questioned and digest(message.msgstr) != message.stamp.approved:
            return message
        stamp = replace(message.stamp, terms=self.terms, approved="", questioned="")
        return message.changed(
            fuzzy=False, stamp=stamp, extracted=message.without(PROBLEM, SIMILAR)
        )

    def _question(self, message: Message, before: str) -> Message:
        stamp = replace(message.stamp, questioned=self.terms)
        if message.reviewed:
            stamp = replace(stamp, terms=before, approved=digest(message.msgstr))
        reasons = [PROBLEM + one_line(reason) for reason in self.reasons]
        extracted = (*message.without(PROBLEM), *reasons)
        return message.changed(fuzzy=True, stamp=stamp, extracted=extracted)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """The day on which an approval was first seen; see :meth:`Catalog.witness`."""

    source: str
    terms: str
    hand: Hand

    def apply(self, message: Message) -> Message | None:
        """The message with what it did not say; None where nothing is approved or all is known."""
        if not message.approved:
            return None
        seen = witnessed(message, self.hand)
        if not seen.terms:
            seen = seen.changed(stamp=replace(seen.stamp, terms=self.terms))
        return None if seen is message else seen


def _is_taken(message: Message, *, redo: bool, pseudo: bool = False) -> bool:
    """Whether what stands there keeps a machine's text out.

    Args:
        message: where it is to stand.
        redo: an untouched draft does not.
        pseudo: the text is a pseudo-translation, which never takes a translation's place; that of
            a pseudo-translation any other text may take.
    """
    if message.human or message.carried:
        return True
    if pseudo and not message.pseudo:
        return message.machine
    return message.machine and not redo and (pseudo or not message.pseudo)


def _written(message: Message) -> tuple[object, ...]:
    """What people and machines have written; the rest follows from the document."""
    return message.msgstr, message.fuzzy, message.previous, message.stamp, message.comments


def fitted(text: str, source: str) -> str:
    """A translation that begins and ends with line breaks exactly where its source does.

    ``msgfmt`` refuses a message in which the two differ. Lines within it end as they do here.
    """
    stripped = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not stripped:
        return ""
    before = "\n" if source.startswith("\n") else ""
    return before + stripped + ("\n" if source.endswith("\n") else "")


def writable(text: str, source: str) -> str:
    """A text from a machine or another tool, :func:`fitted`, with U+FFFD for what no file holds."""
    return fitted(NOT_PO.sub("\ufffd", text), source)
