"""What a PO file held when it was last written, so that one cut off between messages is noticed.

Such a file is a whole PO file to every parser; only its end is missing. The list lies among the
caches: without it, or with one of another time, nothing is noticed and nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from workflow.catalog.header import Header
from workflow.catalog.message import Message
from workflow.catalog.stamp import digest


def record(place: Path, messages: Sequence[Message]) -> None:
    """Notes the messages of a file in their order, and which of them are a person's.

    Not the obsolete ones: editors purge them.
    """
    lines = [f"{digest(m.msgid)}{'+' * m.human}" for m in messages if not m.obsolete]
    with suppress(OSError):  # only a notice is lost
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join(lines), "ascii")


def record_header(place: Path, header: Header) -> None:
    """Notes who, as a file's header says, saved it last, and when."""
    with suppress(OSError):  # only a notice is lost
        _beside(place).write_text(digest(header.signature), "ascii")


def is_resaved(place: Path, header: Header) -> bool | None:
    """Whether a file's header is another one than was noted; None where nothing was."""
    try:
        return _beside(place).read_text("ascii") != digest(header.signature)
    except (OSError, ValueError):
        return None


def _beside(place: Path) -> Path:
    return place.with_name(f"{place.name}.header")


def cut_off(place: Path, messages: Sequence[Message], sources: Collection[str]) -> int:
    """How many messages with a person's text are missing at the end of a file.

    Args:
        place: where :func:`record` has noted them.
        messages: what the file holds.
        sources: the document's sentences that the file lacks; only those are missed. A file put
            back to an earlier state together with its document lacks none.
    """
    try:
        lines = place.read_text("ascii").split("\n")
    except (OSError, ValueError):
        return 0
    held = [digest(message.msgid) for message in messages if not message.obsolete]
    count = len(held)
    if [line.rstrip("+") for line in lines[:count]] != held:
        return 0
    missing = {digest(source) for source in sources}
    return sum(line.endswith("+") and line[:-1] in missing for line in lines[count:])
