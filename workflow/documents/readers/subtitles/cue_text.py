"""Read the text of a cue: its speakers, tags, dialogue dashes and musical notes.

Tags and marks around the words of a speaker are kept beside them, and are put around the
translation again; so are the dash before a turn of a dialogue and the notes around a song. What
encloses a part of the words only becomes a pair of placeholders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from workflow.model import MarkupKind

_WEBVTT_TAG = r"</?(?:[A-Za-z][^<>]*)?>|<\d[\d:.]*>"
_SUBRIP_TAG = r"</?(?:i|b|u|s|strike|em|strong|font|ruby|rt|rp|rb|c|v|span)(?=[\s>.])[^<>]*>"
_OVERRIDE = r"\{[\\=][^{}]*\}|\{[A-Za-z]:[^{}]*\}|\{/?[biusBIUS]\}"
_TOKENS = {
    True: re.compile(rf"(?P<tag>{_WEBVTT_TAG})|(?P<override>{_OVERRIDE})"),
    False: re.compile(rf"(?P<tag>{_SUBRIP_TAG})|(?P<override>{_OVERRIDE})", re.IGNORECASE),
}
_NAME = re.compile(r"</?([A-Za-z]*)")
#: What says whose words follow, to the end of its line or of the cue (WebVTT, "WebVTT voice span").
_VOICE = re.compile(r"<v[.\s][^<>]*>")
_SWITCH = re.compile(r"\{\\([bius])([01])\}")
#: What a turn of a dialogue begins with; a minus before a number, or a hyphen, is none.
_TURN = re.compile(r"(?:[-\u2010-\u2015](?:\s+|(?=[^\W\d_a-z]|[¿¡\"“]))|>{2,3}\s*)")
#: Where another one begins to speak in the same line: behind the end of a sentence, not ``U.S.``.
_SECOND = re.compile(
    r"(?<=[.!?\u2026\u3002\uff01\uff1f\"\u201d])(?<!\.\w\.)\s+"
    r"(?=[-\u2010-\u2015](?:\s|[^\W\d_a-z]))"
)
#: A dash within a line, up to the letter behind it.
_DASHED = re.compile(r"\s[-\u2010-\u2015]\s*[^\W\d_]")
#: The name of a speaker: NARRATOR:, Tom Jones:, (ANA), [Tom]:
_SPEAKER = re.compile(
    r"(?P<name>[^\W\d_][^\s:()\[\]]{0,20}(?:[ ][^\s:()\[\]]{1,20}){0,3})[ ]?[:：](?=\s|$)"
    r"|\([A-Z][A-Z .'’-]{1,30}\)(?=\s+\S)|\[[^][]{1,30}\]:"
)
_NOTES = "♪♫♬♩🎵🎶"
_SUNG = re.compile(rf"[{_NOTES}#\s]*[{_NOTES}][{_NOTES}#\s]*")
_SOUND = re.compile(r"[\[(【（［][^][()【】（）［］]*[])】）］]")
_LONGEST_SOUND = 60
#: A sound before the words of a speaker: (door slams) KIM: Who is it?
_HEARD = re.compile(
    rf"(?:[\[(【（［][^][()【】（）［］]{{1,{_LONGEST_SOUND}}}[])】）］]\s*)+(?=\S)"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|amp|lt|gt|quot|apos|nbsp|lrm|rlm);")
_KINDS = {
    **dict.fromkeys(("i", "em", "u", "font", "c", "lang"), MarkupKind.EMPHASIS),
    **dict.fromkeys(("b", "strong"), MarkupKind.STRONG),
    **dict.fromkeys(("s", "strike"), MarkupKind.STRIKE),
}


@dataclass(frozen=True, slots=True)
class CueToken:
    """A piece of a cue's text.

    Attributes:
        what: ``text``, ``open``, ``close``, ``code`` (a tag that encloses nothing), or ``line``.
        source: as it stands in the file.
        name: of the tag, in lower case; for text, what a viewer reads.
    """

    what: str
    source: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in a cue; or a sound, or a line of a song.

    Attributes:
        cue: the number of its cue.
        line: its first line in the file, from 0.
        lines: how many lines it has.
        tokens: its words and the markup within them.
        text: what a viewer reads, on one line.
        before, after: what stands around them, on each of its lines if ``each_line``, else once.
        opens: whether a mark or a name says that somebody begins to speak here.
        sound: whether it tells what is heard.
        sung: whether it is sung.
        voice: what its first tag says of the speaker.
        track: the script of its line in a bilingual file.
        piece: its place among the turns that share a line, and that line's part as it stands.
        source: that part of the line.
    """

    cue: int
    line: int
    lines: int
    tokens: tuple[CueToken, ...]
    text: str
    before: str = ""
    after: str = ""
    each_line: bool = False
    opens: bool = False
    sound: bool = False
    sung: bool = False
    voice: str = ""
    track: str = ""
    piece: int = 0
    source: str = ""


def turns(
    lines: Sequence[str], cue: int, start: int, *, webvtt: bool, single: bool = False
) -> Iterator[Turn]:
    """Yield the turns of a cue: who says what, in the order of its lines.

    Args:
        lines: of its text.
        cue: its number.
        start: its first line in the file, from 0.
        webvtt: whether tags are those of WebVTT.
        single: whether each of its lines stands by itself.
    """
    first = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or single or _begins_turn(lines[place], webvtt=webvtt):
            if any(line.strip() for line in lines[first:place]):
                for piece, part in enumerate(_parts(lines[first:place], single=single)):
                    turn = _turn(part, cue, start + first, webvtt=webvtt)
                    yield replace(turn, piece=piece, source=part[0])
            first = place


def _parts(lines: Sequence[str], *, single: bool) -> Sequence[Sequence[str]]:
    """Split a line without tags in which two speakers have a dash each: ``- Why? - Nobody.``.

    Where small letters follow a dash, it belongs to a sentence: ``- Wait! - shouted Tom.``.
    """
    line = lines[0].lstrip()
    if single or len(lines) > 1 or not _TURN.match(line) or re.search("[<{]", line):
        return [lines]
    if any(found[0][-1].islower() for found in _DASHED.finditer(line)):
        return [lines]
    return [[part] for part in _SECOND.split(lines[0])]


def _begins_turn(line: str, *, webvtt: bool) -> bool:
    words = _read(_TOKENS[webvtt].sub("", line)).lstrip()
    voiced = webvtt and _VOICE.match(line.lstrip()) is not None
    return voiced or bool(_TURN.match(words)) or _names_speaker(words)


def _names_speaker(words: str) -> bool:
    """Tell whether words begin with a speaker's name, perhaps after a sound."""
    heard = _HEARD.match(words)
    found = _SPEAKER.match(words) or (heard and _SPEAKER.match(words, heard.end()))
    if not found:
        return False
    return all(word[0].isupper() for word in (found["name"] or "").split())


def _text(source: str) -> CueToken:
    return CueToken("text", source, _read(source))


def _read(text: str) -> str:
    return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text


def _turn(lines: Sequence[str], cue: int, line: int, *, webvtt: bool) -> Turn:
    """Make one turn of these lines."""
    parted = [_peeled(_tokens(each, webvtt=webvtt)) for each in lines]
    around = {(before, after) for before, _, after in parted}
    wrapped = len(lines) > 1 and len(around) == 1 and "<" in parted[0][0]
    if wrapped:
        before, _, after = parted[0]
        tokens = _joined([inner for _, inner, _ in parted])
    else:
        before, tokens, after = _peeled(_joined([_tokens(each, webvtt=webvtt) for each in lines]))
    words = tuple(_paired(tokens))
    return _described(Turn(cue, line, len(lines), words, _shown(words), before, after, wrapped))


def _shown(tokens: Sequence[CueToken]) -> str:
    """Return the text that a viewer reads."""
    parts = (" " if each.what == "line" else each.name for each in tokens
             if each.what in {"line", "text"})  # fmt: skip
    return " ".join("".join(parts).split())


def _described(turn: Turn) -> Turn:
    """Add to a turn what its words and the marks around them say: a sound, a song."""
    text, marks = turn.text, _read(re.sub(r"<[^<>]*>|\{[^{}]*\}", "", turn.before))
    sung = any(note in turn.before + turn.after + text for note in _NOTES)
    voice = re.search(rf"{_VOICE.pattern}|\{{\\an?\d+\}}", turn.before)
    return replace(
        turn,
        opens=bool(_TURN.match(marks)) or _names_speaker(text),
        sound=not sung and len(text) <= _LONGEST_SOUND and _SOUND.fullmatch(text) is not None,
        sung=sung,
        voice=voice[0] if voice else "",
    )


def _joined(lines: Sequence[Sequence[CueToken]]) -> list[CueToken]:
    tokens: list[CueToken] = []
    for number, line in enumerate(lines):
        if number:
            tokens.append(CueToken("line", "\n"))
        tokens += line
    return tokens


def _tokens(line: str, *, webvtt: bool) -> list[CueToken]:
    """Split a line into text and tags."""
    tokens: list[CueToken] = []
    end = 0
    for found in _TOKENS[webvtt].finditer(line):
        if found.start() > end:
            tokens.append(_text(line[end : found.start()]))
        end = found.end()
        tokens.append(_tag(found[0]))
    if end < len(line):
        tokens.append(_text(line[end:]))
    return tokens


def _tag(source: str) -> CueToken:
    if source[0] == "{":
        if switch := _SWITCH.fullmatch(source):
            return CueToken("open" if switch[2] == "1" else "close", source, switch[1])
        return CueToken("code", source)
    found = _NAME.match(source)
    name = found[1].lower() if found else ""
    if name == "rt":
        return CueToken("text", source, ")" if source[1] == "/" else "(")
    if name not in _KINDS:
        return CueToken("code", "" if source[1].isdigit() else source, name)
    return CueToken("close" if source[1] == "/" else "open", source, name)


def _peeled(tokens: Sequence[CueToken]) -> tuple[str, list[CueToken], str]:
    """Separate the words from what surrounds them: enclosing tags, dashes, notes, spaces."""
    inner, closing = list(tokens), _closing(tokens)
    before: list[str] = []
    after: list[str] = []
    first, last, marked = 0, len(inner) - 1, False
    while first <= last:
        head, tail = inner[first], inner[last]
        if head.what == "text" and (mark := _mark(head.name, first=not marked)):
            cut = _in_source(head, len(mark))
            before.append(head.source[:cut])
            marked = marked or bool(mark.strip())
            inner[first] = _text(head.source[cut:])
            first += not inner[first].source
        elif head.what in {"code", "line"}:
            before.append(head.source)
            first += 1
        elif tail.what in {"code", "line"}:
            after.append(tail.source)
            last -= 1
        elif tail.what == "text" and (end := _end_mark(tail.name)):
            cut = _in_source(tail, len(tail.name) - len(end))
            after.append(tail.source[cut:])
            inner[last] = _text(tail.source[:cut])
            last -= not inner[last].source
        elif head.what == "open" and closing.get(first, last) == last:
            before.append("" if _is_bare(head) else head.source)
            if first in closing:
                after.append("" if _is_bare(head) else tail.source)
                last -= 1
            first += 1
        else:
            break
    return "".join(before), inner[first : last + 1], "".join(reversed(after))


def _is_bare(token: CueToken) -> bool:
    """Return whether a tag only gives the time of a single word."""
    return token.source.lower() == "<c>"


def _closing(tokens: Sequence[CueToken]) -> dict[int, int]:
    """Map the positions of opening tags to those of their closing tags."""
    opened: dict[str, list[int]] = {}
    found: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token.what == "open":
            opened.setdefault(token.name, []).append(place)
        elif token.what == "close" and opened.get(token.name):
            found[opened[token.name].pop()] = place
    return found


def _mark(text: str, *, first: bool) -> str:
    """Return the spaces, dash or notes at the beginning of a text."""
    space = text[: len(text) - len(text.lstrip())]
    rest = text[len(space) :]
    if (sung := _SUNG.match(rest)) or (first and (sung := _TURN.match(rest))):
        return space + sung[0]
    return space


def _end_mark(text: str) -> str:
    """Return the spaces or notes at the end of a text."""
    marks = text[len(text.rstrip(f"{_NOTES}# \t")) :]
    if any(note in marks for note in _NOTES):
        return marks
    return text[len(text.rstrip()) :]


def _in_source(token: CueToken, length: int) -> int:
    """Return how much of a token's source stands for this many displayed letters."""
    if token.source == token.name:
        return length
    at = done = 0
    while done < length:
        entity = _ENTITY.match(token.source, at)
        done += len(unescape(entity[0])) if entity else 1
        at = entity.end() if entity else at + 1
    return at


def _paired(tokens: Sequence[CueToken]) -> Iterator[CueToken]:
    """Yield the tokens with tags in well-nested pairs, each around some text.

    Codes that enclose nothing, the times of words among them, and stray tags are left out.
    """
    opened: list[tuple[int, str, int]] = []
    kept: set[int] = set()
    words = 0
    for place, token in enumerate(tokens):
        words += token.what == "text" and bool(token.name.strip())
        if token.what == "open":
            opened.append((place, token.name, words))
        elif token.what == "close" and opened and opened[-1][1] == token.name:
            start, _, before = opened.pop()
            if words > before and not _is_bare(tokens[start]):
                kept |= {start, place}
    for place, token in enumerate(tokens):
        if token.what in {"text", "line"} or place in kept:
            yield token


def kind(token: CueToken) -> MarkupKind:
    """Return the kind of placeholder that a tag becomes."""
    return _KINDS[token.name]
