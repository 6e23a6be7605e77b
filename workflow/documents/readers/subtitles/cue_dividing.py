"""Divide a translated text among its cues, in proportion to the source.

Each sentence stays with its cues where source and translation have as many sentences. Placeholders
become the tags of the source again; a pair that a cue parts is closed in it and opened in the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from workflow import markup
from workflow.documents import segmenter
from workflow.languages.orthography.line_breaks import WORD, break_points
from workflow.languages.packs import pack
from workflow.languages.scripts import TWO_COLUMNS

#: Columns of a line: as subtitlers have it, 42 Latin letters, 18 Chinese or Korean ones.
_COLUMNS, _DENSE_COLUMNS = 42, 36
#: What a part without words costs, and a part that is a whole part longer or shorter than its due.
_EMPTY, _OFF = 30.0, 4.0


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text and its tags, separated.

    Attributes:
        text: what a viewer reads.
        tags: where tags stand in it, in order: offset, whether it opens, the placeholder's name.
    """

    text: str
    tags: tuple[tuple[int, bool, str], ...] = ()

    def part(self, start: int, stop: int, sources: Mapping[str, tuple[str, str]]) -> list[str]:
        """Return a piece of the text with its tags written as ``sources`` has them.

        Pairs around the part begin and end in it. Pieces at odd places are tags.
        """
        opened = [tag for at, opens, tag in self.tags if opens and at < start]
        for at, opens, tag in self.tags:
            if not opens and at <= start and tag in opened:
                opened.remove(tag)
        pieces = ["", "".join(sources[tag][0] for tag in opened)]
        done = start
        for at, opens, tag in self.tags:
            if not (start <= at < stop if opens else start < at <= stop):
                continue
            pieces += (self.text[done:at], sources[tag][0 if opens else 1])
            done = at
            if opens:
                opened.append(tag)
            else:
                opened.remove(tag)
        closing = "".join(sources[tag][1] for tag in reversed(opened))
        return [*pieces, self.text[done:stop], closing]


def tagged(text: str, known: Mapping[str, str]) -> Tagged:
    """Separate a translation from its placeholders.

    Args:
        text: with placeholders, in which anything may be missing, doubled or ill nested; what is
            not well nested is left out.
        known: the names of those that may stand in it, with the text of those that are text.
    """
    shown: list[str] = []
    tags: list[tuple[int, bool, str]] = []
    opened: list[str] = []
    length, used = 0, set[str]()
    for token in markup.tokens(text):
        piece = ""
        if isinstance(token, markup.Text):
            piece = token.text
        elif isinstance(token, markup.Standalone):
            piece = known.get(token.tag, "")
        elif isinstance(token, markup.Open):
            if token.tag in known and token.tag not in used:
                opened.append(token.tag)
                used.add(token.tag)
                tags.append((length, True, token.tag))
        elif opened and opened[-1] == token.tag:
            opened.pop()
            tags.append((length, False, token.tag))
        shown.append(piece)
        length += len(piece)
    tags += ((length, False, tag) for tag in reversed(opened))
    return Tagged("".join(shown), tuple(tags))


def width(text: str) -> int:
    """Return the width of a text in columns; Chinese and Korean letters take two."""
    return len(text) + len(TWO_COLUMNS.findall(text))


def most_columns(language: str) -> int:
    """Return the greatest width of a subtitle line in a language."""
    return _DENSE_COLUMNS if pack(language).writing.dense else _COLUMNS


def divided(source: str, starts: Sequence[int], text: str, language: str) -> list[int]:
    """Return where each part of a translation begins; there are as many as in the source.

    Args:
        source: the text that was translated, as a viewer reads it.
        starts: where its parts begin, the first at 0.
        text: the translation.
        language: its BCP 47 tag.
    """
    if len(starts) == 1:
        return [0]
    sentences = list(zip(*_sentences(source, text, language), strict=True))
    aims = [_place(source, sentences, start) for start in starts[1:]]
    return [0, *_cuts(text, aims, break_points(text, language))]


def _sentences(source: str, text: str, language: str) -> tuple[list[str], list[str]]:
    """Split source and translation into equally many sentences, or one each."""
    mine, theirs = segmenter.split(source, "und"), segmenter.split(text, language)
    return (mine, theirs) if len(mine) == len(theirs) else ([source], [text])


def _place(source: str, sentences: Sequence[tuple[str, str]], start: int) -> float:
    """Return the column in a translation that corresponds to a place in its source."""
    at = columns = 0
    for mine, theirs in sentences:
        if start < at + len(mine):
            return columns + width(source[at:start]) / max(1, width(mine)) * width(theirs)
        at += len(mine)
        columns += width(theirs)
    return columns


def _cuts(text: str, aims: Sequence[float], points: Mapping[int, float]) -> list[int]:
    """Choose a cut near each aim among the places where a text may be cut, at the least cost."""
    columns = [0, *accumulate(width(char) for char in text)]
    places = [0, *sorted(points), len(text)]
    due = max(1.0, columns[-1] / (len(aims) + 1))
    best = [0.0] + [inf] * (len(places) - 1)
    came: list[list[int]] = []
    for aim in aims:
        row: list[float] = []
        origin: list[int] = []
        cheapest = 0
        for number, place in enumerate(places):
            if number and best[number - 1] < best[cheapest]:
                cheapest = number - 1
            empty = number == 0 or best[number] + _EMPTY < best[cheapest]
            origin.append(number if empty else cheapest)
            off = (columns[place] - aim) / due
            cost = best[number] + _EMPTY if empty else best[cheapest]
            row.append(cost + points.get(place, 0.0) + _OFF * off * off)
        came.append(origin)
        best = row
    best[-1] += _EMPTY
    at = min(range(len(places)), key=best.__getitem__)
    chosen: list[int] = []
    for origin in reversed(came):
        chosen.append(places[at])
        at = origin[at]
    return chosen[::-1]


def lines(text: str, language: str, most: int) -> list[int]:
    """Return where the lines of a text begin: as few lines as possible, of similar width.

    Args:
        text: what a viewer reads.
        language: its BCP 47 tag.
        most: how many lines there may be.
    """
    whole = width(text)
    count = min(most, -(-whole // most_columns(language)))
    if count < 2:
        return [0]
    points = {at: cost for at, cost in break_points(text, language).items() if cost <= 4 * WORD}
    if len(points) < count - 1:
        return [0]
    aims = [whole * number / count for number in range(1, count)]
    found = _cuts(text, aims, points)
    return [0, *(at for at in found if 0 < at < len(text))]
