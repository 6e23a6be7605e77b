"""What becomes of translations that went out for review and have come back.

Each is compared with what stands in the catalog now, and with what stood there when it went out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from workflow.catalog.message import Message
from workflow.catalog.stamp import one_line
from workflow.catalog.steps import Approved, writable
from workflow.languages.characters import NOT_PO
from workflow.model import ALTERNATIVE


class Fate(StrEnum):
    """What became of a translation that has come back."""

    SAME = "same"
    APPROVED = "approved"
    EDITED = "edited"
    REOPENED = "reopened"
    CONFLICT = "conflict"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Returned:
    """A translation that has come back.

    Attributes:
        source: the sentence.
        text: its translation; empty when only the comments matter.
        approved: whether it is meant to be published as it is.
        reviewer: who approved it, ``Name <address>``.
        date: ISO 8601.
        seen: the text that stood in the catalog when this one went out, if it is known that
            nobody has touched it since; otherwise None.
        comments: what people wrote beside it.
        usable: whether it can be the translation; if not, it is only kept in a comment.
        terms: hash of the glossary renderings on the day, for an approval.
    """

    source: str
    text: str
    approved: bool = False
    reviewer: str = ""
    date: str = ""
    seen: str | None = None
    comments: tuple[str, ...] = ()
    usable: bool = True
    terms: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A file's translations; see :meth:`Catalog.take_back`."""

    rows: tuple[Returned, ...]

    @property
    def reviewer(self) -> str:
        """Who approved the last of them."""
        return next((row.reviewer for row in reversed(self.rows) if row.approved), "")

    def apply(self, messages: Sequence[Message]) -> tuple[list[Message], tuple[Fate, ...]]:
        """The messages with what has come back, and what became of each row."""
        result = list(messages)
        plain = [(at, m) for at, m in enumerate(result) if m.context is None]
        current = {m.msgid: at for at, m in plain if not m.obsolete}
        shelf = {m.msgid: at for at, m in plain if m.obsolete}
        heirs = {m.previous: at for at, m in plain if m.previous and not m.obsolete}
        fates = []
        for row in self.rows:
            at = current.get(row.source)
            if at is not None:
                result[at], fate = _take(result[at], row)
            else:
                fate = Fate.GONE
                if row.text and (heir := heirs.get(row.source)) is not None:
                    result[heir] = result[heir].with_alternative(_text(row))
                _shelve(result, shelf, row)
            fates.append(fate)
        return result, tuple(fates)


def left_behind(messages: Sequence[Message]) -> list[Returned]:
    """People's texts in a file that was found; none is to replace one that is there."""
    return [
        Returned(message.msgid, message.msgstr, usable=False)
        for message in messages
        if message.human and message.context is None
    ]


def _take(message: Message, row: Returned) -> tuple[Message, Fate]:
    noted = _noted(message, row)
    text = _text(row)
    if not text:
        return noted, Fate.SAME
    if not row.usable or NOT_PO.search(row.text):
        return noted.with_alternative(text), Fate.REFUSED
    if text != message.msgstr:
        return _replaced(noted, row, text)
    if row.approved and not message.reviewed:
        return _approved(noted, row), Fate.APPROVED
    if message.reviewed and not row.approved and row.seen is not None:
        return _edited(noted, row, text), Fate.REOPENED
    return noted, Fate.SAME


def _noted(message: Message, row: Returned) -> Message:
    for comment in row.comments:
        message = message.with_comment(NOT_PO.sub("\ufffd", comment))
    return message


def _text(row: Returned) -> str:
    return writable(row.text, row.source)


def _replaced(message: Message, row: Returned, text: str) -> tuple[Message, Fate]:
    if message.human and not message.untouched and message.msgstr != row.seen:
        known = ALTERNATIVE + one_line(text) in message.comments
        return message if known else message.disputed(text), Fate.CONFLICT
    if row.approved:
        return _approved(message, row), Fate.APPROVED
    return _edited(message, row, text), Fate.EDITED


def _approved(message: Message, row: Returned) -> Message:
    step = Approved(row.source, row.text, row.reviewer, row.date, message.msgstr, row.terms)
    return step.apply(message) or message


def _edited(message: Message, row: Returned, text: str) -> Message:
    """A person's text that nobody has approved."""
    origin = message.stamp.origin
    stamp = replace(
        message.stamp,
        origin="person" if origin in ("", "source") else origin,
        by="",
        text="",
        reviewer="",
        date=row.date or message.stamp.date,
    )
    return message.changed(msgstr=text, fuzzy=True, stamp=stamp).tidied()


def _shelve(messages: list[Message], shelf: dict[str, int], row: Returned) -> None:
    """Keeps a translation whose sentence is gone as an obsolete message."""
    at = shelf.get(row.source)
    old = messages[at] if at is not None else Message(row.source, obsolete=True)
    text = _text(row)
    if old.human:
        new = old.with_alternative(text)
    elif text:
        edited = _edited(old, row, text)
        new = edited.changed(fuzzy=not (row.approved and row.usable))
    else:
        new = old
    new = _noted(new, row)
    if at is not None:
        messages[at] = new
    elif new.msgstr or new.comments:
        shelf[row.source] = len(messages)
        messages.append(new)
