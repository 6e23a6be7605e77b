"""Report what a model that was asked for a translation's errors says (``check --judge``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workflow.model import Entry, ErrorSpan, Finding
from workflow.qa.problems import placed, warning

#: The name of the findings.
JUDGE = "judge"


def judged(entry: Entry, spans: Iterable[ErrorSpan]) -> Iterator[Finding]:
    """Yield what a model marked in a translation, each where its words stand if that is one place.

    A model is often wrong, so that it is a warning whatever the model calls it; what it does not
    show in the texts is passed over.

    Source: MQM (themqm.org): categories, severities and spans.

    >>> entry = Entry("Trade grew 38-fold.", "교역이 28배로 늘었다.")
    >>> [found] = judged(entry, [ErrorSpan("28배", "accuracy", "major", "38", "38-fold")])
    >>> found.message, found.span
    ('major error, accuracy: 28배 – 38', (4, 7))
    """
    for span in dict.fromkeys(spans):
        if span.is_shown(entry.source, entry.text):
            start = entry.text.find(span.words) if entry.text.count(span.words) == 1 else -1
            place = (start, start + len(span.words)) if span.words and start >= 0 else None
            yield placed(replace(warning(JUDGE, span.message), span=place), entry)
