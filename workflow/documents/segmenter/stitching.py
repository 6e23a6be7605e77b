"""Apply people's joins and splits of sentences over the segmentation rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.documents.segmenter.shape import pairs
from workflow.markup import PLACEHOLDER
from workflow.model import Document, Regrouped, Seam

_NUMBER = re.compile(r"(?<=<[gx])[1-9][0-9]*|(?<=</g)[1-9][0-9]*")
_PAIR = re.compile(r"</?g>")
_TOKEN = re.compile(rf"{PLACEHOLDER.pattern}|.", re.DOTALL)


def applied(pieces: Sequence[str], seams: Sequence[Seam]) -> tuple[list[str], set[Seam]]:
    """Join and split pieces of a text, each seam on what the ones before it have made.

    Args:
        pieces: sentences, each with the white space behind it.
        seams: of the whole document.

    Returns:
        The pieces, which joined are the same text, and the seams that hold in them.
    """
    found, met = list(pieces), set[Seam]()
    for seam in seams:
        left, right = form(seam.left), form(seam.right)
        forms = [form(piece) for piece in found]
        at = 0
        while at < len(found):
            beside = forms[at] == left and forms[at + 1 : at + 2] == [right]
            place = 0 if beside or forms[at] != left + right else _cut(found[at], len(left))
            if beside and seam.joined:
                found[at : at + 2] = ["".join(found[at : at + 2])]
                forms[at : at + 2] = [left + right]
            elif place and not seam.joined:
                found[at : at + 1] = [found[at][:place], found[at][place:]]
                forms[at : at + 1] = [left, right]
            if beside or place:
                met.add(seam)
            at += 1
    return found, met


def form(text: str) -> str:
    """Return what a text is compared by: without white space, placeholders without numbers."""
    return _NUMBER.sub("", "".join(text.split())) if text else ""


def cut(text: str, offset: int) -> tuple[str, str] | None:
    """Split a text in two; None where one has no words, or a pair of placeholders would be torn."""
    inside = any(start <= offset <= end for start, end in pairs(text))
    within = any(found.start() < offset < found.end() for found in PLACEHOLDER.finditer(text))
    left, right = text[:offset].strip(), text[offset:].strip()
    bare = not all(any(map(str.isalnum, _PAIR.sub("", form(each)))) for each in (left, right))
    return None if inside or within or bare else (left, right)


def _cut(text: str, length: int) -> int:
    """Return the cut after this much of a text's form, after white space; 0 if impossible.

    Args:
        text: one sentence.
        length: of the :func:`form` of its first part.
    """
    at = seen = 0
    for token in _TOKEN.finditer(text):
        if seen >= length and not token[0].isspace():
            break
        seen, at = seen + len(form(token[0])), token.end()
    return at if seen == length and cut(text, at) else 0


def regrouped(before: Document, after: Document) -> tuple[Regrouped, ...]:
    """Find which sentences of a document have been joined or split, each case once.

    Args:
        before: with its sentences.
        after: the same blocks, with sentences that end elsewhere.
    """
    olds, news = _by_block(before), _by_block(after)
    changed = (block for block, texts in olds.items() if texts != news.get(block))
    found = (case for block in changed for case in _runs(olds[block], news.get(block, [])))
    return tuple(dict.fromkeys(found))


def _by_block(document: Document) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = {}
    for segment in document.segments:
        texts.setdefault(segment.block, []).append(segment.text)
    return texts


def _runs(olds: Sequence[str], news: Sequence[str]) -> Iterator[Regrouped]:
    """Pair the shortest runs of old and new sentences that say the same and are not the same."""
    at, mine, theirs = 0, list[str](), list[str]()
    for new in news:
        theirs.append(new)
        while at < len(olds) and (not mine or _length(mine) < _length(theirs)):
            mine.append(olds[at])
            at += 1
        if _length(mine) == _length(theirs):
            if mine != theirs:
                yield Regrouped(tuple(mine), tuple(theirs))
            mine, theirs = [], []


def _length(texts: Sequence[str]) -> int:
    """Count letters without the pairs around each sentence, of which joined ones have one."""
    return sum(len(_PAIR.sub("", form(text))) for text in texts)
