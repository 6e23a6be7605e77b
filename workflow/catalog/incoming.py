"""Take in translations from outside: files that went for review, or an alignment.

Each is compared with what stands in the catalog now, and with what stood there when it went out.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec.structs import replace

from workflow.catalog.approvals import Approver
from workflow.catalog.changes import after_a_person, approve, writable
from workflow.catalog.message import PoMessage
from workflow.catalog.stamp import one_line
from workflow.languages.characters import NOT_PO
from workflow.model import ALTERNATIVE, Incoming


class IncomingResult(StrEnum):
    """The outcome of importing a translation."""

    SAME = "same"
    APPROVED = "approved"
    EDITED = "edited"
    REOPENED = "reopened"
    CONFLICT = "conflict"
    GONE = "gone"
    REFUSED = "refused"


def take_in(
    messages: Sequence[PoMessage], rows: Sequence[Incoming]
) -> tuple[list[PoMessage], tuple[IncomingResult, ...]]:
    """Import translations, each sentence at most once.

    Where another person has changed the sentence meanwhile, both texts are kept. A translation of
    a sentence that is gone becomes an obsolete message, and an alternative of the sentence that was
    made from it.

    Returns:
        The messages with them, and what became of each row.
    """
    after = list(messages)
    plain = [(at, m) for at, m in enumerate(after) if m.context is None]
    current = {m.msgid: at for at, m in plain if not m.obsolete}
    obsolete = {m.msgid: at for at, m in plain if m.obsolete}
    heirs = {m.previous: at for at, m in plain if m.previous and not m.obsolete}
    results = []
    for row in rows:
        at = current.get(row.source)
        if at is not None:
            after[at], result = _take(after[at], row)
        else:
            result = IncomingResult.GONE
            if row.text and (heir := heirs.get(row.source)) is not None:
                after[heir] = after[heir].with_alternative(_text(row))
            _keep_obsolete(after, obsolete, row)
        results.append(result)
    return after, tuple(results)


def left_behind(messages: Sequence[PoMessage]) -> list[Incoming]:
    """Return people's texts from a file that a killed process left; none replaces another."""
    return [
        Incoming(message.msgid, message.msgstr, problem="was left beside the file")
        for message in messages
        if message.human and message.context is None
    ]


def _take(message: PoMessage, row: Incoming) -> tuple[PoMessage, IncomingResult]:
    commented = _with_comments(message, row)
    text = _text(row)
    if not text:
        return commented, IncomingResult.SAME
    if row.problem or NOT_PO.search(row.text):
        return commented.with_alternative(text), IncomingResult.REFUSED
    if text != message.msgstr:
        return _replaced(commented, row, text)
    if row.approved and not message.reviewed:
        return _approved(commented, row), IncomingResult.APPROVED
    if message.reviewed and not row.approved and row.seen is not None:
        return _edited(commented, row, text), IncomingResult.REOPENED
    return commented, IncomingResult.SAME


def _with_comments(message: PoMessage, row: Incoming) -> PoMessage:
    for comment in row.comments:
        message = message.with_comment(NOT_PO.sub("\ufffd", comment))
    return message


def _text(row: Incoming) -> str:
    return writable(row.text, row.source)


def _replaced(message: PoMessage, row: Incoming, text: str) -> tuple[PoMessage, IncomingResult]:
    if message.human and not message.untouched and message.msgstr != row.seen:
        known = ALTERNATIVE + one_line(text) in message.comments
        return message if known else message.disputed(text), IncomingResult.CONFLICT
    if row.approved:
        return _approved(message, row), IncomingResult.APPROVED
    return _edited(message, row, text), IncomingResult.EDITED


def _approved(message: PoMessage, row: Incoming) -> PoMessage:
    by = Approver(row.reviewer, row.date)
    approved = approve(message, row.text, by, seen=message.msgstr, terms_hash=row.terms_hash)
    return approved or message


def _edited(message: PoMessage, row: Incoming, text: str) -> PoMessage:
    """Set a person's text that nobody has approved."""
    stamp = replace(
        message.stamp,
        origin=after_a_person(message),
        by="",
        text="",
        reviewer="",
        date=row.date or message.stamp.date,
    )
    return message.changed(msgstr=text, fuzzy=True, stamp=stamp).tidied()


def _keep_obsolete(messages: list[PoMessage], places: dict[str, int], row: Incoming) -> None:
    """Keep a translation whose sentence is gone as an obsolete message."""
    at = places.get(row.source)
    old = messages[at] if at is not None else PoMessage(row.source, obsolete=True)
    text = _text(row)
    if old.human:
        new = old.with_alternative(text)
    elif text:
        edited = _edited(old, row, text)
        new = edited.changed(fuzzy=not (row.approved and not row.problem))
    else:
        new = old
    new = _with_comments(new, row)
    if at is not None:
        messages[at] = new
    elif new.msgstr or new.comments:
        places[row.source] = len(messages)
        messages.append(new)
