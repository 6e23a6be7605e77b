"""Parse a subtitle file into cues, turns, and the texts that the turns make up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflow.documents.readers.block_text import filled
from workflow.documents.readers.subtitles import cue_joining, cue_text
from workflow.documents.readers.subtitles.cue_scan import Cue, is_webvtt, scan
from workflow.documents.readers.subtitles.cue_text import Turn
from workflow.markup import Builder
from workflow.model import Block, BlockKind

#: Cues of a text on average where somebody speaks at length; milliseconds within a paragraph, and
#: letters of one.
_AT_LENGTH, _BREATH, _PARAGRAPH = 1.3, 2_000, 500
#: What programs read and nobody sees: addresses of pictures, JSON.
_DATA = re.compile(
    r"\{.*\}|\[\{.*\}\]|\S+\.(?:jpe?g|png|webp|gif)(?:#\S*)?|https?://\S+", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Subtitles:
    """A parsed subtitle file.

    Attributes:
        cues: all of them.
        turns: who says what in them, in the order of the lines.
        texts: the turns of each block.
        repeats: the line of each line that only repeats another one, with the line of that one.
        webvtt: whether it is WebVTT.
    """

    cues: tuple[Cue, ...]
    turns: tuple[Turn, ...]
    texts: tuple[tuple[Turn, ...], ...]
    repeats: Mapping[int, int]
    webvtt: bool


def parsed(lines: Sequence[str], path: str) -> Subtitles:
    """Parse the lines of a subtitle file.

    Raises:
        SourceError: it has no times, or some that cannot be read.
    """
    webvtt = is_webvtt(lines)
    cues = scan(lines, path)
    single = _turns(lines, cues, webvtt=webvtt, single=True)
    by_cue: dict[int, list[str]] = {}
    for turn in single:
        by_cue.setdefault(turn.cue, []).append(turn.text)
    repeats: dict[int, int] = {}
    if cue_joining.is_rolling(list(by_cue.values())):
        turns, repeats = single, _repeats(single)
    elif cue_joining.has_two_languages(single):
        turns = single
    else:
        turns = _turns(lines, cues, webvtt=webvtt, single=False)
    spoken = [turn for turn in turns if turn.line not in repeats and _says(turn.text)]
    texts = cue_joining.texts(cues, spoken)
    return Subtitles(cues, tuple(turns), tuple(texts), repeats, webvtt)


def _turns(lines: Sequence[str], cues: Sequence[Cue], *, webvtt: bool, single: bool) -> list[Turn]:
    return [
        turn
        for cue in cues
        for turn in cue_text.turns(
            lines[cue.start : cue.stop], cue.number, cue.start, webvtt=webvtt, single=single
        )
    ]


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text) and not _DATA.fullmatch(text)


def _repeats(turns: Sequence[Turn]) -> dict[int, int]:
    """Map each line that repeats a line of the cue before to the line repeated."""
    cues: dict[int, list[Turn]] = {}
    for turn in turns:
        cues.setdefault(turn.cue, []).append(turn)
    found: dict[int, int] = {}
    for before, after in pairwise(cues.values()):
        said = {turn.text: turn.line for turn in before}
        for turn in after:
            if turn.text not in said:
                break
            found[turn.line] = found.get(said[turn.text], said[turn.text])
    return found


def block_of(turns: Sequence[Turn]) -> tuple[Block, dict[str, tuple[str, str]]]:
    """Make a block of turns; return it, and the tags for its pairs of placeholders."""
    builder = Builder()
    opened: list[str] = []
    line = turns[0].line
    for turn in turns:
        builder.text("\n" * (turn.line - line))
        line = turn.line
        for token in turn.tokens:
            if token.what == "open":
                opened.append(token.source)
                builder.open(cue_text.kind(token))
            elif token.what == "close":
                builder.close()
            else:
                line += token.what == "line"
                builder.text("\n" if token.what == "line" else token.name)
    block = filled(Block(BlockKind.PARAGRAPH, "", turns[0].line + 1), builder)
    pairs = [item.tag for item in block.markup if item.tag.startswith("g")]
    return block, {
        tag: (source, _closing(source)) for tag, source in zip(pairs, opened, strict=True)
    }


def _closing(source: str) -> str:
    """Return the closing tag of an opening one."""
    if source.startswith("{"):
        return source.replace("1}", "0}")
    found = re.match(r"<([A-Za-z]+)", source)
    return f"</{found[1]}>" if found else ""


def running_on(subtitles: Subtitles) -> Iterator[int]:
    """Yield which texts belong to the same paragraph as the text before.

    Only where somebody speaks at length, as a lecturer does; in a film, each text may be another's.
    """
    texts, cues = subtitles.texts, subtitles.cues
    if sum(map(len, texts)) < _AT_LENGTH * len(texts):
        return
    letters = 0
    for number, (before, text) in enumerate(pairwise(texts), 1):
        letters += sum(len(turn.text) for turn in before)
        last, first = before[-1], text[0]
        apart = first.opens or any(turn.sound or turn.sung for turn in (last, first))
        together = last.voice == first.voice and last.track == first.track
        gap = cues[first.cue].begins - cues[last.cue].ends
        if apart or not together or gap > _BREATH or letters > _PARAGRAPH:
            letters = 0
        else:
            yield number
