"""A PO file in memory, and the text it is written as: byte for byte that of ``msgcat --no-wrap``.

The lines of a message that has not changed are written as they were read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workflow.catalog.header import Header
from workflow.catalog.message import PoMessage
from workflow.catalog.stamp import one_line

#: First strong isolate and its end: gettext 0.22 and later put them around a path with spaces.
ISOLATE, ISOLATE_END = "\u2068", "\u2069"
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\v": "\\v", "\b": "\\b",
     "\f": "\\f"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PoFile:
    """A PO file as read: its header, its messages and all that is needed to write it back.

    ``tail`` holds comments after the last message; ``bom`` says that it began with a byte order
    mark, which gettext's tools refuse; ``wrapped`` that our state in a message is on several lines.
    """

    header: Header = field(default_factory=Header)
    messages: tuple[PoMessage, ...] = ()
    newline: str = "\n"
    tail: str = ""
    bom: bool = False
    wrapped: bool = False

    def translations(self) -> dict[str, tuple[str, bool]]:
        """Return the translated sentences in use, each with its text and whether it is fuzzy."""
        return {m.msgid: (m.msgstr, m.fuzzy) for m in self.messages if not m.obsolete and m.msgstr}

    def render(self) -> bytes:
        """Return the bytes to be written.

        Raises:
            UnicodeEncodeError: a text holds half of a surrogate pair.
        """
        blocks = [self.header.raw or header_text(self.header)]
        blocks += [message.raw or message_text(message) for message in self.messages]
        if self.tail:
            blocks.append(self.tail)
        text = "\n\n".join(blocks) + "\n"
        return text.replace("\n", self.newline).encode("utf-8")


@dataclass(slots=True)
class Messages:
    """All messages of a catalog in their order, found by sentence.

    The *current* ones are the document's sentences as they stand: not obsolete, and without a
    ``msgctxt``, which only second renderings have.
    """

    all: list[PoMessage]
    _index: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._index = {
            message.msgid: at
            for at, message in enumerate(self.all)
            if not message.obsolete and message.context is None
        }

    def get(self, source: str) -> PoMessage | None:
        """Return the current message of a sentence, ``None`` if the document lacks it."""
        at = self._index.get(source)
        return None if at is None else self.all[at]

    def put(self, message: PoMessage) -> None:
        """Replace the current message of the same sentence, which must be there."""
        self.all[self._index[message.msgid]] = message

    def current(self) -> Iterator[PoMessage]:
        """Yield the current messages in the document's order."""
        return (self.all[at] for at in self._index.values())


def header_text(header: Header) -> str:
    """Return the lines of a header."""
    fields = "".join(f"{name}: {one_line(value)}\n" for name, value in header.values.items())
    comments = [f"# {line}".rstrip() for line in header.comments]
    return "\n".join([*comments, *_string("msgid", ""), *_string("msgstr", fields)])


def message_text(message: PoMessage) -> str:
    """Return the lines of a message."""
    comments = [*message.comments, *filter(None, [str(message.stamp)])]
    flags = [*(["fuzzy"] if message.fuzzy else []), *message.flags]
    lines = [f"# {comment}".rstrip() for comment in comments]
    if not message.obsolete:
        lines += [f"#. {comment}".rstrip() for comment in message.extracted]
        if message.references:
            lines.append("#: " + " ".join(_isolated(each) for each in message.references))
    if flags:
        lines.append("#, " + ", ".join(flags))
    if message.previous and not message.obsolete:
        lines += _string("msgid", message.previous, "#| ")
    prefix = "#~ " if message.obsolete else ""
    if message.context is not None:
        lines += _string("msgctxt", message.context, prefix)
    lines += _string("msgid", message.msgid, prefix)
    lines += _string("msgstr", message.msgstr, prefix)
    return "\n".join(lines)


def _isolated(reference: str) -> str:
    path, colon, line = reference.rpartition(":")
    if " " not in path:
        return reference
    return f"{ISOLATE}{path}{ISOLATE_END}{colon}{line}"


def _string(keyword: str, text: str, prefix: str = "") -> list[str]:
    """Return the lines of one string, one for each of its own if line breaks are inside it."""
    lines = text.split("\n")
    if len(lines) == 1 or (len(lines) == 2 and not lines[1]):
        return [f'{prefix}{keyword} "{text.translate(_ESCAPES)}"']
    pieces = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return [
        f'{prefix}{keyword} ""',
        *(f'{prefix}"{piece.translate(_ESCAPES)}"' for piece in pieces),
    ]
