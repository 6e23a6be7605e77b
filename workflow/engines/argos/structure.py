"""What can be seen to be wrong with a candidate: terms glued, carriers left over, runaway text.

A candidate without faults is called clean. Clean is not correct: what it says is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workflow import qa
from workflow.languages import pack
from workflow.model import Problem, TermUse
from workflow.qa import notes

Span = tuple[int, int]

#: Nouns that are written onto names, and after which endings may follow.
_BOUND = re.compile("간|당|행|발|산|계|시|주|군|측|씨")
_HANGUL = re.compile("[가-힣]")
#: What stands after numbers in Chinese, never after names.
_COUNTERS = frozenset("年月日号％%")
#: Words and pieces of words that follow numbers, and names never in the same word.
COUNTED = {
    "ko": re.compile("[년월일명세개배번살위회차초시분원].*"),
    "zh": re.compile("[年月日号岁％%][的代前后间底末初]?"),
}
_RESIDUE = re.compile("[\ufffd⟦⟧⁇▁]|<unk>")
#: A word twice in a row, or two or more hanzi twice in a row.
_DOUBLED = re.compile(r"(?<!\S)(\S{2,}) \1(?!\w)|([\u4e00-\u9fff]{2,})\2")


def faults(  # noqa: PLR0913, PLR0917 — six facts about one candidate
    source: str,
    text: str,
    spans: Sequence[Span],
    uses: Sequence[TermUse],
    leftovers: Sequence[str],
    target: str,
) -> tuple[Problem, ...]:
    """What is wrong with a candidate, one phrase each.

    Args:
        source: the sentence, without placeholders.
        text: the candidate, with the required renderings in place.
        spans: where they stand.
        uses: the terms.
        leftovers: renderings of carriers, which must not be left.
        target: BCP 47 tag.
    """
    found = [*_glued(text, spans, target), *_leftovers(text, spans, leftovers)]
    if match := _RESIDUE.search(text):
        found.append(notes.LEFT(text=repr(match[0])))
    if (match := _DOUBLED.search(text)) and (match[1] or match[2]) not in source:
        found.append(notes.DOUBLED(text=repr(match[0])))
    if len(spans) < len(uses):
        return tuple(found)  # not acceptable anyway: the costlier checks would change nothing
    found += qa.wrecked(source, text, target, uses)
    return tuple(found)


def _glued(text: str, spans: Sequence[Span], target: str) -> Iterator[Problem]:
    ordered = sorted(spans)
    for (_, end), (start, after) in pairwise(ordered):
        if start <= end:
            yield notes.ADJOINING(text=text[start:after])
    for start, end in ordered:
        name = text[start:end]
        if target == "ko":
            if start and _HANGUL.match(text[start - 1]) and _HANGUL.match(name):
                yield notes.GLUED_BEFORE(name=name)
            if _HANGUL.match(text, end) and not _may_follow(text, end):
                yield notes.GLUED_AFTER(name=name)
        elif target.startswith("zh") and "·" in (text[start - 1 : start], text[end : end + 1]):
            yield notes.JOINED(name=name)
        elif target.startswith("zh") and text[end : end + 1] in _COUNTERS:
            yield notes.COUNTED(name=name, text=text[end])


def _may_follow(text: str, end: int) -> bool:
    """Tell whether endings follow a Korean name, perhaps after a noun that is written onto it."""
    particles, bound = pack("ko").particles, _BOUND.match(text, end)
    return particles.end_noun(text, end) or (
        bound is not None and particles.end_noun(text, bound.end())
    )


def _leftovers(text: str, spans: Sequence[Span], names: Sequence[str]) -> Iterator[Problem]:
    """Carriers, or parts of them, outside the renderings."""
    masked = text
    for start, end in spans:
        masked = masked[:start] + "\0" * (end - start) + masked[end:]
    for name in names:
        parts = [part for part in re.split(r"[\s·]+", name) if len(part) > 1]
        if any(part in masked for part in parts):
            yield notes.DECOY(name=name)
