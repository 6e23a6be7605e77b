"""A seed's translations into one language: what its PO file holds, in memory until saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from workflow.catalog import store
from workflow.catalog.disk import Disk
from workflow.catalog.merge import MergeReport, merge
from workflow.catalog.message import Message
from workflow.catalog.returned import Fate, Returned, TakenBack, left_behind
from workflow.catalog.steps import (
    UNWRITABLE,
    Approved,
    Corrected,
    Filled,
    Held,
    Noted,
    Recalled,
    Reconsidered,
    Restored,
    Witnessed,
)
from workflow.catalog.syntax import PoFile
from workflow.errors import CatalogError, WorkflowError
from workflow.languages import language
from workflow.model import Document, Draft, Entry, Pair, Project, State

_NO_NOTES: Mapping[str, Sequence[str]] = MappingProxyType({})
#: How many files are written at once: beyond this, syncing gets no faster (measured on ext4).
_WRITERS = 8
#: How often a file may change under our hands before saving gives up.
_ATTEMPTS = 20


#: What is done to one sentence.
_OnSentence = (
    Filled | Recalled | Approved | Held | Noted | Restored | Corrected | Reconsidered | Witnessed
)


@dataclass(frozen=True, slots=True)
class _Merged:
    document: Document
    notes: Mapping[str, Sequence[str]]


class Catalog:
    """The messages of one PO file.

    Everything happens in memory until :meth:`save`. What was done is remembered, so that it can be
    done again on a newer file, should somebody else have saved it in the meantime.
    """

    def __init__(self, project: Project, name: str, target: str) -> None:
        """An empty catalog; :meth:`load` gives one with what the file holds."""
        self._project = project
        self._language = language(target)
        self._disk = Disk(project, name, target)
        self._done: list[_Merged | _OnSentence | TakenBack] = []
        self._adopt(PoFile())

    @classmethod
    def load(cls, project: Project, name: str, target: str) -> Catalog:
        """The catalog of a seed for one language; empty when there is no file.

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
        self._messages = list(messages)
        self._index = {
            message.msgid: at
            for at, message in enumerate(messages)
            if not message.obsolete and message.context is None
        }
        self._entries: Mapping[str, Entry] | None = None

    @property
    def path(self) -> Path:
        """The PO file."""
        return self._disk.path

    @property
    def data(self) -> bytes | None:
        """What the file held when it was last read or written; None when there was none."""
        return self._disk.data

    @property
    def unsaved(self) -> bool:
        """Whether :meth:`save` would write the file."""
        return self._differs(self._file())

    def _differs(self, file: PoFile) -> bool:
        return file != self._loaded and bool(file.messages or self._disk.data)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The document's sentences by source text, in its order."""
        if self._entries is None:
            self._entries = MappingProxyType(
                {source: self._entry(self._messages[at]) for source, at in self._index.items()}
            )
        return self._entries

    def _entry(self, message: Message) -> Entry:
        return message.entry(self._disk.where, self._header.translator, self._header.revised)

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """Translations of sentences that are no longer in the document."""
        return tuple(self._entry(message) for message in self._messages if message.obsolete)

    def pending(self, *, redo: bool = False) -> tuple[str, ...]:
        """The sentences to be translated, in the document's order.

        Args:
            redo: also those whose draft no person has touched.
        """
        messages = (self._messages[at] for at in self._index.values())
        return tuple(
            message.msgid
            for message in messages
            if not message.msgstr or (redo and message.machine and not message.carried)
        )

    def counts(self) -> Mapping[State, int]:
        """How many sentences are in each state."""
        counted = Counter(self._messages[at].state for at in self._index.values())
        return {state: counted[state] for state in State}

    def merge(
        self, document: Document, notes: Mapping[str, Sequence[str]] = _NO_NOTES
    ) -> MergeReport:
        """Brings the catalog to what the document says now.

        Args:
            document: with language and segments.
            notes: for a source sentence, lines an editor should see beside it, for example
                ``term: Xing Haiming → 싱하이밍 (approved)``.
        """
        return self._merge(_Merged(document, notes))

    def _merge(self, step: _Merged) -> MergeReport:
        missing = {each.text for each in step.document.segments} - self._index.keys()
        self._disk.refuse_cut(self._messages, missing)
        self._done.append(step)
        tag = self._language.tag
        messages, report = merge(self._messages, step.document, tag, step.notes)
        settings = self._project.settings
        self._header = self._header.completed(
            self._language,
            project=settings.name,
            team=settings.team,
            source=step.document.language,
            now=datetime.now().astimezone(),
        )
        self._replace(messages)
        return report

    def fill(
        self, source: str, draft: Draft, terms: str = "", date: str = "", *, redo: bool = False
    ) -> bool:
        """Puts a machine's draft where there is no translation, for a person to look at.

        Args:
            source: the sentence.
            draft: its translation and what is wrong with it.
            terms: hash of the glossary renderings it was made with.
            date: ISO 8601.
            redo: also replace a draft that no person has touched.

        Returns:
            Whether it was taken; never where a person's words are.
        """
        return self._apply(Filled(source, draft, terms, date, redo))

    def recall(self, source: str, pair: Pair, terms: str = "", *, redo: bool = False) -> bool:
        """Records as reviewed what was approved elsewhere for the same sentence.

        Args:
            source: the sentence.
            pair: its translation there, and who approved it when.
            terms: hash of the glossary renderings it satisfies here.
            redo: also replace a draft that no person has touched.

        Returns:
            Whether it was taken; never where a person's words are.
        """
        return self._apply(Recalled(source, pair, terms, redo))

    def approve(
        self, source: str, text: str, reviewer: str = "", date: str = "", terms: str = ""
    ) -> bool:
        """Records a person's translation as reviewed.

        If somebody else has changed the sentence in the file before this is saved, both
        translations are kept and the sentence waits for a person.

        Args:
            source: the sentence.
            text: its approved translation, not empty.
            reviewer: who, ``Name <address>``.
            date: ISO 8601.
            terms: hash of the glossary renderings on the day; without one, the draft's stays.

        Returns:
            Whether the sentence is in the catalog.

        Raises:
            CatalogError: the text holds characters that no file can.
        """
        self._refuse_unwritable(source, text)
        return self._apply(Approved(source, text, reviewer, date, self._seen(source), terms))

    def hold(self, source: str, text: str, reviewer: str, date: str = "") -> bool:
        """Records a person's translation that needs more work: it stays, or becomes, fuzzy.

        If somebody else has changed the sentence in the file before this is saved, both
        translations are kept. The arguments, what is given and what is raised are those of
        :meth:`approve`.
        """
        self._refuse_unwritable(source, text)
        return self._apply(Held(source, text, reviewer, date, self._seen(source)))

    def note(self, source: str, comment: str) -> bool:
        """Writes a person's comment beside a translation; whether the sentence is there.

        Raises:
            CatalogError: the comment holds characters that no file can.
        """
        self._refuse_unwritable(source, comment)
        return self._apply(Noted(source, comment))

    def message(self, source: str) -> Message | None:
        """A sentence's message as it stands, for :meth:`restore`."""
        at = self._index.get(source)
        return None if at is None else self._messages[at]

    def restore(self, before: Message, after: Message) -> bool:
        """Takes back what was done to a message.

        Args:
            before: as it was (:meth:`message`).
            after: what was made of it.

        Returns:
            Whether it was done; not where somebody has changed the message since.
        """
        return self._apply(Restored(before.msgid, before, after))

    def _seen(self, source: str) -> str:
        message = self.message(source)
        return message.msgstr if message else ""

    def _refuse_unwritable(self, source: str, text: str) -> None:
        if UNWRITABLE.search(text):
            raise CatalogError(
                self._disk.where,
                f"the text for {source!r} holds half a character or a control character",
                "Type the character again.",
            )

    def correct(self, source: str, seen: str, text: str) -> bool:
        """Puts a text right by rule: spaces, punctuation, particles. Its state stays as it is.

        Args:
            source: the sentence.
            seen: the text that the rule was applied to.
            text: the text put right, not empty.

        Returns:
            Whether it was done; not where the text is another one by now.
        """
        return self._apply(Corrected(source, seen, text))

    def take_back(self, rows: Sequence[Returned]) -> tuple[Fate, ...]:
        """Brings in translations that went out for review and have come back.

        Where another person has changed the sentence meanwhile, both translations are kept; a
        translation whose sentence is gone is kept as an obsolete message.

        Args:
            rows: what has come back, each sentence at most once.

        Returns:
            What became of each.
        """
        return self._take_back(TakenBack(tuple(rows)))

    def _take_back(self, step: TakenBack) -> tuple[Fate, ...]:
        self._done.append(step)
        messages, fates = step.apply(self._messages)
        self._replace(messages)
        return fates

    def reconsider(
        self, source: str, terms: str, reasons: Sequence[str] = (), before: str = ""
    ) -> bool:
        """Holds an approved translation against the renderings the glossary asks for today.

        If they are the ones it was approved with, nothing happens. If not, and there are reasons,
        the sentence becomes stale: fuzzy, with a ``qa:`` comment for each reason. Without reasons
        it stays approved, now with these renderings. A sentence that is stale by an earlier change
        is approved again once that change is taken back or nothing speaks against its text.

        Args:
            source: the sentence.
            terms: hash of the renderings asked for today.
            reasons: what in its text they contradict.
            before: hash of the renderings it was approved with, if known better than by the file.

        Returns:
            Whether there is an approved translation.
        """
        entry = self.entries.get(source)
        seen = entry.text if entry else ""
        return self._apply(Reconsidered(source, terms, tuple(reasons), before, seen))

    def witness(self, source: str, terms: str) -> bool:
        """Records today's renderings with an approved translation that does not say which it has.

        Returns:
            Whether there was one.
        """
        return self._apply(Witnessed(source, terms))

    def _apply(self, step: _OnSentence) -> bool:
        """Does a step; whether it could be done."""
        at = self._index.get(step.source)
        message = step.apply(self._messages[at]) if at is not None else None
        if at is None or message is None:
            return False
        self._done.append(step)
        self._messages[at] = message
        self._entries = None
        return True

    def save(self, *, sign: bool = True) -> bool:
        """Writes the file if something in it has changed; otherwise not a byte of it.

        If the file is no longer the one that was read, everything is done again on the newer one:
        what a person wrote there stands.

        Args:
            sign: also say in the header who changed translations last, and when. Without it, an
                approval, which names its reviewer itself, changes nothing but its own message.

        Returns:
            Whether the file was written.

        Raises:
            CatalogError: the file cannot be written; it is as it was before.
        """
        self._disk.recover(self._recover)
        for _ in range(_ATTEMPTS):
            file = self._file(sign=sign)
            if not self._differs(file):
                return False
            try:
                self._adopt(self._disk.write(file))
            except store.Changed:
                self._again()
            else:
                self._forget()
                return True
        raise CatalogError(
            self._disk.where,
            "keeps being changed by another program",
            "Close the program that writes it and run again.",
        )

    def _recover(self, messages: Sequence[Message]) -> bool:
        """Takes in people's texts that were left beside the file; whether any was new."""
        before = self._messages
        self.take_back(left_behind(messages))
        return self._messages != before

    def _forget(self) -> None:
        """Keeps what has to be done again if the file changes once more: all but approvals."""
        merged = [step for step in self._done if isinstance(step, _Merged)]
        filled = [step for step in self._done if isinstance(step, Filled | Recalled)]
        self._done = [*merged[-1:], *filled]

    def _again(self) -> None:
        """Does everything once more, on what the file holds now."""
        done, self._done = self._done, []
        self._adopt(self._disk.read())
        for step in done:
            if isinstance(step, _Merged):
                self._merge(step)
            elif isinstance(step, TakenBack):
                self._take_back(step)
            else:
                self._apply(step)

    def _file(self, *, sign: bool = True) -> PoFile:
        """The file as it should be: revision date and translator follow the translations."""
        header = self._header
        if not sign:
            return replace(self._loaded, header=header, messages=tuple(self._messages))
        now = f"{datetime.now().astimezone():%Y-%m-%d %H:%M%z}"
        people = [step for step in self._done if isinstance(step, Approved | TakenBack)]
        approvals = [step for step in people if step.reviewer]
        if self._translations(self._messages) != self._translations(self._loaded.messages):
            if approvals:
                header = header.with_values(
                    Last_Translator=approvals[-1].reviewer, PO_Revision_Date=now
                )
            elif self._disk.data is not None and not header.translator:
                header = header.with_values(PO_Revision_Date=now)
        return replace(self._loaded, header=header, messages=tuple(self._messages))

    @staticmethod
    def _translations(messages: Sequence[Message]) -> dict[str, tuple[str, bool]]:
        return {m.msgid: (m.msgstr, m.fuzzy) for m in messages if not m.obsolete and m.msgstr}


def save_all(catalogs: Iterable[Catalog]) -> tuple[WorkflowError, ...]:
    """Saves many catalogs at once: several times faster than one by one, as disks sync together.

    Returns:
        What could not be saved; the others are.
    """

    def save(catalog: Catalog) -> WorkflowError | None:
        try:
            catalog.save()
        except WorkflowError as error:
            return error
        return None

    with ThreadPoolExecutor(_WRITERS) as writers:
        return tuple(error for error in writers.map(save, catalogs) if error)
