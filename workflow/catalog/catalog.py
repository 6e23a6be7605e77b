"""A seed's translations into one language, and all that can be done to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from workflow.catalog.approvals import NOBODY, Hand
from workflow.catalog.done import Merged, Named
from workflow.catalog.merge import MergeReport
from workflow.catalog.message import Message
from workflow.catalog.returned import Fate, Returned, TakenBack
from workflow.catalog.steps import (
    Approved,
    Corrected,
    Filled,
    Held,
    Likened,
    Noted,
    Recalled,
    Reconsidered,
    Restored,
    Witnessed,
)
from workflow.catalog.working_copy import WorkingCopy
from workflow.errors import CatalogError
from workflow.languages.characters import NOT_PO
from workflow.model import Document, Draft, Pair, State

_NO_NOTES: Mapping[str, Sequence[str]] = MappingProxyType({})


class Catalog(WorkingCopy):
    """The sentences of one seed in one language; in memory until :meth:`save`.

    Whatever is done, a person's words stay in the file: as the translation, as a proposal, in a
    comment or as an obsolete message.
    """

    def pending(self, *, redo: bool = False, pseudo: bool = False) -> tuple[str, ...]:
        """The sentences to be translated, in the document's order.

        Args:
            redo: also those whose draft no person has touched.
            pseudo: also those whose draft is a pseudo-translation that no person has touched.
        """
        return tuple(
            message.msgid
            for message in self._contents.current()
            if not message.msgstr
            or (redo and message.machine and not message.carried)
            or (pseudo and message.pseudo)
        )

    def counts(self) -> Mapping[State, int]:
        """How many sentences are in each state."""
        counted = Counter(message.state for message in self._contents.current())
        return {state: counted[state] for state in State if state is not State.WITHHELD}

    def merge(
        self, document: Document, notes: Mapping[str, Sequence[str]] = _NO_NOTES
    ) -> MergeReport:
        """Brings the catalog to what the document says now.

        Args:
            document: with language and segments.
            notes: for a source sentence, lines an editor should see beside it, for example
                ``term: Xing Haiming → 싱하이밍 (approved)``.
        """
        return self._merge(Merged(document, notes))

    def name_source(self, source: str) -> None:
        """Keeps the language that a person says the document is in; empty lets it go.

        Nothing else changes: the translations are still those of what was merged.
        """
        self._name(Named(source))

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

    def liken(self, source: str, lines: Sequence[str]) -> bool:
        """Shows beside a sentence what the memory holds for sentences like it.

        Args:
            source: the sentence.
            lines: instead of those that are there, see :attr:`workflow.model.Entry.similar`.

        Returns:
            Whether they are other lines; never where a translation is approved or proposed.
        """
        return self._apply(Likened(source, tuple(lines)))

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
        return self._contents.get(source)

    def restore(self, before: Message, after: Message) -> bool:
        """Takes back what was done to a message.

        Args:
            before: as it was (:meth:`message`).
            after: what was made of it.

        Returns:
            Whether it was done; not where somebody has changed the message since.
        """
        return self._apply(Restored(before.msgid, before, after))

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
        step = Reconsidered(source, terms, tuple(reasons), before, self._seen(source))
        return self._apply(step)

    def witness(self, source: str, terms: str, hand: Hand = NOBODY) -> bool:
        """Records with an approval what it does not say: its text, whose it is, the renderings.

        Args:
            source: the sentence.
            terms: hash of today's renderings.
            hand: whose it is, if that is certain.

        Returns:
            Whether there was anything to record.
        """
        return self._apply(Witnessed(source, terms, hand))

    def _seen(self, source: str) -> str:
        message = self.message(source)
        return message.msgstr if message else ""

    def _refuse_unwritable(self, source: str, text: str) -> None:
        if NOT_PO.search(text):
            raise CatalogError(
                self._disk.where,
                f"the text for {source!r} holds half a character or a control character",
                "Type the character again.",
            )
