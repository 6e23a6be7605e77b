"""Replace words in the translations of many articles: shown first, then done sentence by sentence.

What was approved is approved anew, by whoever replaces and has seen both texts; a draft is left for
more work in that person's name, so that no machine's text takes its place. Particles agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workflow.app.reviewing.sentence_search import Search
from workflow.errors import WorkflowError
from workflow.glossary.repair import put
from workflow.markup import PLACEHOLDER
from workflow.model import State
from workflow.review import Listing
from workflow.review.backend import Replaced
from workflow.review.query import FoundSentence, Query

#: A letter or a digit of a language that writes spaces between words.
_WORD = "A-Za-z0-9À-ɏ"


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words that take the place of others, in translations into one language."""

    old: str
    new: str
    target: str

    def __call__(self, text: str) -> str:
        """Return a text with the new words for the old ones in every place.

        Where the new words stand already they are left alone, though the old ones may be in them,
        and so are placeholders.
        """
        kept = [match.span() for match in PLACEHOLDER.finditer(text)]
        kept += [match.span() for match in re.finditer(re.escape(self.new), text)] * bool(self.new)
        for found in reversed([*self._pattern.finditer(text)]):
            if not any(start < found.end() and found.start() < end for start, end in kept):
                text = put(text, found.span(), self.new, "", self.target)
        return text

    @property
    def _pattern(self) -> re.Pattern[str]:
        """Match the old words: only whole ones, where the language writes spaces between words."""
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
