"""Find sentences of a document that share one translation: the check ``doubled``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workflow import markup
from workflow.languages.scripts import weight
from workflow.model import Entry, Finding, Sentence, say
from workflow.qa.problems import bare_letters, error, placed

#: From this many weighted letters on, two sentences hardly have one translation by chance.
_CHANCE = 16
#: Below this likeness (0–100), two sources say different things.
_ALIKE = 60
#: The least similarity of a source to a part of another, as of a headline to the first sentence.
_WITHIN = 75
#: The longest source that is compared with parts of others, in letters: headlines are shorter, and
#: the time grows with the product of both lengths.
_HEADLINE = 500


def doubled(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find sentences that share one translation, or whose translation contains the next one's.

    Source: Weblate's check "Reused translation", for prose: sources that are alike may share one.
    """
    seen: dict[str, Entry] = {}
    for sentence in sentences:
        entry = sentence.entry
        text = bare_letters(entry.text)
        other = seen.setdefault(text, entry)
        if other.source != entry.source and _long(entry.text) and not _alike(other, entry):
            message = say(
                "line {line} has the same translation, but another source", line=other.line
            )
            yield placed(error("doubled", message), entry)
    for before, after in pairwise(sentences):
        one, two = bare_letters(before.entry.text), bare_letters(after.entry.text)
        inside = one != two and (one in two or two in one)
        short = before.entry if len(one) < len(two) else after.entry
        long = after.entry if short is before.entry else before.entry
        if inside and _long(short.text) and not (_alike(short, long) or _within(short, long)):
            message = say("the translation of line {line} is in here as well", line=short.line)
            yield placed(error("doubled", message), long)


def _long(text: str) -> bool:
    return weight(markup.plain(text)) >= _CHANCE


def _alike(one: Entry, two: Entry) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(one.source, two.source) >= _ALIKE


def _within(short: Entry, long: Entry) -> bool:
    from rapidfuzz.fuzz import partial_ratio

    shorter = len(short.source) < min(len(long.source), _HEADLINE)
    return shorter and partial_ratio(short.source.casefold(), long.source.casefold()) >= _WITHIN
