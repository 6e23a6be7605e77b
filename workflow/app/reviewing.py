"""Run the browser review (``review``): show articles, and write down what the reviewer decides.

Every call works on the files as they are at that moment. What was read or written last is kept with
its bytes, and used for as long as the file still holds exactly these.
"""

from __future__ import annotations

import copy
import os
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path

from workflow import glossary, review
from workflow.app import glossary_upkeep
from workflow.app.document_translation import DocumentTranslation
from workflow.app.review_articles import Articles, keep, title
from workflow.app.review_queue import Queue
from workflow.app.review_redrafting import Redrafter
from workflow.app.review_replacing import Replacement, planned
from workflow.app.review_rows import Rows
from workflow.app.review_search import MOST, Search
from workflow.app.undoing import Undoable, UndoableDecisions
from workflow.catalog import Event
from workflow.catalog.journal import timestamp
from workflow.documents import pictures
from workflow.errors import WorkflowError
from workflow.model import (
    Comment,
    Draft,
    Entry,
    Finding,
    Picture,
    Project,
    Role,
    State,
    TeamMember,
    say,
)
from workflow.review import (
    ArticleRow,
    ArticleView,
    Conflict,
    Forbidden,
    Gone,
    Listing,
    Saved,
    TermProposal,
    Typed,
)
from workflow.review.backend import Replaced
from workflow.review.query import FoundSentence, Query
from workflow.review.typed_texts import TypedTexts
from workflow.store.digests import digest

#: Of how many states of articles it is known which rows were shown.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sentence that something is asked for.

    Attributes:
        source: the sentence.
        place: its number in the article.
        entry: as it stands.
        changed: it is not as the reviewer saw it.
    """

    source: str
    place: int
    entry: Entry
    changed: bool


class ProjectReview:
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
        self._project = project
        self._articles = Articles(project, paths)
        self._rows = Rows(project, self._articles)
        self._queue = Queue(project, self._articles)
        self._search = Search(self._articles, self._rows)
        self._redrafter = Redrafter(project)
        self._owner = TeamMember(reviewer, frozenset(Role))
        self._today = today
        self._lock = threading.RLock()
        self._decisions = UndoableDecisions(project.cache / "decisions.jsonl")
        #: Decisions that were one for the reviewer, by the name under which all are taken back.
        self._together: dict[str, Sequence[str]] = {}
        #: The rows of some articles as they were shown last, by article and rev.
        self._shown: dict[tuple[str, str, str], Sequence[ArticleRow]] = {}
        self.project = project.settings.name
        self._sign_as(self._owner)

    def _sign_as(self, editor: TeamMember) -> None:
        """Take an editor's name and unsaved texts; those of who runs the server have no name."""
        self.editor = editor
        whose = "" if editor == self._owner else digest(editor.key.encode()).hex()[:12]
        self._typed = TypedTexts(self._project.cache / "typed" / whose)
        root = os.fsencode(self._project.root) + whose.encode()
        self._browser = sha256(root).hexdigest()[:8]

    def signing_as(self, editor: TeamMember) -> ProjectReview:
        """Return the same articles, for decisions in the name of somebody else."""
        if editor == self.editor:
            return self
        other = copy.copy(self)  # with the same files in hand, the same lock and decisions
        other._sign_as(editor)
        return other

    def queue(self) -> tuple[Sequence[Listing], Sequence[WorkflowError]]:
        """List all articles under review, and what is wrong with those that cannot be read."""
        with self._lock:
            return self._queue.listings()

    def search(self, query: Query) -> tuple[Sequence[FoundSentence], bool]:
        """Find sentences in all articles; and tell whether there are more."""
        with self._lock:
            listings, _ = self._queue.listings()
            found = self._search.hits(query, listings, _pass_over)
            hits = list(islice(found, MOST + 1))
            return hits[:MOST], len(hits) > MOST

    def planned(self, old: str, new: str, target: str) -> Sequence[Replaced]:
        """Find the sentences of a language in which words would be replaced by others."""
        with self._lock:
            listings, _ = self._queue.listings()
            words = Replacement(old, new, target)
            return list(planned(self._search, words, listings, _pass_over)) if old else []

    def replace(
        self, old: str, new: str, target: str, rows: Sequence[tuple[str, str, str]]
    ) -> tuple[int, Sequence[ArticleRow], str]:
        """Replace words in sentences, each given by article, key and etag."""
        words, number = Replacement(old, new, target), 0
        done: list[Saved] = []
        left: list[ArticleRow] = []
        tags: dict[str, dict[str, str]] = {}
        for name, key, tag in rows:
            tags.setdefault(name, {})[key] = tag
        for name, wanted in tags.items():
            with suppress(Gone), self._writing(name, target, wanted) as (translation, asked):
                late = [each.source for each in asked if each.changed]
                fit = [
                    each
                    for each in asked
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
        self, translation: DocumentTranslation, words: Replacement, asked: _Asked
    ) -> None:
        text = words(asked.entry.text)
        if asked.entry.state is State.REVIEWED:
            self._approve(translation, asked, text)
        else:
            self._hold(translation, asked, text)

    def redraft(self, name: str, target: str, key: str, engine: str) -> tuple[Draft, Sequence[str]]:
        """Have a sentence translated anew, and name the engines that can; nothing is written."""
        with self._writing(name, target, {key: ""}) as (translation, (asked,)):
            language = translation.document.segments[asked.place].language
        draft = self._redrafter.draft(translation, asked.source, engine)
        return draft, self._redrafter.names(language, target)

    def unlisted(self, name: str, target: str) -> Sequence[TermProposal]:
        """Find the names in an article that the glossary lacks."""
        self._articles.rev(name, target)  # there is such an article
        path, spoken = self._articles.seeds[name], ""
        with self._lock, self._articles.opened(name, target) as translation:
            spoken = translation.source
        found, _ = glossary_upkeep.propose_terms(self._project, [path], [])
        return [
            TermProposal(each.name, each.proposals.get(target, ""), each.type, each.basis)
            for each in found
            if each.language == spoken
        ]

    def article(self, name: str, target: str, since: str = "") -> ArticleView:
        """Show one article in one language, as the files are now; or what has changed in it."""
        rev = self.rev(name, target)
        faults: list[WorkflowError] = []
        with self._lock, self._articles.opened(name, target) as translation:
            rows = self._rows.all(translation, faults.append)
            known = {id(row) for row in self._shown.get((name, target, since), ())}
            keep(self._shown, (name, target, rev), rows, _SHOWN)
            return ArticleView(
                name=name,
                language=translation.source,
                target=target,
                title=title(translation.whole),
                path=translation.catalog.where,
                rev=rev,
                rows=[row for row in rows if id(row) not in known],
                keys=[row.segment.key for row in rows],
                faults=faults,
                typed=self._typed.of(name, target),
                project=self._browser,
            )

    def rev(self, name: str, target: str) -> str:
        """Digest the files that an article's review follows from."""
        return self._articles.rev(name, target)

    def picture(self, path: str) -> Picture:
        """Load a picture below ``seeds/``, without what a camera wrote into it."""
        return pictures.load(self._project, path)

    def check(self, name: str, target: str, key: str, text: str) -> Sequence[Finding]:
        """Find what the checks would say about another translation of a sentence."""
        with self._writing(name, target, {key: ""}) as (translation, (asked,)):
            other = replace(asked.entry, text=text, state=State.REVIEWED, problems=())
            uses = translation.uses[asked.place]
            return self._rows.check(other, target, uses)

    def save(  # noqa: PLR0913 - see the protocol
        self, name: str, target: str, key: str, tag: str, text: str, *, approve: bool
    ) -> Saved:
        """Approve a translation, or keep it as one that needs work."""
        with self._writing(name, target, {key: tag}) as (translation, (asked,)):
            entry = asked.entry
            known = entry.text == text and not entry.changed_since
            same = known and (entry.state is State.REVIEWED) is approve
            if asked.changed and not same:
                raise Conflict(self._rows.some(translation, [asked.source]))
            if not approve and entry.state is State.REVIEWED:
                self._needs_approver()
            if same and (approve or entry.held):
                return Saved(self._rows.some(translation, [asked.source]))
            write = self._approve if approve else self._hold
            done = self._do(translation, [asked], lambda each: write(translation, each, text))
            self._typed.forget(name, target, key, text)
            if translation.catalog.entry(asked.source).text != text.strip():
                raise Conflict(done.rows)
            return done

    def approve_all(self, name: str, target: str, rows: Mapping[str, str]) -> Saved:
        """Approve sentences (key → etag) as they are: all of them or none."""
        with self._writing(name, target, rows) as (translation, asked):
            if late := [each.source for each in asked if each.changed or not each.entry.text]:
                raise Conflict(self._rows.some(translation, late))
            return self._do(
                translation, asked, lambda each: self._approve(translation, each, each.entry.text)
            )

    def note(self, name: str, target: str, key: str, tag: str, text: str) -> Saved:
        """Write a comment beside a translation, signed and dated."""
        said = str(Comment(text, self.editor.name, timestamp())) if text.strip() else ""
        with self._writing(name, target, {key: tag}) as (translation, (asked,)):
            if asked.changed:
                raise Conflict(self._rows.some(translation, [asked.source]))
            return self._do(
                translation, [asked], lambda each: translation.catalog.comment(each.source, said)
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
            return glossary_upkeep.propose_term(
                self._project, forms, proposal.kind, note, approved=proposal.approved
            )

    def keep(self, name: str, target: str, key: str, typed: Typed | None) -> None:
        """Keep what is typed for a sentence, whether it is still in the article or not."""
        with self._lock:
            self._articles.rev(name, target)  # there is such an article
            self._typed.keep(name, target, key, typed)

    def undo(self, operation: str) -> Saved:
        """Take back what was written, unless somebody has changed it since."""
        if operation in self._together:
            return self._undo_all(self._together.pop(operation))
        with self._lock:
            decision = self._decisions.get(operation)
            if decision is None or decision.by != self.editor.name:
                raise Gone
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

    def _needs_approver(self) -> None:
        if not self.editor.may(Role.APPROVE):
            raise Forbidden(
                say("This sentence is approved: comment on it, and whoever approves changes it.")
            )

    def _undo_all(self, operations: Sequence[str]) -> Saved:
        """Take back what was written to several articles; where somebody was there since, not."""
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

    def history(self, name: str, target: str, key: str) -> Sequence[Event]:
        """Tell what happened to a sentence, the oldest first."""
        with self._writing(name, target, {key: ""}) as (translation, (asked,)):
            return translation.catalog.history(asked.source)

    def undo_last(self, name: str, target: str) -> Saved:
        """Take back the editor's last decision in an article."""
        with self._lock:
            operation = self._decisions.last(self.editor.name, name, target)
            return self.undo(operation) if operation else Saved(())

    @contextmanager
    def _writing(
        self, name: str, target: str, tags: Mapping[str, str]
    ) -> Iterator[tuple[DocumentTranslation, Sequence[_Asked]]]:
        """Open an article to be written to, with the sentences (key → etag), each once."""
        with self._lock, self._articles.opened(name, target) as translation:
            segments = translation.document.segments
            places = {segment.key: place for place, segment in enumerate(segments)}
            if not places.keys() >= tags.keys():
                raise Gone
            asked: dict[str, _Asked] = {}
            for key, tag in tags.items():
                source = segments[places[key]].text
                entry = translation.catalog.entry(source)
                known = asked.get(source)  # in another place
                changed = review.etag(entry) != tag or bool(known and known.changed)
                asked[source] = _Asked(source, places[key], entry, changed)
            yield translation, tuple(asked.values())

    def _approve(self, translation: DocumentTranslation, asked: _Asked, text: str) -> None:
        signature = glossary.signature(translation.uses[asked.place])
        today = self._today().isoformat()
        translation.catalog.approve(asked.source, text, self.editor.name, today, signature)

    def _hold(self, translation: DocumentTranslation, asked: _Asked, text: str) -> None:
        translation.catalog.hold(asked.source, text, self.editor.name, self._today().isoformat())

    def _do(
        self,
        translation: DocumentTranslation,
        asked: Sequence[_Asked],
        write: Callable[[_Asked], object],
    ) -> Saved:
        """Write something to each sentence and save; remember how to take it back."""
        sources = [each.source for each in asked]
        before = [translation.catalog.message(source) for source in sources]
        for each in asked:
            write(each)
        translation.catalog.save(sign=False)
        after = [translation.catalog.message(source) for source in sources]
        pairs = [(old, new) for old, new in zip(before, after, strict=True) if old and new]
        operation = secrets.token_hex(8)
        name, target = translation.document.name, translation.target
        self._decisions[operation] = Undoable(self.editor.name, name, target, pairs)
        return Saved(self._rows.some(translation, sources), operation)


def _pass_over(error: WorkflowError) -> None:
    """Say nothing of an error: the queue has told it."""
