"""What can be seen to be wrong with a candidate: terms glued, carriers left over, runaway text.

A candidate without faults is called clean. Clean is not correct: what it says is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workflow.engines import gates
from workflow.model import TermUse

Span = tuple[int, int]

#: What may follow a Korean name in the same word: particles, the copula, a few bound nouns.
_PARTICLES = (
    "은 는 이 가 을 를 과 와 의 에 에서 에게 에게서 께 께서 한테 도 만 까지 부터 으로 로 "
    "으로서 로서 으로써 로써 으로부터 로부터 으로의 로의 이라고 라고 이라는 라는 이라며 라며 "
    "이며 며 이고 고 이나 나 이란 란 이다 다 입니다 인 였다 이었다 보다 처럼 마다 조차 마저 뿐 "
    "씨 님 측 등 들 간 당 행 발 산 에는 에도 에만 에서는 에서도 에게는 에게도 과의 와의 과는 와는 "
    "께서는 까지는 까지도 부터는 하고 이지만 지만 이자 자 이었던 였던 이든 든 에선 에겐 측은 측이 "
    "씨는 씨가 씨의 씨를 들은 들이 들의 들을 등은 등이 등을 등의 등과 만이 만을 만은 도는"
)
_FOLLOWS = re.compile(
    "(?:" + "|".join(sorted(_PARTICLES.split(), key=len, reverse=True)) + ")(?![가-힣])"
)
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
) -> tuple[str, ...]:
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
        found.append(f"structure: {match[0]!r} left over")
    if (match := _DOUBLED.search(text)) and (match[1] or match[2]) not in source:
        found.append(f"structure: {match[0]!r} doubled")
    if len(spans) < len(uses):
        return tuple(found)  # not acceptable anyway: the costlier checks would change nothing
    found += gates.damage(source, text, target, uses)
    return tuple(found)


def _glued(text: str, spans: Sequence[Span], target: str) -> Iterator[str]:
    ordered = sorted(spans)
    for (_, end), (start, after) in pairwise(ordered):
        if start <= end:
            yield f"structure: {text[start:after]} stands right after another name"
    for start, end in ordered:
        name = text[start:end]
        if target == "ko":
            if start and _HANGUL.match(text[start - 1]) and _HANGUL.match(name):
                yield f"structure: {name} is glued to the word before it"
            if _HANGUL.match(text, end) and not _FOLLOWS.match(text, end):
                yield f"structure: {name} is glued to the word after it"
        elif target.startswith("zh") and "·" in (text[start - 1 : start], text[end : end + 1]):
            yield f"structure: {name} is joined to another name"
        elif target.startswith("zh") and text[end : end + 1] in _COUNTERS:
            yield f"structure: {name} is followed by {text[end]}, which counts"


def _leftovers(text: str, spans: Sequence[Span], names: Sequence[str]) -> Iterator[str]:
    """Carriers, or parts of them, outside the renderings."""
    masked = text
    for start, end in spans:
        masked = masked[:start] + "\0" * (end - start) + masked[end:]
    for name in names:
        parts = [part for part in re.split(r"[\s·]+", name) if len(part) > 1]
        if any(part in masked for part in parts):
            yield f"carrier: {name} is left over"
