"""Find sentences in all articles under review.

What a PO file holds is looked through as it lies there; only a file that may hold what is looked
for is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from workflow.app.reviewing.article_files import Articles, title
from workflow.app.reviewing.rows import Rows
from workflow.catalog.po_file import escaped
from workflow.errors import WorkflowError
from workflow.markup import plain
from workflow.model import State
from workflow.review import Gone, Listing
from workflow.review.article_view import Count
from workflow.review.query import FoundSentence, Query, folded

#: So many sentences are shown; who sees as many looks for something narrower.
MOST = 200
#: The states of entries that a row's state may come of.
_STATES = {
    "approved": (State.REVIEWED,),
    "edited": (State.DRAFT,),
    "machine": (State.DRAFT,),
    "needs-work": (State.DRAFT,),
    "stale": (State.STALE,),
    "empty": (State.EMPTY,),
}


class Search:
    """Finds sentences in a project's articles."""

    def __init__(self, articles: Articles, rows: Rows) -> None:
        self._articles = articles
        self._rows = rows

    def hits(
        self,
        query: Query,
        listings: Sequence[Listing],
        tell: Callable[[WorkflowError], object],
    ) -> Iterator[FoundSentence]:
        """Find what is looked for, article by article.

        Args:
            query: what.
            listings: the articles, as the queue has them.
            tell: is given what is wrong with a file that cannot be used.
        """
        for listing in listings:
            for target, known in listing.locales.items() if query.names(listing) else ():
                if query.to not in ("", target):
                    continue
                if listing.counted and not _may_hold(query, known):
                    continue
                text = folded(plain(self._articles.texts_of(listing.name, target)))
                words = {folded(query.q), folded(escaped(query.q))}  # in a comment, and elsewhere
                if folded(query.by) not in text or not any(each in text for each in words):
                    continue
                try:
                    yield from self._in_article(query, listing.name, target)
                except WorkflowError as error:
                    tell(error)
                except Gone:
                    continue

    def _in_article(self, query: Query, name: str, target: str) -> Iterator[FoundSentence]:
        with self._articles.opened(name, target) as translation:
            segments = translation.document.segments
            sources = {
                segment.text
                for segment, uses in zip(segments, translation.uses, strict=True)
                if query.meets_entry(translation.catalog.entry(segment.text), uses)
            }
            rows = self._rows.some(translation, sources) if sources else ()
            headline = title(translation.whole)
        yield from (FoundSentence(name, headline, row) for row in rows if query.meets(row))


def _may_hold(query: Query, known: Count) -> bool:
    """Tell whether an article may have sentences of the state, or with the finding, looked for."""
    states = _STATES.get(query.state, ())
    if states and not any(known.states.get(each) for each in states):
        return False
    if query.finding in ("", "none"):
        return True
    counted = {"error": known.errors, "warning": known.warnings}
    return bool(counted.get(query.finding, query.finding in known.checks))
