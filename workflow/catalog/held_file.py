"""Hold a PO file in memory: its messages, and the entries that others see in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Self

from workflow.catalog.approvals import Snapshot, entry_of
from workflow.catalog.message import PoMessage
from workflow.catalog.po_file import Messages, PoFile
from workflow.catalog.writer import CatalogFile
from workflow.languages import language
from workflow.model import Entry, Project


class HeldFile:
    """The messages of one PO file, as they were read or are now.

    Entries are made of messages when they are asked for; most of them stay as they are.
    """

    def __init__(self, project: Project, name: str, target: str) -> None:
        """Make a catalog without messages; :meth:`load` reads the file."""
        self._project = project
        self._language = language(target)
        self._disk = CatalogFile(project, name, target)
        #: The lines of each message with the entry that was made of them last, by sentence.
        self._made: dict[str, tuple[str, Entry]] = {}
        self._adopt(PoFile())

    def __getstate__(self) -> dict[str, object]:
        """Pickle the messages without their entries, which are made again of them."""
        return {**self.__dict__, "_made": {}, "_entries": None, "_changed": {}}

    @classmethod
    def load(cls, project: Project, name: str, target: str) -> Self:
        """Read the PO file of a seed for one language; the catalog is empty if there is none.

        Args:
            project: whose it is.
            name: the document's name, which names the file.
            target: BCP 47 tag of the translation.

        Raises:
            CatalogError: the file is damaged, holds a conflict, leads out of the project …
        """
        catalog = cls(project, name, target)
        catalog._adopt(catalog._disk.read())
        return catalog

    def _adopt(self, file: PoFile) -> None:
        self._loaded = file
        self._header = file.header
        self._replace(file.messages)

    def _replace(self, messages: Sequence[PoMessage]) -> None:
        self._messages = Messages(list(messages))
        self._entries: Mapping[str, Entry] | None = None
        self._changed: dict[str, PoMessage] = {}

    @property
    def path(self) -> Path:
        """The PO file."""
        return self._disk.path

    @property
    def where(self) -> str:
        """The same as messages show it."""
        return self._disk.where

    @property
    def data(self) -> bytes | None:
        """The content of the file when it was last read or written; None if there was none."""
        return self._disk.data

    @property
    def marked(self) -> bool:
        """Whether the file begins with a byte order mark; the next :meth:`save` removes it."""
        return self._loaded.bom

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The document's sentences by source text, in its order, in their current state."""
        if self._entries is None:
            found = {each.msgid: self._known_entry(each) for each in self._messages.current()}
            self._entries = MappingProxyType(found)
        elif self._changed:  # to make all of them anew would take far longer
            news = {source: self._entry(message) for source, message in self._changed.items()}
            self._entries = MappingProxyType({**self._entries, **news})
        self._changed.clear()
        return self._entries

    @property
    def texts(self) -> Sequence[str]:
        """The translations of the document's sentences, in its order."""
        return [message.msgstr for message in self._messages.current()]

    def text(self, source: str) -> str:
        """Return the translation of one of the document's sentences; empty if it has none."""
        message = self._messages.get(source)
        return message.msgstr if message else ""

    def entry(self, source: str) -> Entry:
        """Return the entry of one of the document's sentences; quicker than all :attr:`entries`.

        Raises:
            KeyError: the document lacks it.
        """
        message = self._messages.get(source)
        if message is None:
            raise KeyError(source)
        return self._known_entry(message)

    def _known_entry(self, message: PoMessage) -> Entry:
        """Return a message's entry, reusing the one made of identical lines."""
        raw, entry = self._made.get(message.msgid, ("", None))
        if entry is None or not message.raw or raw != message.raw:
            entry = self._entry(message)
        elif entry.line != message.line:
            entry = entry.at(message.line)
        self._made[message.msgid] = message.raw, entry
        return entry

    def _entry(self, message: PoMessage) -> Entry:
        return entry_of(message, self._disk.where)

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """Translations of sentences that are no longer in the document."""
        return tuple(self._entry(message) for message in self._messages.all if message.obsolete)

    @property
    def second_renderings(self) -> tuple[Entry, ...]:
        """Other translations of the document's sentences, for which people gave a context."""
        current = (message for message in self._messages.all if not message.obsolete)
        return tuple(self._entry(message) for message in current if message.context is not None)

    def message(self, source: str) -> PoMessage | None:
        """Return a sentence's message as it stands, for :meth:`restore`."""
        return self._messages.get(source)

    @property
    def snapshot(self) -> Snapshot:
        """Who saved the file last, as far as it says so, and who approved what."""
        return Snapshot.of(self._loaded)

    def noted(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        """Return the extracted comments of a kind as the file was read, by sentence.

        Args:
            kind: how they begin, which is left out.
        """
        current = (m for m in self._loaded.messages if m.context is None and not m.obsolete)
        return {message.msgid: message.said(kind) for message in current}

    @property
    def resaved(self) -> bool | None:
        """Whether another tool has changed its header since the workflow last wrote the file.

        None where that is not known.
        """
        return self._disk.is_resaved(self._header)
