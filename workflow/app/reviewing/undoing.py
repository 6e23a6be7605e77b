"""Record the review's decisions so that they can be undone: PO entries before and after.

They are written down below ``.workflow/``, so that a page that is loaded again, and a server that
is started again, still take the last one back. Without the file nothing is lost but that.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow.app.resegmenting import Regrouping
from workflow.catalog import PoMessage
from workflow.store.files import write_atomic
from workflow.store.json_records import records

#: How many decisions can be undone.
_MOST = 1000


class Undoable(Struct, frozen=True, omit_defaults=True):
    """A decision that can be undone.

    Attributes:
        by: whose it was, ``Name <address>``.
        name, target: the article and the language (BCP 47).
        messages: each message before and after.
        regrouped: which sentences were joined or split, if that was what was decided.
    """

    by: str
    name: str
    target: str
    messages: Sequence[tuple[PoMessage, PoMessage]] = ()
    regrouped: Regrouping | None = None


class _Line(Struct, omit_defaults=True):
    """A line of the file: a decision, or None once it has been undone."""

    operation: str
    decision: Undoable | None = None


class UndoableDecisions:
    """The decisions that can be undone, by operation, the oldest first.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Undoable] = {}
        lines = self._lines()
        for line in lines:
            if line.decision is None:
                self._known.pop(line.operation, None)
            else:
                self._known[line.operation] = line.decision
        self._forget_oldest()
        if len(lines) > 2 * len(self._known):
            held = (_Line(name, decision) for name, decision in self._known.items())
            write_atomic(path, b"".join(map(_encoded, held)))

    def _lines(self) -> Sequence[_Line]:
        try:
            return list(records(self._path.read_bytes().split(b"\n"), _Line))
        except OSError:
            return ()

    def get(self, operation: str) -> Undoable | None:
        """Return a decision; None if it cannot be undone, or no longer."""
        return self._known.get(operation)

    def last(self, by: str, name: str, target: str) -> str:
        """Return the operation of somebody's last decision in an article; empty without any."""
        place = (by, name, target)
        for operation, each in reversed(self._known.items()):
            if (each.by, each.name, each.target) == place:
                return operation
        return ""

    def __setitem__(self, operation: str, decision: Undoable) -> None:
        self._known[operation] = decision
        self._forget_oldest()
        self._add(_Line(operation, decision))

    def __delitem__(self, operation: str) -> None:
        del self._known[operation]
        self._add(_Line(operation))

    def _forget_oldest(self) -> None:
        while len(self._known) > _MOST:
            del self._known[next(iter(self._known))]

    def _add(self, line: _Line) -> None:
        """Append a line; if that fails, the decision can be undone until the server ends."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.write(b"\n" + _encoded(line))  # a line that was cut off ends here


def _encoded(line: _Line) -> bytes:
    return msgspec.json.encode(line) + b"\n"
