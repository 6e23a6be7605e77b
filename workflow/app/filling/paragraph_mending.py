"""Repair quotation marks of drafts that only the surrounding sentences determine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from workflow import qa
from workflow.app.state.document_translation import DocumentTranslation
from workflow.model import NO_ENGINE, Draft, Entry, State, is_pseudo

#: The codes of the problems with these marks, which are checked again after a repair.
_SAID = "quotes"


def mend_paragraphs(translation: DocumentTranslation) -> Iterator[tuple[Entry, str]]:
    """Place the marks of quotations that go on over several drafts, where that is certain.

    A quotation stays as it is where one of the sentences that would change is no untouched draft,
    or stands in the article twice.

    Yields:
        Each entry as it was, and what its draft is now.
    """
    catalog, segments = translation.catalog, translation.document.segments
    times: Counter[str] | None = None
    for _, group in groupby(segments, key=lambda segment: segment.block):
        texts = [segment.text for segment in group]
        if len(texts) < 2:
            continue
        pairs = [(text, catalog.text(text)) for text in texts]
        for mended in qa.with_quotations(pairs, translation.target):
            times = times or Counter(segment.text for segment in segments)
            entries = [catalog.entry(texts[place]) for place in mended]
            if all(_is_draft(each) and times[each.source] == 1 for each in entries):
                for entry, text in zip(entries, mended.values(), strict=True):
                    kept = tuple(each for each in entry.problems if each.code != _SAID)
                    catalog.fill(entry.source, Draft(text, entry.origin, kept),
                                 entry.terms_hash, entry.date, redo=True)  # fmt: skip
                    yield entry, text


def _is_draft(entry: Entry) -> bool:
    """Tell whether a text is an engine's own, untouched by people."""
    ours = entry.origin not in NO_ENGINE and not is_pseudo(entry.origin)
    return entry.state is State.DRAFT and ours and not entry.held
