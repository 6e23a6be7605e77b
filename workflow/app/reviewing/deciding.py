"""Write into PO files what the reviewer decides: approve, edit, comment, join, split, undo."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from workflow import glossary
from workflow.app import resegmenting
from workflow.app.glossary_upkeep import suggesting
from workflow.app.reviewing.reading import AddressedSegment, ArticleReader
from workflow.app.reviewing.sentence_search import Replacement
from workflow.app.reviewing.undoing import Undoable, UndoableDecisions
from workflow.app.state.document_translation import DocumentTranslation, merge_seed
from workflow.catalog.journal import timestamp
from workflow.model import (
    Comment,
    Project,
    Role,
    Seam,
    Segment,
    State,
    say,
)
from workflow.review import (
    ArticleRow,
    Conflict,
    Forbidden,
    Gone,
    Parting,
    Saved,
    SegmentAddress,
    TermProposal,
    Typed,
)


class ProjectReview(ArticleReader):
    """A project's articles under review; see :class:`workflow.review.Backend`.

    Args:
        project: whose articles.
        paths: the seeds to be reviewed.
        reviewer: who runs it, ``Name <address>``, and may do everything.
        today: gives the day of an approval.
    """

    def __init__(
        self,
        project: Project,
        paths: Sequence[Path],
        reviewer: str,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(project, paths, reviewer)
        self._today = today
        self._decisions = UndoableDecisions(project.cache / "decisions.jsonl")
        #: Decisions made in one step, by the id under which all are undone.
        self._together: dict[str, Sequence[str]] = {}

    def replace(
        self, old: str, new: str, target: str, rows: Sequence[tuple[str, str, str]]
    ) -> tuple[int, Sequence[ArticleRow], str]:
        """Replace words in sentences, each given by article, key and etag."""
        words, number = Replacement(old, new, target), 0
        done: list[Saved] = []
        left: list[ArticleRow] = []
        etags: dict[str, dict[str, str]] = {}
        for name, key, etag in rows:
            etags.setdefault(name, {})[key] = etag
        for name, wanted in etags.items():
            with suppress(Gone), self._opened(name, target, wanted) as (translation, addressed):
                late = [each.source for each in addressed if each.changed]
                fit = [
                    each
                    for each in addressed
                    if not each.changed and words(each.entry.text) not in ("", each.entry.text)
                ]
                left += self._rows.some(translation, late) if late else ()
                number += len(fit)
                if fit:
                    write = partial(self._put_words, translation, words)
                    done.append(self._do(translation, fit, write))
        together = secrets.token_hex(8)
        self._together[together] = [each.operation for each in done]
        return number, left, together

    def _put_words(
        self, translation: DocumentTranslation, words: Replacement, addressed: AddressedSegment
    ) -> None:
        approved = addressed.entry.state is State.REVIEWED
        write = self._approve if approved else self._hold
        write(translation, addressed, words(addressed.entry.text))

    def save(self, address: SegmentAddress, etag: str, text: str, *, approve: bool) -> Saved:
        """Approve a translation, or keep it as one that needs work."""
        with self._opened_at(address, etag) as (translation, addressed):
            entry = addressed.entry
            known = entry.text == text and not entry.changed_since
            same = known and (entry.state is State.REVIEWED) is approve
            if addressed.changed and not same:
                raise Conflict(self._rows.some(translation, [addressed.source]))
            if not approve and entry.state is State.REVIEWED:
                self._needs_approver()
            if same and (approve or entry.held):
                return Saved(self._rows.some(translation, [addressed.source]))
            write = self._approve if approve else self._hold
            done = self._do(translation, [addressed], lambda each: write(translation, each, text))
            self._typed.forget(address, text)
            if translation.catalog.entry(addressed.source).text != text.strip():
                raise Conflict(done.rows)
            return done

    def approve_all(self, name: str, target: str, rows: Mapping[str, str]) -> Saved:
        """Approve sentences (key → etag) as they are: all of them or none."""
        with self._opened(name, target, rows) as (translation, addressed):
            if late := [each.source for each in addressed if each.changed or not each.entry.text]:
                raise Conflict(self._rows.some(translation, late))
            return self._do(
                translation,
                addressed,
                lambda each: self._approve(translation, each, each.entry.text),
            )

    def note(self, address: SegmentAddress, etag: str, text: str) -> Saved:
        """Write a comment beside a translation, signed and dated."""
        said = str(Comment(text, self.editor.name, timestamp())) if text.strip() else ""
        with self._opened_at(address, etag) as (translation, addressed):
            if addressed.changed:
                raise Conflict(self._rows.some(translation, [addressed.source]))
            return self._do(
                translation,
                [addressed],
                lambda each: translation.catalog.comment(each.source, said),
            )

    def propose(self, name: str, target: str, proposal: TermProposal) -> str:
        """Propose a term, as a row of the glossary that is under review; return its id."""
        with self._lock:
            with self._articles.opened(name, target) as translation:
                spoken = translation.source
            said = f"{self.editor.name.partition('<')[0].strip()}, {self._today().isoformat()}"
            forms = {spoken: proposal.term.strip(), target: proposal.rendering.strip()}
            why = proposal.note.strip()
            note = f"{why} ({said})" if why else f"Proposed by {said}"
            return suggesting.propose_term(
                self._project, forms, proposal.kind, note, approved=proposal.approved
            )

    def keep(self, address: SegmentAddress, typed: Typed | None) -> None:
        """Keep the unsaved text of a sentence, whether it is still in the article or not."""
        with self._lock:
            self._articles.rev(address.article, address.target)  # there is such an article
            self._typed.keep(address, typed)

    def undo(self, operation: str) -> Saved:
        """Undo a decision, unless somebody has changed the sentence since."""
        if operation in self._together:
            return self._undo_all(self._together.pop(operation))
        with self._lock:
            decision = self._decisions.get(operation)
            if decision is None or decision.by != self.editor.name:
                raise Gone
            if decision.regrouped:
                return self._take_back(operation, decision, decision.regrouped)
            name, target = decision.name, decision.target
            sources = [before.msgid for before, _ in decision.messages]
            with self._articles.opened(name, target) as translation:
                if all(translation.catalog.restore(*pair) for pair in decision.messages):
                    translation.catalog.save(sign=False)
                    del self._decisions[operation]
                    return Saved(self._rows.some(translation, sources))
                del self._decisions[operation]
                with self._articles.opened(name, target) as now:  # without what was restored
                    rows = self._rows.some(now, sources)
                raise Conflict(rows)

    def join(self, address: SegmentAddress, etag: str) -> Saved:
        """Join a sentence with the next one of its paragraph, in all languages."""
        with self._lock:
            translation, segment = self._unchanged(address, etag)
            seam = resegmenting.seam_to_join(translation.whole, segment)
            return self._regroup(translation, segment, seam)

    def split(self, address: SegmentAddress, etag: str, where: Parting) -> Saved:
        """Split a sentence in two, in all languages."""
        with self._lock:
            translation, segment = self._unchanged(address, etag)
            if not segment.text.startswith(where.source):
                raise Gone
            seam = resegmenting.seam_to_split(translation.whole, segment, len(where.source))
            if where.target is None:
                return self._regroup(translation, segment, seam)
            shares = resegmenting.divided(translation, segment.text, where.target)
            return self._regroup(translation, segment, seam, shares)

    def _unchanged(self, address: SegmentAddress, etag: str) -> tuple[DocumentTranslation, Segment]:
        """Find a sentence that is unchanged since the reviewer saw it.

        Raises:
            Conflict: somebody has changed it since.
        """
        with self._opened_at(address, etag) as (translation, addressed):
            if addressed.changed:
                raise Conflict(self._rows.some(translation, [addressed.source]))
            return translation, translation.document.segments[addressed.place]

    def _regroup(
        self,
        translation: DocumentTranslation,
        segment: Segment,
        seam: Seam,
        shares: resegmenting.Shares | None = None,
    ) -> Saved:
        """Join or split a sentence, and record how to undo that.

        Args:
            translation: the one that the reviewer sees.
            segment: the sentence.
            seam: where.
            shares: what the parts of a split sentence are to have of this translation.
        """
        name = translation.whole.name
        held_as, glossary = self._articles.held_as(name), self._articles.glossary
        done = resegmenting.regroup(
            self._project, glossary, translation.whole, seam, held_as, shares=shares
        )
        operation = secrets.token_hex(8)
        self._decisions[operation] = Undoable(
            self.editor.name, name, translation.target, regrouped=done.change
        )
        return Saved((), operation, _place(done, segment.block))

    def _take_back(
        self, operation: str, decision: Undoable, regrouped: resegmenting.Regrouping
    ) -> Saved:
        """Undo a join or a split, unless somebody has changed the sentences since."""
        name, target = decision.name, decision.target
        with self._articles.opened(name, target) as translation:
            document, held = translation.whole, translation.catalog
            sources = [each.msgid for each in regrouped.after.get(target, ())]
            standing = [found for each in sources if (found := held.message(each))]
            del self._decisions[operation]
            if not resegmenting.are_alike(standing, regrouped.after.get(target, ())):
                there = [each.msgid for each in standing]
                raise Conflict(self._rows.some(translation, there))
        glossary, held_as = self._articles.glossary, self._articles.held_as(name)
        done = resegmenting.take_back(self._project, glossary, document, regrouped, held_as)
        return Saved((), moved=_place(done))

    def _needs_approver(self) -> None:
        if not self.editor.may(Role.APPROVE):
            raise Forbidden(
                say("This sentence is approved: comment on it, and whoever approves changes it.")
            )

    def _undo_all(self, operations: Sequence[str]) -> Saved:
        """Undo a change to several articles, except where somebody has made another one since."""
        rows: list[ArticleRow] = []
        late: list[ArticleRow] = []
        for operation in operations:
            try:
                rows += self.undo(operation).rows
            except Conflict as conflict:
                late += conflict.rows
        if late:
            raise Conflict(late)
        return Saved(rows)

    def undo_last(self, name: str, target: str) -> Saved:
        """Undo the editor's last decision in an article."""
        with self._lock:
            operation = self._decisions.last(self.editor.name, name, target)
            return self.undo(operation) if operation else Saved(())

    def _approve(
        self, translation: DocumentTranslation, addressed: AddressedSegment, text: str
    ) -> None:
        signature = glossary.signature(translation.uses[addressed.place])
        today = self._today().isoformat()
        translation.catalog.approve(addressed.source, text, self.editor.name, today, signature)

    def _hold(
        self, translation: DocumentTranslation, addressed: AddressedSegment, text: str
    ) -> None:
        today = self._today().isoformat()
        translation.catalog.hold(addressed.source, text, self.editor.name, today)

    def _do(
        self,
        translation: DocumentTranslation,
        addressed: Sequence[AddressedSegment],
        write: Callable[[AddressedSegment], object],
    ) -> Saved:
        """Change each sentence with ``write`` and save, recording how to undo it."""
        sources = [each.source for each in addressed]
        before = [translation.catalog.message(source) for source in sources]
        other = translation.with_other_terms()
        for each in addressed:
            write(each)
        if other:  # the notes on terms of what is approved now are those of today
            merge_seed(self._project, translation)
        translation.catalog.save(sign=False)
        after = [translation.catalog.message(source) for source in sources]
        pairs = [(old, new) for old, new in zip(before, after, strict=True) if old and new]
        operation = secrets.token_hex(8)
        name, target = translation.document.name, translation.target
        self._decisions[operation] = Undoable(self.editor.name, name, target, pairs)
        return Saved(self._rows.some(translation, sources), operation)


def _place(done: resegmenting.RegroupedDocument, block: int | None = None) -> str:
    """Return the key of the first sentence made by a join or split, in a block if given."""
    made = {each.after[0] for each in done.cases}
    found = [each for each in done.document.segments if each.text in made]
    return next((each.key for each in found if block in (None, each.block)), "")
