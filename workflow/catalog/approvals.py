"""Whose an approval is: it belongs to the text approved, for the source it was approved for."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from workflow.catalog.message import Message
from workflow.catalog.stamp import digest, mark_of
from workflow.model import UNKNOWN, Entry, State


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose an approval is, where its entry does not say so.

    Attributes:
        name: ``Name <address>``; empty where nobody knows.
        date: when, ISO 8601, where known.
        mark: of the text and its source (:func:`mark_of`): it is nobody's word on another text.
    """

    name: str = ""
    date: str = ""
    mark: str = ""


#: Nobody knows.
NOBODY = Hand()


def signer(message: Message) -> str:
    """Who approved exactly this text, for the source that it was made for; empty if unknown."""
    stamp = message.stamp
    if not stamp.by:
        return stamp.reviewer
    signed = stamp.text and stamp.text == mark_of(message.made_for, message.msgstr)
    return stamp.by if signed else ""


def overwritten(message: Message) -> bool:
    """Whether another tool has changed the text since it was approved; nobody knows who did.

    It may be unknown who approved it, too. What the workflow itself had reopened and a person has
    cleared since is a new approval.
    """
    stamp = message.stamp
    known = stamp.text and not (stamp.approved or stamp.offered)
    return bool(known) and message.approved and stamp.text != message.mark


def unsigned(message: Message) -> bool:
    """Whether it was approved in another tool, and its stamp does not know that yet."""
    stamp = message.stamp
    signed = stamp.text == message.mark or (stamp.reviewer and not stamp.by)
    return message.approved and not signed and not overwritten(message)


def taken_over(message: Message) -> Message:
    """A message with an approval as earlier versions recorded it, bound to its text.

    What stands there the first time is taken for what was approved.
    """
    stamp = message.stamp
    if not stamp.reviewer:
        return message
    if stamp.by:
        return message.changed(stamp=replace(stamp, reviewer=""))
    proposed = message.fuzzy and stamp.approved == digest(message.msgstr)
    mark = mark_of(message.made_for, message.msgstr) if message.approved or proposed else ""
    return message.changed(stamp=replace(stamp, by=stamp.reviewer, text=mark, reviewer=""))


def nameless(message: Message) -> bool:
    """Whether it is approved, and its stamp does not say by whom."""
    return message.approved and not signer(message)


def witnessed(message: Message, hand: Hand) -> Message:
    """A message that was approved in another tool, bound to its text, with who did it and when.

    Args:
        message: approved or not.
        hand: whose this approval is, if that is known.
    """
    stamp = message.stamp
    if hand.name and hand.mark == message.mark and nameless(message):
        stamp = replace(stamp, by=hand.name, date=hand.date or stamp.date)
    elif unsigned(message):
        stamp = replace(stamp, by="")
    else:
        return message
    stamp = replace(stamp, text=message.mark, reviewer="", approved="", offered="")
    return message.changed(stamp=stamp)


def entry_of(message: Message, path: str) -> Entry:
    """What the rest of the workflow sees of a message.

    Args:
        message: in its file.
        path: the PO file, relative to the project.
    """
    stamp = message.stamp
    changed, draft = overwritten(message), message.state is State.DRAFT
    return Entry(
        source=message.msgid,
        text=message.msgstr,
        state=message.state,
        origin="person" if message.edited and message.msgstr else stamp.origin,
        previous=message.previous if message.state is State.STALE else "",
        unchanged=message.approved and bool(stamp.draft) and not message.edited,
        reviewer=signer(message) if message.approved else "",
        changed_since=(stamp.by or UNKNOWN) if changed or (draft and stamp.text) else "",
        held=(stamp.by or stamp.reviewer) if draft and not stamp.text else "",
        date="" if changed else stamp.date,
        terms=message.terms,
        problems=message.problems,
        similar=message.similar,
        context=message.context or "",
        comments=message.comments,
        references=message.references,
        path=path,
        line=message.line,
    )
