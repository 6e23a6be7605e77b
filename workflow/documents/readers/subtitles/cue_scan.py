"""Find the cues of a subtitle file: their times, and the lines that are their text.

They are found by their lines of times, as players do it: a number before them, or a blank line, may
be missing. Every line stays where it is, so that a file can be written again with other texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.errors import SourceError
from workflow.model import Message, say

_TIME = r"(?:(\d{1,4})\s?:\s?)?(\d{1,2})\s?:\s?(\d{1,2})(?:\s?[.,:]\s?(\d{1,3})\d*)?"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
#: What can only have been meant as times.
_NEARLY = re.compile(r"\s*-?\d{1,4}\s?:.{0,20}-->|\s*-?\d{1,3}:\d\d[:.,]\d.{0,20}-+\s?>")
_NUMBER = re.compile(r"\s*\d{1,9}\s*")
_HEADER = re.compile("\ufeff?WEBVTT(?:[ \t].*)?")
_TIMES_HINT = say("Write them like this: {example}", example="00:01:02,500 --> 00:01:04,000")
#: Lines that are looked at to tell another format.
_LOOKED_AT = 40
#: Formats that are found under the names of these, by what a line of them looks like.
_OTHERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\{\d+\}\{\d*\}"), "MicroDVD"),
    (re.compile(r"\[\d+\]\[\d*\]"), "MPL2"),
    (re.compile(r"\[Script Info\]|Dialogue: "), "SubStation Alpha"),
    (re.compile(r"<SAMI\b", re.IGNORECASE), "SAMI"),
    (re.compile(r"<\?xml\b|<tt\b"), "TTML"),
    (re.compile(r"\d{1,2}:\d\d:\d\d[.:]\d{2,3},\d{1,2}:\d\d:\d\d"), "SubViewer"),
    (re.compile(r"\d{1,2}:\d\d:\d\d[:=]"), "TMPlayer"),
    (re.compile(r"\[\d+:\d\d(?:\.\d+)?\]"), "LRC"),
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its times and the lines of its text.

    Attributes:
        number: its place in the file, from 0.
        begins, ends: in milliseconds.
        start, stop: the lines of its text are ``lines[start:stop]``.
    """

    number: int
    begins: int
    ends: int
    start: int
    stop: int


def is_webvtt(lines: Sequence[str]) -> bool:
    """Tell whether the first line declares WebVTT, whatever the file's extension."""
    return bool(lines) and _HEADER.fullmatch(lines[0]) is not None


def scan(lines: Sequence[str], path: str) -> tuple[Cue, ...]:
    """Find the cues of a file, in its order.

    Args:
        lines: without their ends.
        path: for messages.

    Raises:
        SourceError: times cannot be read, or there are none.
    """
    timed = [number for number, line in enumerate(lines) if "->" in line and _is_times(line)]
    _refuse_unreadable(lines, path)
    if not timed:
        raise SourceError(
            path, _no_times(lines), say("Convert it: {command}.", command="ffmpeg -i OLD NEW.srt")
        )
    webvtt = is_webvtt(lines)
    cues: list[Cue] = []
    for place, at in enumerate(timed):
        following = timed[place + 1] if place + 1 < len(timed) else len(lines)
        stop = _webvtt_stop(lines, at, following) if webvtt else following
        ended = stop < following or following == len(lines)
        start, stop = _text(lines, at, stop, last=ended)
        begins, ends = _times(lines[at])
        cues.append(Cue(place, begins, ends, start, stop))
    return tuple(cues)


def _is_times(line: str) -> bool:
    return _TIMES.fullmatch(line) is not None


def _times(line: str) -> tuple[int, int]:
    found = _TIMES.fullmatch(line)
    parts = found.groups() if found else ()
    return _milliseconds(parts[:4]), _milliseconds(parts[4:])


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, rest = (part or "0" for part in parts)
    return (int(hours) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))


def _refuse_unreadable(lines: Sequence[str], path: str) -> None:
    for number, line in enumerate(lines, 1):
        if "->" in line and _NEARLY.match(line) and not _is_times(line):
            raise SourceError(f"{path}:{number}", say("has times that cannot be read"), _TIMES_HINT)


def _no_times(lines: Sequence[str]) -> Message:
    for line in [line for line in lines if line.strip()][:_LOOKED_AT]:
        for looks, name in _OTHERS:
            if looks.match(line.strip()):
                return say("is in the format {name}, whatever its name says", name=name)
    return say("has no times, so it is no subtitle")


def _number_above(lines: Sequence[str], at: int) -> int | None:
    """Return the cue's number above a line of times; None without one."""
    above = next((line for line in reversed(lines[max(0, at - 2) : at]) if line.strip()), "")
    return _as_number(above)


def _as_number(line: str) -> int | None:
    return int(line) if _NUMBER.fullmatch(line) and line.strip().isascii() else None


def _webvtt_stop(lines: Sequence[str], at: int, following: int) -> int:
    """Return where the text of a WebVTT cue stops: at the first empty line."""
    return next((place for place in range(at + 1, following) if not lines[place]), following)


def _text(lines: Sequence[str], at: int, following: int, *, last: bool) -> tuple[int, int]:
    """Return the span of a cue's text between its times and those of the next cue.

    The number of the next cue is no text, even where no blank line parts it.
    """
    start = at + 1
    while start < following and not lines[start].strip():
        start += 1
    stop = _trimmed(lines, start, following)
    if last or start == stop or (number := _as_number(lines[stop - 1])) is None:
        return start, stop
    own = _number_above(lines, at)
    parted, follows = not lines[stop - 2].strip(), own is not None and number == own + 1
    if (parted or follows) if stop == following else (parted and follows):
        stop = _trimmed(lines, start, stop - 1)
    return start, stop


def _trimmed(lines: Sequence[str], start: int, stop: int) -> int:
    while stop > start and not lines[stop - 1].strip():
        stop -= 1
    return stop
