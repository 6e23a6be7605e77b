"""A PO file in memory: what it holds, what was done to it, and how it is saved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

from workflow.catalog import store
from workflow.catalog.approvals import Hand, entry_of, nameless, unsigned
from workflow.catalog.contents import Contents
from workflow.catalog.decisions import DecisionLog, between, key_of
from workflow.catalog.disk import Disk
from workflow.catalog.done import Done, Merged, Named, OnSentence
from workflow.catalog.header import Header
from workflow.catalog.lost import BroughtBack, Lost, dismissed, histories, lost, unknown
from workflow.catalog.merge import MergeReport, merge, undrafted
from workflow.catalog.message import Message
from workflow.catalog.paths import journal_of
from workflow.catalog.returned import Fate, TakenBack, left_behind
from workflow.catalog.snapshots import Snapshot
from workflow.catalog.syntax import PoFile
from workflow.errors import CatalogError
from workflow.languages import language
from workflow.model import Authority, Entry, Project

#: How often a file may change under our hands before saving gives up.
_ATTEMPTS = 20


class WorkingCopy:
    """The messages of one PO file.

    Everything happens in memory until :meth:`save`. What was done is remembered, so that it can be
    done again on a newer file, should somebody else have saved it in the meantime.
    """

    def __init__(self, project: Project, name: str, target: str) -> None:
        """An empty one; :meth:`load` gives one with what the file holds."""
        self._project = project
        self._language = language(target)
        self._disk = Disk(project, name, target)
        self._log = DecisionLog(journal_of(project, name, target), project.cache / "locks")
        #: Whether the journal is known to hold all that people have decided in the file.
        self._logged = False
        self._done = Done()
        self._adopt(PoFile())

    @classmethod
    def load(cls, project: Project, name: str, target: str) -> Self:
        """What the file of a seed for one language holds; empty when there is no file.

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

    def _replace(self, messages: Sequence[Message]) -> None:
        self._contents = Contents(list(messages))
        self._entries: Mapping[str, Entry] | None = None
        self._changed: dict[str, Message] = {}

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
        """What the file held when it was last read or written; None when there was none."""
        return self._disk.data

    @property
    def marked(self) -> bool:
        """Whether the file begins with a byte order mark; the next :meth:`save` removes it."""
        return self._loaded.bom

    @property
    def unsaved(self) -> bool:
        """Whether :meth:`save` would write the file."""
        return self._differs(self._file(sign=False))

    def _differs(self, file: PoFile) -> bool:
        return file != self._loaded and bool(file.messages or self._disk.data)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The document's sentences by source text, in its order, as they are now."""
        if self._entries is None:
            found = {message.msgid: self._entry(message) for message in self._contents.current()}
            self._entries = MappingProxyType(found)
        elif self._changed:  # to make all of them anew would take far longer
            news = {source: self._entry(message) for source, message in self._changed.items()}
            self._entries = MappingProxyType({**self._entries, **news})
        self._changed.clear()
        return self._entries

    def _entry(self, message: Message) -> Entry:
        return entry_of(message, self._disk.where)

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """Translations of sentences that are no longer in the document."""
        messages = self._contents.messages
        return tuple(self._entry(message) for message in messages if message.obsolete)

    @property
    def second_renderings(self) -> tuple[Entry, ...]:
        """Other translations of the document's sentences, for which people gave a context."""
        current = (message for message in self._contents.messages if not message.obsolete)
        return tuple(self._entry(message) for message in current if message.context is not None)

    def save(self, *, sign: bool = True) -> bool:
        """Writes the file if something in it has changed; otherwise not a byte of it.

        If the file is no longer the one that was read, everything is done again on the newer one:
        what a person wrote there stands.

        Args:
            sign: also say in the header who changed translations last, and when, and join what a
                tool has wrapped of our state. Without it, an approval, which names its reviewer
                itself, changes nothing but its own message.

        Returns:
            Whether the file was written.

        Raises:
            CatalogError: the file cannot be written; it is as it was before.
        """
        self._disk.recover(self._recover)
        for _ in range(_ATTEMPTS):
            file, before = self._file(sign=sign), self._loaded.messages
            if not self._differs(file):
                self._write_down(before)
                return False
            try:
                self._adopt(self._disk.write(file))
            except store.Changed:
                self._again()
            else:
                self._done.forget()
                self._write_down(before)
                return True
        raise CatalogError(
            self._disk.where,
            "keeps being changed by another program",
            "Close the program that writes it and run again.",
        )

    def _write_down(self, before: Sequence[Message]) -> None:
        """Adds to the journal what was decided since the file held ``before``.

        Of a file that has just been read, also what the journal does not know of it yet.
        """
        after = self._loaded.messages
        news = list(between(before, after))
        if not self._logged:
            keys = {decision.key for decision in news}
            found = unknown(after, histories(self._log.read()))
            news += (decision for decision in found if decision.key not in keys)
        with self._disk.failures(self._log.path):
            self._log.add(news)
        self._logged = True

    def lost(self, only: Collection[str] | None = None) -> tuple[Lost, ...]:
        """What the journal says people have decided, and the file does not hold any more.

        Args:
            only: the sentences (msgid) that are of interest.
        """
        messages = [m for m in self._contents.messages if only is None or m.msgid in only]
        keys = None if only is None else [key_of(message) for message in messages]
        return tuple(lost(messages, histories(self._log.read(keys))))

    def hands(self) -> dict[str, Hand]:
        """Who approved what, by sentence, where the entry does not say so and the journal does."""
        unnamed = {key_of(each): each for each in self._contents.current() if nameless(each)}
        known = histories(self._log.read(unnamed)) if unnamed else {}
        found = {unnamed[key].msgid: each.hand(unnamed[key]) for key, each in known.items()}
        return {source: hand for source, hand in found.items() if hand.name}

    def unwitnessed(self, found: Mapping[str, Hand]) -> tuple[Message, ...]:
        """Approvals from other tools that no command has seen yet, but for those ``found``."""
        current = self._contents.current()
        return tuple(each for each in current if unsigned(each) and each.msgid not in found)

    @property
    def snapshot(self) -> Snapshot:
        """Who saved the file last, as far as it says so, and who approved what."""
        return Snapshot.of(self._loaded)

    @property
    def resaved(self) -> bool | None:
        """Whether another tool has changed its header since the workflow last wrote the file.

        None where that is not known.
        """
        return self._disk.is_resaved(self._header)

    def bring_back(self, missing: Sequence[Lost]) -> None:
        """Puts decisions back that were missed; not where a person has been since."""
        self._bring_back(BroughtBack(tuple(missing)))

    def dismiss(self, missing: Sequence[Lost]) -> None:
        """Lets decisions go: from now on they are not missed.

        Raises:
            CatalogError: that cannot be written down.
        """
        with self._disk.failures(self._log.path):
            self._log.add([dismissed(each) for each in missing])

    def _recover(self, messages: Sequence[Message]) -> bool:
        """Takes in people's texts that were left beside the file; whether any was new."""
        before = self._contents.messages
        self._take_back(TakenBack(tuple(left_behind(messages))))
        return self._contents.messages != before

    def _again(self) -> None:
        """Does everything once more, on what the file holds now.

        Raises:
            CatalogError: the file is damaged or cut off; all waits for one that is not.
        """
        before, data = dict(vars(self)), self._disk.data
        try:
            self._adopt(self._disk.read())
            self._logged = False
            done, self._done = self._done.steps, Done()
            for step in done:
                if isinstance(step, Merged):
                    self._merge(step)
                elif isinstance(step, Named):
                    self._name(step)
                elif isinstance(step, TakenBack):
                    self._take_back(step)
                elif isinstance(step, BroughtBack):
                    self._bring_back(step)
                else:
                    self._apply(step)
        except CatalogError:
            vars(self).update(before)
            self._disk.data = data
            raise

    def _file(self, *, sign: bool = True) -> PoFile:
        """The file as it should be."""
        messages = tuple(self._contents.messages)
        file = replace(self._loaded, header=self._header, messages=messages, bom=False)
        if sign and self._loaded.wrapped:
            joined = tuple(message.joined() for message in messages)
            file = replace(file, messages=joined, wrapped=False)
        if sign and file.translations() != self._loaded.translations():
            return replace(file, header=self._signed())
        return file

    def _signed(self) -> Header:
        """The header of changed translations: when, and by whom where a person approved them."""
        now = f"{datetime.now().astimezone():%Y-%m-%d %H:%M%z}"
        if reviewer := self._done.reviewer:
            return self._header.with_values(Last_Translator=reviewer, PO_Revision_Date=now)
        if self._disk.data is not None and not self._header.translator:
            return self._header.with_values(PO_Revision_Date=now)
        return self._header

    def _merge(self, step: Merged) -> MergeReport:
        before = self._contents
        missing = {each.text for each in step.document.segments}.difference(before.sources)
        self._disk.refuse_cut(before.messages, missing)
        self._done.steps.append(step)
        tag = self._language.tag
        spoken = step.document.source_for(tag)
        # What is in other languages within a document's own may be in several.
        same = self._header.source in ("", spoken) or tag == step.document.language
        held = before.messages if same else undrafted(before.messages)
        messages, report = merge(held, step.document, tag, step.notes)
        settings = self._project.settings
        self._header = self._header.completed(
            self._language,
            project=settings.name,
            team=settings.team,
            source=spoken,
            now=datetime.now().astimezone(),
        )
        named = step.document.authority in (Authority.OPTION, Authority.KEPT)
        self._header = self._header.naming(step.document.language if named else "")
        self._replace(messages)
        return report

    def _name(self, step: Named) -> None:
        self._done.steps.append(step)
        self._header = self._header.naming(step.source)

    def _take_back(self, step: TakenBack) -> tuple[Fate, ...]:
        self._done.steps.append(step)
        messages, fates = step.apply(self._contents.messages)
        self._replace(messages)
        return fates

    def _bring_back(self, step: BroughtBack) -> None:
        self._done.steps.append(step)
        self._replace(step.apply(self._contents.messages))

    def _apply(self, step: OnSentence) -> bool:
        """Does a step; whether it could be done."""
        old = self._contents.get(step.source)
        new = step.apply(old) if old else None
        if new is None:
            return False
        self._done.steps.append(step)
        if new is not old:
            self._contents.put(new)
            self._changed[new.msgid] = new
        return True
