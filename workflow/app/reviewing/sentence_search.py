"""Find sentences in all articles under review, and those in which to replace words.

What a PO file holds is looked through as it lies there; only a file that may hold what is looked
for is opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.app.reviewing.article_files import Articles, title
from workflow.app.reviewing.rows import Rows
from workflow.catalog.po_file import escaped
from workflow.errors import WorkflowError
from workflow.glossary.repair import put
from workflow.markup import PLACEHOLDER, plain
from workflow.model import State
from workflow.review import Gone, Listing
from workflow.review.article_view import Count
from workflow.review.backend import Replaced
from workflow.review.query import FoundSentence, Query, found

#: How many sentences are shown; with so many, the search should be narrowed.
MOST = 200
#: The states of entries behind a row's state.
_STATES = {
    "approved": (State.REVIEWED,),
    "edited": (State.DRAFT,),
    "machine": (State.DRAFT,),
    "needs-work": (State.DRAFT,),
    "stale": (State.STALE,),
    "empty": (State.EMPTY,),
}
#: A letter or a digit of a language that writes spaces between words.
_WORD = "A-Za-z0-9À-ɏ"


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
        """Find matching sentences, article by article.

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
                if not _may_stand(query, plain(self._articles.texts_of(listing.name, target))):
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
    """Tell whether an article may have sentences with the state or finding sought."""
    states = _STATES.get(query.state, ())
    if states and not any(known.states.get(each) for each in states):
        return False
    if query.finding in ("", "none"):
        return True
    counted = {"error": known.errors, "warning": known.warnings}
    return bool(counted.get(query.finding, query.finding in known.checks))


def _may_stand(query: Query, text: str) -> bool:
    """Tell whether the text of a PO file may match."""
    words = {query.q, escaped(query.q)}  # in a comment, and elsewhere
    return found(query.by, (text,)) and any(replace(query, q=q).stands((text,)) for q in words)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A replacement of words in translations into one language.

    They are shown first, then replaced sentence by sentence: what was approved is approved anew by
    whoever has seen both texts; a draft is left for more work in that person's name.
    """

    old: str
    new: str
    target: str

    def __call__(self, text: str) -> str:
        """Replace the old words by the new ones wherever they stand.

        Where the new words stand already they are left alone, though the old ones may be in them,
        and so are placeholders.
        """
        kept = [match.span() for match in PLACEHOLDER.finditer(text)]
        kept += [match.span() for match in re.finditer(re.escape(self.new), text)] * bool(self.new)
        for old in reversed([*self._pattern.finditer(text)]):
            if not any(start < old.end() and old.start() < end for start, end in kept):
                text = put(text, old.span(), self.new, "", self.target)
        return text

    @property
    def _pattern(self) -> re.Pattern[str]:
        """Match the old words: whole ones only, if the language writes spaces between words."""
        before = f"(?<![{_WORD}])" if re.match(f"[{_WORD}]", self.old) else ""
        after = f"(?![{_WORD}])" if re.search(f"[{_WORD}]$", self.old) else ""
        return re.compile(before + re.escape(self.old) + after)


def planned(
    search: Search,
    replacement: Replacement,
    listings: Sequence[Listing],
    tell: Callable[[WorkflowError], object],
) -> Iterator[Replaced]:
    """Find the sentences in which words would be replaced, each with its new text."""
    query = Query(q=replacement.old, to=replacement.target)
    for hit in search.hits(query, listings, tell):
        text = hit.row.entry.text
        changed = replacement(text).strip()
        if changed and changed != text:
            yield Replaced(hit.name, hit.title, hit.row, changed, _is_approved(hit))


def _is_approved(hit: FoundSentence) -> bool:
    return hit.row.entry.state is State.REVIEWED
