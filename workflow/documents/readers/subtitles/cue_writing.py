"""Write translated text into a subtitle file; times, tags and settings stay."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from workflow.documents.readers.subtitles.cue_dividing import Tagged, divided, lines, tagged
from workflow.documents.readers.subtitles.cue_text import Turn
from workflow.documents.readers.subtitles.subtitle_file import Subtitles
from workflow.languages.characters import LINE_BREAK
from workflow.markup import plain
from workflow.model import Block

_ENTITY = re.compile(r"&(?:#\d+|amp|lt|gt|quot|nbsp);")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LANGUAGE = re.compile(r"(\s*Language\s*:\s*)\S+", re.IGNORECASE)
#: What a line of text must not be taken for.
_ARROW, _OTHER_ARROW = "-->", "->"
_COMMENT = re.compile(r"NOTE(?:[ \t]|$)")
#: Lines of a cue: more fill the picture.
_MOST_LINES = 4


class Edition:
    """A subtitle file being written in another language."""

    def __init__(self, text: str, subtitles: Subtitles, language: str) -> None:
        """Start with the unchanged file.

        Args:
            text: of the file, as it stands.
            subtitles: what was read of it.
            language: BCP 47 tag of what it becomes.
        """
        self._text = text
        self._subtitles = subtitles
        self._language = language
        self._escapes = subtitles.webvtt or _ENTITY.search(text) is not None
        self._count = Counter(turn.cue for turn in subtitles.turns)
        #: The new lines of turns, by their first line in the file and their place in that.
        self._new: dict[tuple[int, int], list[str]] = {}

    def put(
        self, turns: Sequence[Turn], block: Block, sources: Mapping[str, tuple[str, str]], text: str
    ) -> bool:
        """Replace a text by its translation; return whether the translation has words.

        Args:
            turns: those of the text.
            block: the text.
            sources: the tags that its placeholders stand for.
            text: the translation, in which anything may be wrong with placeholders.
        """
        shown = {item.tag: item.text for item in block.markup}
        translation = tagged(" ".join(text.split()), shown)
        words = translation.text
        if not words.strip():
            return False
        source = plain(block.text, block.markup)
        cuts = divided(source, list(_starts(turns, block)), words, self._language)
        for turn, start, stop in zip(turns, cuts, [*cuts[1:], len(words)], strict=True):
            self._new[turn.line, turn.piece] = self._lines(turn, translation, start, stop, sources)
        return True

    def _lines(
        self,
        turn: Turn,
        text: Tagged,
        start: int,
        stop: int,
        sources: Mapping[str, tuple[str, str]],
    ) -> list[str]:
        """Return the lines of a turn, with a part of a translation as its words."""
        stop = _without_space(text.text, start, stop)
        if start == stop:
            return []
        lone = self._count[turn.cue] == 1 and not self._subtitles.repeats
        cuts = lines(
            text.text[start:stop], self._language, min(_MOST_LINES, max(turn.lines, 1 + lone))
        )
        made = []
        for a, b in zip(cuts, [*cuts[1:], stop - start], strict=True):
            end = _without_space(text.text, start + a, start + b)
            made.append(self._escaped(text.part(start + a, end, sources)))
        if turn.each_line:
            return [turn.before + line + turn.after for line in made]
        made[0] = turn.before + made[0]
        made[-1] += turn.after
        return "\n".join(made).split("\n")

    def _escaped(self, pieces: Sequence[str]) -> str:
        """Join words and tags, which alternate; words are escaped as in the file."""
        return "".join(
            piece
            if place % 2
            else piece.translate(_ESCAPED)
            if self._escapes
            else piece.replace(_ARROW, _OTHER_ARROW)
            for place, piece in enumerate(pieces)
        )

    def written(self, data: bytes, note: str) -> bytes:
        """Return the bytes of the file, unchanged if no text was replaced.

        Args:
            data: as it was.
            note: what is said of it in a WebVTT file.
        """
        if not self._new:
            return data
        for line, first in self._subtitles.repeats.items():
            if (first, 0) in self._new:
                self._new[line, 0] = self._new[first, 0]
        text = "".join(self._written(" ".join(note.split()).replace(_ARROW, _OTHER_ARROW)))
        marked = data.startswith(codecs.BOM_UTF8) or not _is_utf8(data)
        return text.encode("utf-8-sig" if marked else "utf-8")

    def _written(self, note: str) -> Iterator[str]:
        """Yield the lines of the file with their ends."""
        old = list(_with_ends(self._text))
        usual = "\r\n" if old and old[0][1] == "\r\n" else "\n"
        by_line: dict[int, list[Turn]] = {}
        for turn in self._subtitles.turns:
            by_line.setdefault(turn.line, []).append(turn)
        head = self._subtitles.webvtt
        left = _comments([line for line, _ in old]) if head else frozenset[int]()
        at = 0
        while at < len(old):
            line, end = old[at]
            if any((at, turn.piece) in self._new for turn in by_line.get(at, ())):
                lines_of = by_line[at][0].lines
                parts = [self._new.get((at, t.piece), [t.source]) for t in by_line[at]]
                yield from _ended([each for part in parts for each in part], usual,
                                  old[at + lines_of - 1][1])  # fmt: skip
                at += lines_of
                continue
            if at in left:
                at += 1
                continue
            if head and not line.strip():
                head = False
                yield line + end
                if note:
                    yield f"NOTE {note}{usual}{usual}"
            else:
                yield (_LANGUAGE.sub(rf"\g<1>{self._language}", line) if head else line) + end
            at += 1


def _comments(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines are comments (WebVTT, section 4.1), with the blank line after each.

    They are what the author noted for himself, and not for those who see the picture.
    """
    found: set[int] = set()
    for at, line in enumerate(lines):
        starts = not at or not lines[at - 1].strip()
        named = _ARROW in "".join(lines[at + 1 : at + 2])  # the name of a cue
        begins = starts and _COMMENT.match(line) and _ARROW not in line and not named
        if begins or (at - 1 in found and lines[at - 1].strip()):
            found.add(at)
    return frozenset(found)


def _ended(made: Sequence[str], usual: str, last: str) -> Iterator[str]:
    for number, line in enumerate(made, 1):
        yield line + (usual if number < len(made) else last)


def _with_ends(text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a text with their line ends."""
    start = 0
    for found in LINE_BREAK.finditer(text):
        yield text[start : found.start()], found[0]
        start = found.end()
    yield text[start:], ""


def _starts(turns: Sequence[Turn], block: Block) -> Iterator[int]:
    """Yield where the words of each turn begin in the visible text of the block."""
    yield 0
    for turn in turns[1:]:
        offset = block.breaks[turn.line - turns[0].line - 1]
        yield len(plain(block.text[:offset], block.markup))


def _without_space(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return stop


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data
