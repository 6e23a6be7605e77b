"""Whose an approval is: it belongs to the text approved, for the source it was approved for."""

from __future__ import annotations

from msgspec.structs import replace

from workflow.catalog.message import Message
from workflow.catalog.stamp import digest, mark_of
from workflow.model import Entry, State


def signer(message: Message) -> str:
    """Who approved exactly this text, for the source that it was made for; empty if unknown."""
    stamp = message.stamp
    if not stamp.by:
        return stamp.reviewer
    signed = stamp.text and stamp.text == mark_of(message.made_for, message.msgstr)
    return stamp.by if signed else ""


def overwritten(message: Message) -> bool:
    """Whether another tool has changed the text since it was approved; nobody knows who did.

    What the workflow itself had reopened and a person has cleared since is a new approval.
    """
    stamp = message.stamp
    reopened = stamp.approved or stamp.offered
    known = stamp.by and stamp.text and not reopened
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


def witnessed(message: Message, translator: str, revised: str) -> Message:
    """A message that was approved in another tool, with who saved its file last, and when."""
    if not unsigned(message):
        return message
    date = (revised if translator else "") or message.stamp.date
    stamp = replace(
        message.stamp, by=translator, text=message.mark, date=date, approved="", offered=""
    )
    return message.changed(stamp=stamp)


def entry_of(message: Message, path: str, translator: str, revised: str) -> Entry:
    """What the rest of the workflow sees of a message.

    Args:
        message: in its file.
        path: the PO file, relative to the project.
        translator: who saved the file last, for an approval that doesn't say whose it is.
        revised: when, ISO 8601.
    """
    stamp = message.stamp
    elsewhere = bool(translator) and unsigned(message)
    changed, draft = overwritten(message), message.state is State.DRAFT
    who = translator if elsewhere else signer(message) if message.approved else ""
    return Entry(
        source=message.msgid,
        text=message.msgstr,
        state=message.state,
        origin="person" if message.edited and message.msgstr else stamp.origin,
        previous=message.previous if message.state is State.STALE else "",
        unchanged=message.approved and bool(stamp.draft) and not message.edited,
        reviewer=who,
        changed_since=stamp.by if changed or (draft and stamp.text) else "",
        held=(stamp.by or stamp.reviewer) if draft and not stamp.text else "",
        date="" if changed else (revised if elsewhere else "") or stamp.date,
        terms=message.terms,
        problems=message.problems,
        similar=message.similar,
        context=message.context or "",
        comments=message.comments,
        references=message.references,
        path=path,
        line=message.line,
    )
