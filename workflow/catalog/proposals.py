"""What becomes of a translation when its sentence has changed or is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from workflow.catalog.matching import Origin
from workflow.catalog.message import Message
from workflow.catalog.stamp import digest
from workflow.languages import space_between

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])[”’」』）]*\s*")


def proposal(source: str, origin: Origin, human: Sequence[Message], target: str) -> Message:
    """A fuzzy message whose text is what was approved for the sentences it was made from."""
    first = human[0]
    if len(human) > 1:
        text = space_between(target).join(old.msgstr for old in human)
        previous = "\n".join(old.made_for for old in human)
    else:
        text, previous = _piece(first.msgstr, origin), first.made_for
    copied = origin.parts > 1 or len(human) > 1 or first.obsolete
    approved = not copied and (first.reviewed or (first.untouched and first.stamp.approved))
    repeated = copied or (first.untouched and first.stamp.offered)
    return Message(
        msgid=source,
        msgstr=text,
        fuzzy=True,
        previous=previous,
        stamp=replace(
            first.stamp,
            approved=digest(text) if approved else "",
            offered=digest(text) if repeated else "",
            questioned="",
        ),
    )


def _piece(text: str, origin: Origin) -> str:
    """The sentence of ``text`` that belongs to a piece of a split source, if that is plain."""
    pieces = [piece for piece in _sentences(text) if piece]
    return pieces[origin.part] if origin.part is not None and len(pieces) == origin.parts else text


def _sentences(text: str) -> list[str]:
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return [
        text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)
    ]


def last_words(message: Message) -> Message | None:
    """What stays of a message whose sentence is gone; None if there is nothing to keep."""
    if message.carried or not (message.msgstr or message.comments):
        return None
    if message.untouched and message.stamp.approved:
        stamp = replace(message.stamp, approved="")
        approved = message.changed(msgid=message.previous, fuzzy=False, stamp=stamp)
        return out_of_use(approved)
    return out_of_use(message)


def out_of_use(message: Message) -> Message:
    """A message as an obsolete one."""
    return message.changed(obsolete=True, previous="", references=(), extracted=())


def fold(main: Message, other: Message) -> Message:
    """One message of two with the same source: a person's text first, the other in a comment.

    It has the comments of both.
    """
    if (other.human, other.reviewed) > (main.human, main.reviewed):
        main, other = other.changed(obsolete=main.obsolete), main
    known = {"", *main.comments}
    more = (comment for comment in other.comments if comment not in known)
    main = main.changed(comments=(*main.comments, *more))
    return main.with_alternative(other.msgstr) if other.human else main
