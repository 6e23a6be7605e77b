"""Read back a PO file of which only a few messages were written anew.

A file that is exactly its blocks, the header and each message with an empty line between, says
what each of them says. So where the bytes on the disk are those that were to be written, only the
new blocks have to be parsed, each between its neighbours: an approval in a long article costs what
it costs in a short one. Whatever is not so plain is for :mod:`workflow.catalog.parser` as a whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from workflow.catalog import parser
from workflow.catalog.message import PoMessage
from workflow.catalog.po_file import PoFile

#: Of more new messages in a file, reading the whole is hardly dearer.
_FEW = 8


def is_plain(file: PoFile, data: bytes) -> bool:
    """Tell whether a file's bytes are exactly its blocks, as they would be written again."""
    plain = file.header.raw and not (file.bom or file.wrapped or file.tail)
    return bool(plain) and file.newline == "\n" and file.render() == data


def read_back(file: PoFile, before: PoFile, where: str) -> PoFile | None:
    """Return what a file says whose bytes are those of ``file``; None where that is not so sure.

    Args:
        file: what was to be written.
        before: what was read before it was changed; it :func:`is_plain`.
        where: what messages call the file.

    Raises:
        CatalogError: a new message cannot be read.
    """
    new = _new(file, before)
    if new is None or not new:
        return None
    known = _parsed(file, before, new, where)
    if [known[at] for at in new] != [file.messages[at] for at in new]:
        return None
    return PoFile(before.header, tuple(_placed(before.messages, known)))


def _new(file: PoFile, before: PoFile) -> list[int] | None:
    """List the places of messages that were not read as they stand; None if that is not all."""
    if file.header is not before.header or len(file.messages) != len(before.messages):
        return None
    pairs = zip(file.messages, before.messages, strict=True)
    new = [at for at, (one, other) in enumerate(pairs) if one is not other]
    same = all(
        file.messages[at].key == before.messages[at].key
        and not file.messages[at].obsolete
        and not before.messages[at].obsolete
        for at in new
    )
    return new if same and len(new) <= _FEW else None


def _parsed(file: PoFile, before: PoFile, new: Sequence[int], where: str) -> dict[int, PoMessage]:
    """Parse the new messages, each between its neighbours, by their places in the file."""
    last = len(file.messages) - 1
    near = sorted({min(max(at + step, 0), last) for at in new for step in (-1, 0, 1)})
    part = PoFile(before.header, tuple(file.messages[at] for at in near))
    with tempfile.NamedTemporaryFile(prefix="workflow-", suffix=".po") as copy:
        copy.write(part.render())
        copy.flush()
        found = dict(zip(near, parser.read(Path(copy.name), where)[1].messages, strict=True))
    return {at: found[at] for at in new}


def _placed(messages: Sequence[PoMessage], known: dict[int, PoMessage]) -> Iterator[PoMessage]:
    """Put the new messages in the places of old ones, each at the line where it stands now."""
    moved = 0
    for at, message in enumerate(messages):
        if found := known.get(at):
            yield replace(found, line=message.line + moved)
            moved += found.raw.count("\n") - message.raw.count("\n")
        else:
            yield replace(message, line=message.line + moved) if moved else message
