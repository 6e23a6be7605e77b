"""Say whose an approval is: it belongs to the text approved, for its source at that time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from msgspec import structs

from workflow.catalog import parser
from workflow.catalog.message import PoMessage
from workflow.catalog.po_file import Header, PoFile
from workflow.catalog.stamp import digest, mark_of
from workflow.model import UNKNOWN, Entry, State
from workflow.qa.engine_problems import remembered


@dataclass(frozen=True, slots=True)
class Approver:
    """The person who approved a text, if its entry does not say so.

    Attributes:
        name: ``Name <address>``; empty where nobody knows.
        date: when, ISO 8601, where known.
        mark: of the text and its source (:func:`mark_of`): it says nothing about another text.
    """

    name: str = ""
    date: str = ""
    mark: str = ""


#: Nobody knows who.
UNKNOWN_APPROVER = Approver()


def signer(message: PoMessage) -> str:
    """Return who approved exactly this text, for the source it was made for; empty if unknown."""
    stamp = message.stamp
    if not stamp.by:
        return stamp.reviewer
    signed = stamp.text and stamp.text == mark_of(message.made_for, message.msgstr)
    return stamp.by if signed else ""


def is_overwritten(message: PoMessage) -> bool:
    """Tell whether another tool has changed the text since somebody approved it.

    Nobody knows who did, and it may be unknown who had approved it, too. What the workflow itself
    had reopened and a person has cleared since is a new approval.
    """
    stamp = message.stamp
    known = stamp.text and not (stamp.approved or stamp.offered)
    return bool(known) and message.approved and stamp.text != message.mark


def is_unrecorded(message: PoMessage) -> bool:
    """Tell whether a message was approved in another tool and its stamp does not record it yet."""
    stamp = message.stamp
    signed = stamp.text == message.mark or (stamp.reviewer and not stamp.by)
    return message.approved and not signed and not is_overwritten(message)


def is_unsigned(message: PoMessage) -> bool:
    """Tell whether a message is approved without a reviewer in its stamp."""
    return message.approved and not signer(message)


def migrated(message: PoMessage) -> PoMessage:
    """Bind an approval that an earlier version of the workflow recorded to its text.

    What stands there the first time is taken for what was approved.
    """
    stamp = message.stamp
    if not stamp.reviewer:
        return message
    if stamp.by:
        return message.changed(stamp=structs.replace(stamp, reviewer=""))
    proposed = message.fuzzy and stamp.approved == digest(message.msgstr)
    mark = mark_of(message.made_for, message.msgstr) if message.approved or proposed else ""
    return message.changed(stamp=structs.replace(stamp, by=stamp.reviewer, text=mark, reviewer=""))


def with_approver(message: PoMessage, approver: Approver) -> PoMessage:
    """Bind an approval from another tool to its text, with who gave it and when.

    Args:
        message: approved or not.
        approver: who approved this text, if that is known.
    """
    stamp = message.stamp
    if approver.name and approver.mark == message.mark and is_unsigned(message):
        stamp = structs.replace(stamp, by=approver.name, date=approver.date or stamp.date)
    elif is_unrecorded(message):
        stamp = structs.replace(stamp, by="")
    else:
        return message
    settled = {"reviewer": "", "approved": "", "offered": "", "outdated": ""}
    stamp = structs.replace(stamp, text=message.mark, **settled)
    return message.changed(stamp=stamp)


def entry_of(message: PoMessage, path: str) -> Entry:
    """Return the entry of a message, as other parts of the workflow see it.

    Args:
        message: in its file.
        path: the PO file, relative to the project.
    """
    stamp = message.stamp
    changed, draft = is_overwritten(message), message.state is State.DRAFT
    return Entry(
        source=message.msgid,
        text=message.msgstr,
        state=message.state,
        origin="person" if message.edited and message.msgstr else stamp.origin,
        previous=message.previous if message.state is State.STALE else "",
        outdated=message.outdated,
        unchanged=message.approved and bool(stamp.draft) and not message.edited,
        reviewer=signer(message) if message.approved else "",
        changed_since=(stamp.by or UNKNOWN) if changed or (draft and stamp.text) else "",
        held=(stamp.by or stamp.reviewer) if draft and not stamp.text else "",
        date="" if changed else stamp.date,
        terms_hash=message.terms_hash,
        problems=tuple(map(remembered, message.problems)),
        similar=message.similar,
        context=message.context or "",
        comments=message.comments,
        references=message.references,
        path=path,
        line=message.line,
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of a PO file: what a person had approved in it, and who had saved it last.

    Attributes:
        approved: the approved texts, as the hash of each and its source.
        signed: those of them that name somebody, with the name.
        header: of the file.
    """

    approved: frozenset[str] = frozenset()
    signed: Mapping[str, str] = field(default_factory=dict)
    header: Header = field(default_factory=Header)

    @classmethod
    def of(cls, file: PoFile) -> Self:
        """Take the snapshot of a file."""
        approved = {each.mark: signer(each) for each in file.messages if each.approved}
        signed = {mark: name for mark, name in approved.items() if name}
        return cls(frozenset(approved), signed, file.header)

    @classmethod
    def read(cls, data: bytes) -> Self | None:
        """Take the snapshot of a version of a file; ``None`` if it is damaged or empty."""
        file = parser.read_version(data)
        return cls.of(file) if file else None

    def saver(self, before: Snapshot, *, foreign: bool = False) -> str:
        """Return who saved this version after the previous one, by its header.

        Empty where the header names nobody or has been left alone.

        Args:
            before: the earlier version.
            foreign: the header is known to be another tool's. Else it may be the workflow's own,
                which names whom it has just written an approval down for.
        """
        name = self.header.translator
        if self.header.signature == before.header.signature:
            return ""
        signed = (by for mark, by in self.signed.items() if mark not in before.signed)
        return name if foreign or name not in signed else ""
