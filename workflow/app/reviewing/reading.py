"""Show articles under review: the queue, an article and its findings (``review``).

Every call works on the files as they are at that moment. What was read or written last is kept with
its bytes, and used for as long as the file still holds exactly these.
"""

from __future__ import annotations

import copy
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Self

from workflow import review
from workflow.app.glossary_upkeep import suggesting
from workflow.app.reviewing.article_files import Articles, keep, title
from workflow.app.reviewing.article_queue import Queue
from workflow.app.reviewing.live_pages import LivePages
from workflow.app.reviewing.redrafting import Redrafter
from workflow.app.reviewing.rows import Rows
from workflow.app.reviewing.sentence_search import MOST, Replacement, Search, planned
from workflow.app.reviewing.typed_texts import TypedTexts
from workflow.app.state.document_translation import DocumentTranslation
from workflow.catalog import Event
from workflow.documents import pictures, segmenter
from workflow.errors import WorkflowError, pass_over
from workflow.model import Draft, Entry, Finding, Picture, Project, Role, State, TeamMember
from workflow.review import (
    ArticleRow,
    ArticleView,
    Gone,
    Listing,
    PagePart,
    SegmentAddress,
    TermProposal,
)
from workflow.review.backend import Replaced
from workflow.review.query import FoundSentence, Query
from workflow.site import links
from workflow.store.digests import digest

#: For how many states of articles the shown rows are remembered.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class AddressedSegment:
    """A sentence that the reviewer asks about or changes.

    Attributes:
        source: the sentence.
        place: its number in the article.
        entry: its translation now.
        changed: whether the translation differs from what the reviewer saw.
    """

    source: str
    place: int
    entry: Entry
    changed: bool


class ArticleReader:
    """A project's articles under review, as one editor sees them.

    Args:
        project: whose articles.
        paths: the seeds to be reviewed.
        owner: who runs the review, and may do everything.
    """

    def __init__(self, project: Project, paths: Sequence[Path], owner: str) -> None:
        self._project = project
        self._articles = Articles(project, paths)
        self._rows = Rows(project, self._articles)
        self._queue = Queue(project, self._articles)
        self._search = Search(self._articles, self._rows)
        self._redrafter = Redrafter(project)
        self._owner = TeamMember(owner, frozenset(Role))
        self._lock = threading.RLock()
        self._pages = LivePages(project, self._articles, self._rows, self._lock)
        #: The rows shown last, by article and rev.
        self._shown: dict[tuple[str, str, str], Sequence[ArticleRow]] = {}
        self.project = project.settings.name
        self._sign_as(self._owner)

    def _sign_as(self, editor: TeamMember) -> None:
        """Set the editor who signs decisions, and whose unsaved texts are shown."""
        self.editor = editor
        whose = "" if editor == self._owner else digest(editor.key.encode()).hex()[:12]
        self._typed = TypedTexts(self._project.cache / "typed" / whose)
        root = os.fsencode(self._project.root) + whose.encode()
        self._browser = sha256(root).hexdigest()[:8]

    def signing_as(self, editor: TeamMember) -> Self:
        """Return the same articles, signing decisions as somebody else."""
        if editor == self.editor:
            return self
        other = copy.copy(self)  # with the same files in hand, the same lock and decisions
        other._sign_as(editor)
        return other

    def queue(self) -> tuple[Sequence[Listing], Sequence[WorkflowError]]:
        """List all articles under review, and the errors of those that cannot be read."""
        with self._lock:
            return self._queue.listings()

    def search(self, query: Query) -> tuple[Sequence[FoundSentence], bool]:
        """Find sentences in all articles, and tell whether there are more than are returned."""
        with self._lock:
            listings, _ = self._queue.listings()
            found = self._search.hits(query, listings, pass_over)
            hits = list(islice(found, MOST + 1))
            return hits[:MOST], len(hits) > MOST

    def planned(self, old: str, new: str, target: str) -> Sequence[Replaced]:
        """Find the sentences in one language in which words would be replaced by others."""
        with self._lock:
            listings, _ = self._queue.listings()
            words = Replacement(old, new, target)
            return list(planned(self._search, words, listings, pass_over)) if old else []

    def redraft(self, address: SegmentAddress, engine: str) -> tuple[Draft, Sequence[str]]:
        """Translate a sentence anew, and name the engines that can; nothing is written."""
        with self._opened_at(address) as (translation, addressed):
            language = translation.document.segments[addressed.place].language
        draft = self._redrafter.draft(translation, addressed.source, engine)
        return draft, self._redrafter.names(language, address.target)

    def unlisted(self, name: str, target: str) -> Sequence[TermProposal]:
        """Find the names in an article that the glossary lacks."""
        self._articles.rev(name, target)  # there is such an article
        path, spoken = self._articles.seeds[name], ""
        with self._lock, self._articles.opened(name, target) as translation:
            spoken = translation.source
        found = suggesting.propose_terms(self._project, [path], []).names
        return [
            TermProposal(each.name, each.proposals.get(target, ""), each.type, each.basis)
            for each in found
            if each.language == spoken
        ]

    def article(self, name: str, target: str, since: str = "") -> ArticleView:
        """Return one article in one language, or only what has changed in it."""
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
                pages=links.pages(self._project.settings, translation.whole, target),
            )

    def rev(self, name: str, target: str) -> str:
        """Digest the files that an article's review depends on."""
        return self._articles.rev(name, target)

    def picture(self, path: str) -> Picture:
        """Load a picture below ``seeds/``, without its camera's metadata."""
        return pictures.load(self._project, path)

    def page_part(self, path: str, name: str, target: str) -> PagePart:
        """Return a page of an article as it would be published, or a file that it shows."""
        return self._pages.part(path, name, target)

    def check(self, address: SegmentAddress, text: str) -> Sequence[Finding]:
        """Find what the checks would say about another translation of a sentence."""
        with self._opened_at(address) as (translation, addressed):
            other = replace(addressed.entry, text=text, state=State.REVIEWED, problems=())
            return self._rows.check(other, address.target, translation.uses[addressed.place])

    def history(self, address: SegmentAddress) -> Sequence[Event]:
        """Return what happened to a sentence, the oldest first."""
        with self._opened_at(address) as (translation, addressed):
            segment = translation.document.segments[addressed.place]
            earlier = segmenter.made_of(translation.whole, segment)
            events = [*translation.catalog.history(addressed.source)]
            for each in earlier:
                its = translation.catalog.history(each)
                events += (replace(event, source=each) for event in its)
        # On the same day, what the sentence was made of comes before it.
        return sorted(events, key=lambda each: (each.at, not each.source)) if earlier else events

    @contextmanager
    def _opened_at(
        self, address: SegmentAddress, etag: str = ""
    ) -> Iterator[tuple[DocumentTranslation, AddressedSegment]]:
        """Open an article at a sentence, of which the reviewer saw the version ``etag``."""
        with self._opened(address.article, address.target, {address.key: etag}) as opened:
            translation, (addressed,) = opened
            yield translation, addressed

    @contextmanager
    def _opened(
        self, name: str, target: str, etags: Mapping[str, str]
    ) -> Iterator[tuple[DocumentTranslation, Sequence[AddressedSegment]]]:
        """Open an article at some of its sentences (key → etag), each text once."""
        with self._lock, self._articles.opened(name, target) as translation:
            segments = translation.document.segments
            places = {segment.key: place for place, segment in enumerate(segments)}
            if not places.keys() >= etags.keys():
                raise Gone
            addressed: dict[str, AddressedSegment] = {}
            for key, etag in etags.items():
                source = segments[places[key]].text
                entry = translation.catalog.entry(source)
                known = addressed.get(source)  # in another place
                changed = review.etag(entry) != etag or bool(known and known.changed)
                addressed[source] = AddressedSegment(source, places[key], entry, changed)
            yield translation, tuple(addressed.values())
