"""Messages into text, byte for byte as ``msgcat --no-wrap`` writes them."""

from __future__ import annotations

from workflow.catalog.header import Header
from workflow.catalog.message import Message
from workflow.catalog.stamp import one_line

#: First strong isolate and its end: gettext 0.22 and later put them around a path with spaces.
ISOLATE, ISOLATE_END = "\u2068", "\u2069"
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\v": "\\v", "\b": "\\b",
     "\f": "\\f"}
)  # fmt: skip


def write_header(header: Header) -> str:
    """The lines of a header."""
    fields = "".join(f"{name}: {one_line(value)}\n" for name, value in header.values.items())
    comments = [f"# {line}".rstrip() for line in header.comments]
    return "\n".join([*comments, *_string("msgid", ""), *_string("msgstr", fields)])


def write(message: Message) -> str:
    """The lines of a message, as ``msgcat --no-wrap`` writes them."""
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
    """One string; one with line breaks inside gets a line for each of its lines."""
    lines = text.split("\n")
    if len(lines) == 1 or (len(lines) == 2 and not lines[1]):
        return [f'{prefix}{keyword} "{text.translate(_ESCAPES)}"']
    pieces = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return [
        f'{prefix}{keyword} ""',
        *(f'{prefix}"{piece.translate(_ESCAPES)}"' for piece in pieces),
    ]
