"""The messages of one PO file, by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workflow.catalog.message import Message


@dataclass(slots=True)
class Contents:
    """All messages of a file in their order.

    The *current* ones are the document's sentences as they stand: not obsolete, and without a
    ``msgctxt``, which only second renderings have.
    """

    messages: list[Message]
    _index: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._index = {
            message.msgid: at
            for at, message in enumerate(self.messages)
            if not message.obsolete and message.context is None
        }

    @property
    def sources(self) -> Sequence[str]:
        """The document's sentences in its order."""
        return tuple(self._index)

    def get(self, source: str) -> Message | None:
        """The current message of a sentence."""
        at = self._index.get(source)
        return None if at is None else self.messages[at]

    def put(self, message: Message) -> None:
        """Replaces the current message of the same sentence, which must be there."""
        self.messages[self._index[message.msgid]] = message

    def current(self) -> Iterator[Message]:
        """The current messages in the document's order."""
        return (self.messages[at] for at in self._index.values())
