"""What only shows when a document's sentences are seen together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from workflow import markup
from workflow.glossary import term_forms
from workflow.glossary.occurrences import leaves, options, spots
from workflow.languages.scripts import weight
from workflow.model import BlockKind, Entry, Finding, Sentence, TermType, say
from workflow.qa.problems import error, placed, warning

#: From this many weighted letters on, two sentences hardly have one translation by chance.
_CHANCE = 16
#: Below this likeness (0–100), two sources say different things.
_ALIKE = 60
#: From this likeness on, the one source stands in the other: a headline in the first sentence.
_WITHIN = 75
#: Letters of the longest source that is looked for within another: no headline is longer, and the
#: time grows with the product of both lengths.
_HEADLINE = 500
#: Rows of these types are called one thing throughout; persons get shorter names as they recur.
_ONE_NAME = frozenset(
    {TermType.ORG, TermType.ABBR, TermType.PLACE, TermType.PRODUCT, TermType.TERM}
)
_NOT_WORD = re.compile(r"[\W_]+")


def doubled(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find sentences that share one translation, or of which one holds the next one's.

    Source: Weblate's check "Reused translation", for prose: sources that are alike may share one.
    """
    seen: dict[str, Entry] = {}
    for sentence in sentences:
        entry = sentence.entry
        text = _letters(entry.text)
        other = seen.setdefault(text, entry)
        if other.source != entry.source and _long(entry.text) and not _alike(other, entry):
            message = say(
                "line {line} has the same translation, but another source", line=other.line
            )
            yield placed(error("doubled", message), entry)
    for before, after in pairwise(sentences):
        one, two = _letters(before.entry.text), _letters(after.entry.text)
        inside = one != two and (one in two or two in one)
        short = before.entry if len(one) < len(two) else after.entry
        long = after.entry if short is before.entry else before.entry
        if inside and _long(short.text) and not (_alike(short, long) or _within(short, long)):
            message = say("the translation of line {line} is in here as well", line=short.line)
            yield placed(error("doubled", message), long)


@lru_cache(maxsize=16384)
def _letters(text: str) -> str:
    return _NOT_WORD.sub("", markup.plain(text)).casefold()


def _long(text: str) -> bool:
    return weight(markup.plain(text)) >= _CHANCE


def _alike(one: Entry, two: Entry) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(one.source, two.source) >= _ALIKE


def _within(short: Entry, long: Entry) -> bool:
    from rapidfuzz.fuzz import partial_ratio

    shorter = len(short.source) < min(len(long.source), _HEADLINE)
    return shorter and partial_ratio(short.source.casefold(), long.source.casefold()) >= _WITHIN


def inconsistent(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find things with two names, and sentences alike but for case with two translations.

    Of the renderings that the glossary allows for a row, the required ones are expected; another
    one is reported where a required one stands elsewhere in the document for the same name of the
    source, and not in the same sentence, where the other may be a word: 希望的灯塔.

    Source: the consistency rule of ISO 17100:2015, section 5.3.1.
    """
    yield from _names(sentences, target)
    yield from _repeats(sentences)


def _names(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    required: dict[str, set[str]] = defaultdict(set)
    used: dict[tuple[str, str], dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for sentence in sentences:
        single = [use for use in leaves(sentence.terms) if use.type in _ONE_NAME]
        if not single:
            continue
        forms = tuple(dict.fromkeys(form for use in single for form in options(use)))
        found = _forms_in(sentence.entry.text, forms, target)
        for use in single:
            right = {use.rendering, term_forms.bare(use.rendering)}
            required[use.term].update(right)
            for form in found & right or found.intersection(options(use)):
                used[use.term, _singular(use.source)][form].append(sentence.entry)
    for (term, _), places in used.items():
        usual = [form for form in places if form in required[term]]
        for form in places:
            if usual and form not in required[term]:
                for entry in places[form]:
                    message = say(
                        "{form} here, but {usual} elsewhere in the document",
                        form=form,
                        usual=usual[0],
                    )
                    yield placed(warning("inconsistent", message), entry)


def _singular(name: str) -> str:
    return name.casefold().removesuffix("s")


@lru_cache(maxsize=16384)
def _forms_in(text: str, forms: Sequence[str], target: str) -> frozenset[str]:
    return frozenset(spot.form for spot in spots(markup.plain(text), forms, target))


def _repeats(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    seen: dict[tuple[BlockKind, str], Entry] = {}
    for sentence in sentences:
        entry = sentence.entry
        other = seen.setdefault((sentence.segment.kind, _letters(entry.source)), entry)
        if _letters(other.text) != _letters(entry.text):
            message = say(
                "line {line} has the same source, but another translation", line=other.line
            )
            yield placed(warning("inconsistent", message), entry)
