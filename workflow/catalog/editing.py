"""Edit a PO file in memory, record the changes, and save them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from msgspec import Struct

from workflow.catalog.approvals import Approver, is_unrecorded, is_unsigned
from workflow.catalog.held_file import HeldFile
from workflow.catalog.incoming import left_behind, take_in
from workflow.catalog.journal import Journal, between, changed_among, key_of
from workflow.catalog.message import PoMessage
from workflow.catalog.paths import journal_of
from workflow.catalog.po_file import Header, PoFile
from workflow.catalog.recovery import (
    LostDecision,
    confirmed,
    dismissal,
    find_lost,
    following,
    histories,
    unrecorded,
)
from workflow.errors import CatalogError
from workflow.model import Project, say
from workflow.store import swap

#: How often a file may change under our hands before saving gives up.
_ATTEMPTS = 20

#: A change of one message, which returns the new one, or None if it is not allowed.
Change = Callable[[PoMessage], PoMessage | None]


class SentenceStep(Struct, frozen=True):
    """A change of a sentence since the file was read or written, to be repeated on a newer version.

    Attributes:
        source: the sentence.
        change: what is done to its message.
        reviewer: who approved something by it, empty for nobody.
        machine: a machine's text came in by it. Whoever changes the file after it was written may
            not have seen that text, so such a step is kept then.
    """

    source: str
    change: Change
    reviewer: str = ""
    machine: bool = False


class FileStep(Struct, frozen=True):
    """A change of a whole file since it was read, to be repeated on a newer version.

    Attributes:
        again: does it once more, to the edited file that it is given.
        reviewer: who approved something by it, empty for nobody.
        merged: the document was merged in by it.
    """

    again: Callable[[Any], object]
    reviewer: str = ""
    merged: bool = False


class EditedFile(HeldFile):
    """The messages of one PO file; in memory until :meth:`save`.

    What is done to them is remembered, to be done again if somebody else has saved the file in the
    meantime.
    """

    def __init__(self, project: Project, name: str, target: str) -> None:
        """Make a catalog without messages; :meth:`load` reads the file."""
        super().__init__(project, name, target)
        self._journal = Journal(journal_of(project, name, target), project.cache / "locks")
        #: Whether the journal is known to hold all that people have decided in the file.
        self._journalled = False
        self._steps: list[SentenceStep | FileStep] = []

    def _apply(self, step: SentenceStep) -> bool:
        """Change the message of a sentence, if there is one and it may be done."""
        old = self._messages.get(step.source)
        new = step.change(old) if old else None
        if new is None:
            return False
        self._steps.append(step)
        if new is not old:
            self._messages.put(new)
            self._changed[new.msgid] = new
        return True

    @property
    def unsaved(self) -> bool:
        """Whether :meth:`save` would write the file."""
        return self._differs(self._file(sign=False))

    def save(self, *, sign: bool = True) -> bool:
        """Write the file if something in it has changed; otherwise not a byte of it.

        If the file is no longer the one that was read, everything is done again on the newer one:
        what a person wrote there stands.

        Args:
            sign: also say in the header who changed translations last, and when, and write anew
                what a tool has left untidy. Without it, an approval, which names its reviewer
                itself, changes nothing but its own message.

        Returns:
            Whether the file was written.

        Raises:
            CatalogError: the file cannot be written; it is as it was before.
        """
        self._disk.recover(self._take_in_left)
        for _ in range(_ATTEMPTS):
            file, before, seen = self._file(sign=sign), self._loaded.messages, self._seen()
            if not self._differs(file):
                self._add_to_journal(before, seen)
                return False
            try:
                self._adopt(self._disk.write(file))
            except swap.Changed:
                self._do_again()
            else:
                self._forget()
                self._add_to_journal(before, seen)
                return True
        raise CatalogError(
            self._disk.where,
            say("keeps being changed by another program"),
            say("Close the program that writes it and run again."),
        )

    def _seen(self) -> frozenset[str]:
        """Return the sentences that people have decided on since the file was read or written."""
        steps = (each for each in self._steps if isinstance(each, SentenceStep))
        return frozenset(each.source for each in steps if not each.machine)

    def _differs(self, file: PoFile) -> bool:
        return file != self._loaded and bool(file.messages or self._disk.data)

    def _file(self, *, sign: bool = True) -> PoFile:
        """Return the file as it should be."""
        messages = tuple(self._messages.all)
        file = replace(self._loaded, header=self._header, messages=messages, bom=False)
        if sign and self._loaded.untidy:
            tidy = tuple(message.rewritten() for message in messages)
            file = replace(file, messages=tidy, untidy=False)
        if sign and file.translations() != self._loaded.translations():
            return replace(file, header=self._signed())
        return file

    def _signed(self) -> Header:
        """Return the header of changed translations: the date, and the person if one approved them.

        That is who approved last.
        """
        now = f"{datetime.now().astimezone():%Y-%m-%d %H:%M%z}"
        if by := next((step.reviewer for step in reversed(self._steps) if step.reviewer), ""):
            return self._header.with_values(Last_Translator=by, PO_Revision_Date=now)
        if self._disk.data is not None and not self._header.translator:
            return self._header.with_values(PO_Revision_Date=now)
        return self._header

    def _do_again(self) -> None:
        """Apply all recorded changes again, to what the file holds now.

        Raises:
            CatalogError: the file is damaged or cut off; all waits for one that is not.
        """
        before, data = dict(vars(self)), self._disk.data
        try:
            self._adopt(self._disk.read())
            self._journalled = False
            steps, self._steps = self._steps, []
            for step in steps:
                if isinstance(step, FileStep):
                    step.again(self)
                else:
                    self._apply(step)
        except CatalogError:
            vars(self).update(before)
            self._disk.data = data
            raise

    def _forget(self) -> None:
        """Drop the recorded changes that need not be applied again to a file changed later.

        What people decided is in the file then, and whoever changes it there has seen it.
        """
        files = [step for step in self._steps if isinstance(step, FileStep)]
        sentences = [step for step in self._steps if isinstance(step, SentenceStep)]
        merged = [step for step in files if step.merged]
        self._steps = [*merged[-1:], *(step for step in sentences if step.machine)]

    def _take_in_left(self, messages: Sequence[PoMessage]) -> bool:
        """Import people's texts that a killed process left; tell whether any was new."""
        before = self._messages.all
        self._steps.append(FileStep(partial(EditedFile._take_in_left, messages=messages)))
        self._replace(take_in(before, left_behind(messages))[0])
        return self._messages.all != before

    def _add_to_journal(self, before: Sequence[PoMessage], seen: Collection[str]) -> None:
        """Add to the journal what was decided since the file held ``before``.

        Of a file that has just been read, also what the journal does not know of it yet; and of
        sentences that people have decided on (``seen``), that they stay although one is missed.
        """
        after = self._loaded.messages
        before, changed = changed_among(before, after)
        news = list(between(before, changed))
        known = histories(self._journal.read({each.key for each in news})) if news else {}
        news += following(news, before, known)
        kept = {key_of(each): each for each in after if each.msgid in seen and not each.obsolete}
        if kept := {key: each for key, each in kept.items() if all(key != n.key for n in news)}:
            news += confirmed(kept.values(), histories(self._journal.read(kept)))
        if not self._journalled:
            keys = {decision.key for decision in news}
            found = unrecorded(after, histories(self._journal.read()))
            news += (decision for decision in found if decision.key not in keys)
        with self._disk.failures(self._journal.path):
            self._journal.add(news)
        self._journalled = True

    def lost(self, only: Collection[str] | None = None) -> tuple[LostDecision, ...]:
        """Find decisions that the journal holds and the file no longer does.

        Args:
            only: the sentences (msgid) that are of interest.
        """
        messages = [m for m in self._messages.all if only is None or m.msgid in only]
        keys = None if only is None else [key_of(message) for message in messages]
        return tuple(find_lost(messages, histories(self._journal.read(keys))))

    def dismiss(self, lost: Sequence[LostDecision]) -> None:
        """Dismiss lost decisions: they are no longer reported.

        Raises:
            CatalogError: that cannot be written down.
        """
        with self._disk.failures(self._journal.path):
            self._journal.add([dismissal(each) for each in lost])

    def approvers(self) -> dict[str, Approver]:
        """Return the reviewer of each sentence for which only the journal names one."""
        unnamed = {key_of(each): each for each in self._messages.current() if is_unsigned(each)}
        known = histories(self._journal.read(unnamed)) if unnamed else {}
        found = {unnamed[key].msgid: each.approver(unnamed[key]) for key, each in known.items()}
        return {source: approver for source, approver in found.items() if approver.name}

    def unrecorded(self, known: Mapping[str, Approver]) -> tuple[PoMessage, ...]:
        """Return approvals from other tools that neither a stamp nor ``known`` explains."""
        current = self._messages.current()
        return tuple(each for each in current if is_unrecorded(each) and each.msgid not in known)
