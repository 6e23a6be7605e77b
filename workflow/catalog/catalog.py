"""Hold a seed's translations into one language, with all that can be done to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType

from workflow.catalog import changes
from workflow.catalog.approvals import UNKNOWN_APPROVER, Approver
from workflow.catalog.editing import EditedFile, FileStep, SentenceStep
from workflow.catalog.history import Event, history
from workflow.catalog.incoming import IncomingResult, take_in
from workflow.catalog.journal import key_of
from workflow.catalog.merge import merge, undrafted
from workflow.catalog.message import PoMessage
from workflow.catalog.recovery import LostDecision, put_back
from workflow.catalog.regrouping import regroup
from workflow.catalog.template import Notes
from workflow.errors import CatalogError
from workflow.languages.characters import NOT_PO
from workflow.model import Authority, Document, Draft, Incoming, Pair, Regrouped, State, say

_NO_NOTES: Notes = MappingProxyType({})


class Catalog(EditedFile):
    """The sentences of one seed in one language; in memory until :meth:`save`.

    Whatever is done, a person's words stay in the file: as the translation, as a proposal, in a
    comment or as an obsolete message.
    """

    @property
    def approved(self) -> tuple[str, ...]:
        """The sentences whose translation a person has approved."""
        return tuple(each.msgid for each in self._messages.current() if each.approved)

    def pending(self, *, redo: bool = False, pseudo: bool = False) -> tuple[str, ...]:
        """List the sentences to be translated, in the document's order.

        Args:
            redo: also those whose draft no person has touched.
            pseudo: also those whose draft is a pseudo-translation that no person has touched.
        """
        return tuple(
            message.msgid
            for message in self._messages.current()
            if not message.msgstr
            or message.outdated
            or (redo and message.machine and not message.carried)
            or (pseudo and message.pseudo)
        )

    def counts(self) -> Mapping[State, int]:
        """Count the sentences in each state."""
        counted = Counter(message.state for message in self._messages.current())
        return {state: counted[state] for state in State if state is not State.WITHHELD}

    # Changes of the whole file.

    def merge(self, document: Document, notes: Notes = _NO_NOTES) -> None:
        """Bring the catalog to what the document says now.

        Args:
            document: with language and segments.
            notes: for a source sentence, lines an editor should see beside it, for example
                ``term: Xing Haiming → 싱하이밍 (approved)``.

        Raises:
            CatalogError: the file seems to have been cut off.
        """
        held = self._messages.all
        known = {message.msgid for message in self._messages.current()}
        missing = {each.text for each in document.segments} - known
        self._disk.refuse_cut(held, missing)
        self._steps.append(
            FileStep(partial(Catalog.merge, document=document, notes=notes), merged=True)
        )
        tag = self._language.tag
        spoken = document.source_for(tag)
        # Parts of a document in other languages may be in several ones.
        if self._header.source not in ("", spoken) and tag != document.language:
            held = undrafted(held)
        messages = merge(held, document, tag, notes)
        settings = self._project.settings
        header = self._header.completed(
            self._language,
            project=settings.name,
            team=settings.team,
            source=spoken,
            now=datetime.now().astimezone(),
        )
        named = document.authority in (Authority.OPTION, Authority.KEPT)
        self._header = header.naming(document.language if named else "")
        self._replace(messages)

    def regroup(self, cases: Sequence[Regrouped]) -> None:
        """Give joined or split sentences the translations of the sentences they were made from.

        :meth:`merge` is to follow, with the document that has these sentences.
        """
        self._steps.append(FileStep(partial(Catalog.regroup, cases=tuple(cases))))
        self._replace(regroup(self._messages.all, cases, self._language.tag))

    def name_source(self, source: str) -> None:
        """Record the language that a person says the document is in; remove it if empty.

        Nothing else changes: the translations are still those of what was merged.
        """
        self._steps.append(FileStep(partial(Catalog.name_source, source=source)))
        self._header = self._header.naming(source)

    def take_in(self, rows: Sequence[Incoming]) -> tuple[IncomingResult, ...]:
        """Import translations from outside, each sentence at most once.

        Where another person has changed the sentence meanwhile, both translations are kept; a
        translation whose sentence is gone is kept as an obsolete message.

        Returns:
            What became of each.
        """
        by = next((row.reviewer for row in reversed(rows) if row.approved), "")
        self._steps.append(FileStep(partial(Catalog.take_in, rows=tuple(rows)), by))
        messages, results = take_in(self._messages.all, rows)
        self._replace(messages)
        return results

    def put_back(self, lost: Sequence[LostDecision]) -> None:
        """Restore lost decisions, except where a person has decided something since."""
        self._steps.append(FileStep(partial(Catalog.put_back, lost=tuple(lost))))
        self._replace(put_back(self._messages.all, lost))

    # Changes of one sentence; each returns whether it was made.

    def fill(
        self, source: str, draft: Draft, terms_hash: str = "", date: str = "", *, redo: bool = False
    ) -> bool:
        """Put a machine's draft into an empty entry, for a person to check.

        It is never taken where a person's words are.

        Args:
            source: the sentence.
            draft: its translation and what is wrong with it.
            terms_hash: hash of the glossary renderings it was made with.
            date: ISO 8601.
            redo: also replace a draft that no person has touched.
        """
        change = partial(changes.fill, draft=draft, terms_hash=terms_hash, date=date, redo=redo)
        return self._apply(SentenceStep(source, change, machine=True))

    def recall(self, source: str, pair: Pair, terms_hash: str = "", *, redo: bool = False) -> bool:
        """Record an approval of the same sentence elsewhere as reviewed.

        It is never taken where a person's words are.

        Args:
            source: the sentence.
            pair: its translation there, and who approved it when.
            terms_hash: hash of the glossary renderings it satisfies here.
            redo: also replace a draft that no person has touched.
        """
        change = partial(changes.recall, pair=pair, terms_hash=terms_hash, redo=redo)
        return self._apply(SentenceStep(source, change, machine=True))

    def show_similar(self, source: str, lines: Sequence[str]) -> bool:
        """Show the memory's matches for similar sentences, replacing earlier ones.

        Not where a translation is approved or proposed. For the lines, see
        :attr:`workflow.model.Entry.similar`.
        """
        change = partial(changes.show_similar, lines=tuple(lines))
        return self._apply(SentenceStep(source, change, machine=True))

    def approve(
        self, source: str, text: str, reviewer: str = "", date: str = "", terms_hash: str = ""
    ) -> bool:
        """Record a person's translation as reviewed.

        If somebody else has changed the sentence in the file before this is saved, both
        translations are kept and the sentence waits for a person.

        Args:
            source: the sentence.
            text: its approved translation, not empty.
            reviewer: who, ``Name <address>``.
            date: ISO 8601.
            terms_hash: hash of the glossary renderings on the day; without one, the draft's stays.

        Raises:
            CatalogError: the text holds characters that no file can.
        """
        self._refuse_unwritable(source, text)
        by, seen = Approver(reviewer, date), self.text(source)
        change = partial(changes.approve, text=text, by=by, seen=seen, terms_hash=terms_hash)
        return self._apply(SentenceStep(source, change, reviewer))

    def hold(self, source: str, text: str, reviewer: str, date: str = "") -> bool:
        """Record a person's translation that needs more work: it stays, or becomes, fuzzy.

        Arguments and errors are those of :meth:`approve`, and so is what becomes of somebody
        else's change.
        """
        self._refuse_unwritable(source, text)
        by, seen = Approver(reviewer, date), self.text(source)
        change = partial(changes.hold, text=text, by=by, seen=seen)
        return self._apply(SentenceStep(source, change))

    def comment(self, source: str, text: str) -> bool:
        """Write a person's comment beside a translation.

        Raises:
            CatalogError: the comment holds characters that no file can.
        """
        self._refuse_unwritable(source, text)
        return self._apply(SentenceStep(source, partial(PoMessage.with_comment, text=text)))

    def history(self, source: str) -> Sequence[Event]:
        """Tell what happened to a sentence, the oldest first, whether it is still there or not."""
        gone = (each for each in self._messages.all if each.key == (None, source))
        message = self.message(source) or next(gone, PoMessage(source))
        key = key_of(message)
        decisions = [each for each in self._journal.read([key]) if each.key == key]
        return history(self._project.root, self.path, message, decisions)

    def restore(self, before: PoMessage, after: PoMessage) -> bool:
        """Undo a change that made ``after`` of ``before``; not if somebody has been there since."""
        change = partial(changes.restore, before=before, after=after)
        return self._apply(SentenceStep(before.msgid, change))

    def correct(self, source: str, seen: str, text: str) -> bool:
        """Correct spaces, punctuation or particles of a text, keeping its state.

        Args:
            source: the sentence.
            seen: the text that the rule was applied to; no other is touched.
            text: the text put right, not empty.
        """
        change = partial(changes.correct, seen=seen, text=text)
        return self._apply(SentenceStep(source, change))

    def reconsider(
        self, source: str, terms_hash: str, reasons: Sequence[str] = (), before: str = ""
    ) -> bool:
        """Compare an approved translation with the renderings that the glossary asks for today.

        If they are the ones it was approved with, nothing happens. If not, and there are reasons,
        the sentence becomes stale: fuzzy, with a ``qa:`` comment for each reason. Without reasons
        it stays approved, now with these renderings. A sentence that is stale by an earlier change
        is approved again once that change is taken back or nothing speaks against its text.

        Args:
            source: the sentence.
            terms_hash: hash of the renderings asked for today.
            reasons: what in its text they contradict.
            before: hash of the renderings it was approved with, if known better than by the file.

        Returns:
            Whether there is an approved translation.
        """
        change = partial(
            changes.reconsider,
            terms_hash=terms_hash,
            reasons=tuple(reasons),
            before=before,
            seen=self.text(source),
        )
        return self._apply(SentenceStep(source, change))

    def record_approval(
        self, source: str, terms_hash: str, approver: Approver = UNKNOWN_APPROVER
    ) -> bool:
        """Record with an approval what it does not say: its text, whose it is, the renderings.

        Args:
            source: the sentence.
            terms_hash: hash of today's renderings.
            approver: whose it is, if that is certain.
        """
        change = partial(changes.record_approval, terms_hash=terms_hash, approver=approver)
        return self._apply(SentenceStep(source, change))

    def _refuse_unwritable(self, source: str, text: str) -> None:
        if NOT_PO.search(text):
            raise CatalogError(
                self.where,
                say(
                    "the text for {text} holds half a character or a control character",
                    text=repr(source),
                ),
                say("Type the character again."),
            )
