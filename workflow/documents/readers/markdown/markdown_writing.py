"""Write Markdown again with translated text; its marks stay as their writer set them.

The source of a block is found by its text. Whatever stands there for each placeholder is its mark,
which is moved to the placeholder in the translation. The result is read back: a block that does not
match its translation, or changes another block, is restored and reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from workflow.markup import Close, Open, Standalone, Text, Token, plain, spelling, tokens
from workflow.model import VERBATIM, Block, BlockKind, Markup, MarkupKind

#: Reads Markdown into blocks.
Read = Callable[[str], Sequence[Block]]
_LINK = r"\]\((?:[^()\n]|\([^()\n]*\))*\)|\]\[[^\]\n]*\]|\]|</a>"
#: How marks of each kind are written: where they begin, and where they end.
_PAIRS = {
    MarkupKind.STRONG: (r"\*\*|__|<(?:b|strong)\b[^<>\n]*>", r"\*\*|__|</(?:b|strong)>"),
    MarkupKind.EMPHASIS: (
        r"[*_]|==|<(?:i|em|mark|cite)\b[^<>\n]*>",
        r"[*_]|==|</(?:i|em|mark|cite)>",
    ),
    MarkupKind.STRIKE: (r"~~|<(?:s|del|strike)\b[^<>\n]*>", r"~~|</(?:s|del|strike)>"),
    MarkupKind.SUPERSCRIPT: (r"\^|<sup\b[^<>\n]*>", r"\^|</sup>"),
    MarkupKind.SUBSCRIPT: (r"~|<sub\b[^<>\n]*>", r"~|</sub>"),
    MarkupKind.LINK: (r"\[|<a\b[^<>\n]*>", _LINK),
}
_ALONE = {
    MarkupKind.CODE: r"(?P<{0}>`+)(?:(?!`)|(?<=`)(?!(?P={0})))[^\n]{{0,500}}?(?P={0})(?!`)"
    r"|<(?:code|kbd|samp|tt)\b[^<>\n]*>[^<>\n]*</(?:code|kbd|samp|tt)>",
    MarkupKind.IMAGE: r"!\[[^\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])?"
    r"|<img\b[^<>\n]*>",
    MarkupKind.BREAK: r"[ ]{{2,}}\n[ \t>]*|\\\n[ \t>]*|<br[ ]?/?>\n?[ \t>]*",
    MarkupKind.FORMULA: r"(?P<{0}>\$\$?)[^$]{{1,500}}?(?P={0})|\\\([^\n]{{1,500}}?\\\)",
    MarkupKind.FOOTNOTE: r"\[\^[^\]\n]+\]",
}
#: Elements that are no mark and no place that links lead to, and the tags that open and close them.
_SPAN = r"(?:span|font|u|small|big|a)\b(?![^<>\n]*\b(?:id|name)\s*=)[^<>\n]*>"
_SPANS = rf"(?:</?{_SPAN})*"
_OPENED, _CLOSED = re.compile(f"<{_SPAN}"), re.compile(f"</{_SPAN}")
_SPACE, _LINE_BREAK = r"[ \t]+", r"[ \t]*\n[ \t>]*"
#: Elements of HTML that may do so, too; one that links lead to.
_BOX = r"(?:div|p|center|section|summary|blockquote|li|ul|ol|h[1-6]|font|span|table|tr|t[dh])"
_PLACE = r"<a\b[^<>\n]*></a>"
#: What may stand on a line before and behind the text of a block.
_BEFORE = (
    r"(?:[ \t>|]|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\[[ xX]\][ \t]|\[\^[^\]\n]+\]:|:[ \t]"
    rf"|</?{_BOX}\b[^<>\n]*>|{_PLACE})*"
)
_BEHIND = (
    rf"(?:[ \t]*(?:</{_BOX}>|{_PLACE}))*"
    r"[ \t]*(?:#+[ \t]*|\{[^{}\n]*\}[ \t]*|\|[^\n]*)?(?=\n|\Z)"
)
_AROUND = {
    BlockKind.CELL: (_BEFORE, r"[ \t]*(?=\||\n|\Z|</?t)"),
    # The alternative text of a picture.
    BlockKind.CAPTION: (r"[^\n]{0,500}?(?:!\[|\balt=[\"'])", r"(?=[\]\"'])"),
}
_SPECIAL = re.compile(r"[\\`*_\[\]<>~|$]|^(?=[#+-])|^(?=\d+[.)])")
_ENTITIES = {
    "&": "&(?:amp;)?",
    "<": r"(?:\\?<|&lt;)",
    ">": r"(?:\\?>|&gt;)",
    "\u00a0": "(?:\u00a0|&nbsp;)",
}
#: Blocks that are tried one by one.
_MOST = 100
#: What marks are written instead of others, by how sure they are to be read as such: underscores
#: mark nothing within a word, asterisks nothing between a sign and a letter (``**"so"**는``).
_CERTAIN: Sequence[Mapping[str, tuple[str, str]]] = (
    {},
    {"_": ("*", "*"), "__": ("**", "**")},
    {"_": ("<em>", "</em>"), "*": ("<em>", "</em>"), "~~": ("<del>", "</del>"),
     "__": ("<strong>", "</strong>"), "**": ("<strong>", "</strong>")},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Way:
    """How a translation is written: what may be a mark escaped, and with which marks."""

    escaped: bool = False
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)


_WAYS = (_Way(), *(_Way(escaped=True, marks=marks) for marks in _CERTAIN))
#: A sign at the end of a pair, and a letter beside it: CommonMark reads no asterisks there.
_UNREAD = re.compile(r"[^\w\s>]</g\d+>\w|\w<g\d+>[^\w\s<]")


def _ways(text: str) -> Sequence[_Way]:
    return _WAYS[-1:] if _UNREAD.search(text) else _WAYS


@dataclass(frozen=True, slots=True)
class _BlockSource:
    """Where the text of a block stands in the source, and the mark for each placeholder there."""

    start: int
    end: int
    marks: Mapping[Token, str]


def written(
    source: str, blocks: Sequence[Block], texts: Sequence[str | None], read: Read
) -> tuple[str, list[int]]:
    """Return Markdown with the translations of some blocks, and the numbers of those left out.

    Args:
        source: the Markdown.
        blocks: what ``read`` makes of it.
        texts: for each block its translation, with placeholders; None where it stays.
        read: the reader of it.
    """
    places = _places(source, blocks)
    wanted = {
        n: text for n, text in enumerate(texts) if text is not None and text != blocks[n].text
    }
    fitting = [n for n in wanted if n in places and _fits(wanted[n], places[n])]
    # All at once, else one by one.
    ways = {n: _ways(wanted[n]) for n in fitting}
    for place in range(len(_WAYS)):
        chosen = {n: ways[n][min(place, len(ways[n]) - 1)] for n in fitting}
        done = _exchanged(source, places, wanted, chosen)
        if not _wrong(read(done), blocks, {n: wanted[n] for n in chosen}):
            return done, sorted(wanted.keys() - chosen.keys())
    chosen = {}
    for number in fitting[:_MOST]:
        for way in ways[number]:
            now = {**chosen, number: way}
            done = _exchanged(source, places, wanted, now)
            if not _wrong(read(done), blocks, {n: wanted[n] for n in now}):
                chosen = now
                break
    return _exchanged(source, places, wanted, chosen), sorted(wanted.keys() - chosen.keys())


def _places(source: str, blocks: Sequence[Block]) -> dict[int, _BlockSource]:
    """Find the sources of blocks, each after the previous one."""
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    places: dict[int, _BlockSource] = {}
    end = 0
    for number, block in enumerate(blocks):
        if block.kind in VERBATIM or not block.text or not 0 < block.line <= len(starts):
            continue
        begin = max(end, starts[block.line - 1])
        if block.kind is not BlockKind.CELL and begin > starts[block.line - 1]:
            continue
        place = _place(source, block, begin)
        if place:
            places[number] = place
            end = place.end
    return places


def _place(source: str, block: Block, begin: int) -> _BlockSource | None:
    """Return where the text of a block stands, if its marks are known.

    Elements that mean nothing to the reader may stand there beside its words, if whole; they go.
    """
    for unread in ("", _SPANS):
        pattern, groups = _pattern(block, unread)
        found = re.compile(pattern).match(source, begin) if pattern else None
        if found and (not unread or _is_whole(found["all"])):
            marks = {token: found[f"m{n}"] for n, token in enumerate(groups)}
            return _BlockSource(*found.span("all"), marks)
    return None


def _is_whole(source: str) -> bool:
    """Tell whether as many of the elements end in a source as begin there."""
    return len(_OPENED.findall(source)) == len(_CLOSED.findall(source))


def _pattern(block: Block, unread: str) -> tuple[str, list[Token]]:
    """Return the pattern of a block's source, and its placeholders; empty if a mark is unknown."""
    kinds = {item.tag: item for item in block.markup}
    parts: list[str] = []
    groups: list[Token] = []
    at = 0
    for token in tokens(block.text):
        if isinstance(token, Text):
            # whatever stands behind a break, here a space does
            behind = token.text.startswith(" ") and groups and _is_break(groups[-1], kinds)
            said = _literal(token.text[bool(behind) :], at + bool(behind), block.breaks)
            said = said.replace(_SPACE, f"{unread}{_SPACE}{unread}")
            parts += (r"[ \t]*" if behind else "", unread, said, unread)
            at += len(token.text)
            continue
        mark = _mark(token, kinds.get(token.tag), len(groups))
        if mark is None:
            return "", []
        parts.append(f"(?P<m{len(groups)}>{mark})")
        groups.append(token)
        at += len(token.tag) + (2 if isinstance(token, Open) else 3)
    before, below = _AROUND.get(block.kind, (_BEFORE, _BEHIND))
    return f"{before}(?P<all>{''.join(parts)}){below}", groups


def _is_break(token: Token, kinds: Mapping[str, Markup]) -> bool:
    return isinstance(token, Standalone) and kinds[token.tag].kind is MarkupKind.BREAK


def _mark(token: Token, item: Markup | None, number: int) -> str | None:
    """Return the pattern of a placeholder's source; None if it is not known."""
    if item is None:
        return None
    if isinstance(token, Standalone):
        if item.kind in {MarkupKind.TEMPLATE, MarkupKind.LITERAL}:
            return re.escape(item.text)
        pattern = _ALONE.get(item.kind)
        return pattern and pattern.format(f"q{number}")
    pair = _PAIRS.get(item.kind)
    return pair and pair[isinstance(token, Close)]


def _literal(text: str, at: int, breaks: Sequence[int]) -> str:
    """Return a pattern for text: marks may be escaped, a line may break where the source's does."""
    parts: list[str] = []
    for place, char in enumerate(text, at):
        if place in breaks and not (parts and parts[-1] == _SPACE):
            parts.append(_LINE_BREAK)
        if char == " ":
            parts.append(_LINE_BREAK if place + 1 in breaks else _SPACE)
        elif char in _ENTITIES:
            parts.append(_ENTITIES[char])
        elif char.isascii() and not char.isalnum():
            parts.append(rf"\\?{re.escape(char)}")
        else:
            parts.append(re.escape(char))
    joined = "".join(parts)
    return joined.replace(_LINE_BREAK * 2, _LINE_BREAK)


def _fits(text: str, place: _BlockSource) -> bool:
    """Return whether a translation has the placeholders of the source, each once."""
    found = [each for each in tokens(text) if not isinstance(each, Text)]
    return len(found) == len(place.marks) and set(found) == place.marks.keys()


def _exchanged(
    source: str,
    places: Mapping[int, _BlockSource],
    texts: Mapping[int, str],
    chosen: Mapping[int, _Way],
) -> str:
    parts: list[str] = []
    end = 0
    for number in sorted(chosen, key=lambda each: places[each].start):
        place, way = places[number], chosen[number]
        parts.append(source[end : place.start])
        for token in tokens(texts[number]):
            if not isinstance(token, Text):
                mark = place.marks[token]
                parts.append(way.marks.get(mark, (mark, mark))[isinstance(token, Close)])
            elif way.escaped:
                parts.append(_SPECIAL.sub(r"\\\g<0>", token.text))
            else:
                parts.append(token.text)
        end = place.end
    return "".join(parts) + source[end:]


def _wrong(now: Sequence[Block], before: Sequence[Block], texts: Mapping[int, str]) -> bool:
    """Tell whether any block is neither its translation nor as it was."""
    if len(now) != len(before):
        return True
    for number, (new, old) in enumerate(zip(now, before, strict=True)):
        shape = (new.kind, new.level, new.url, new.ordered, new.footnote)
        if shape != (old.kind, old.level, old.url, old.ordered, old.footnote):
            return True
        text = texts.get(number, old.text)
        if _meaning(new.text, new.markup) != _meaning(text, old.markup):
            return True
    return False


def _meaning(text: str, markup: Sequence[Markup]) -> tuple[object, ...]:
    """Return a text with the meanings of its placeholders instead of their names."""
    kinds = {item.tag: (item.kind, item.text, item.url, item.title) for item in markup}
    if any(item.kind is MarkupKind.LITERAL for item in markup):
        return (" ".join(plain(text, markup).split()),)
    renamed, names = spelling(text)
    return (" ".join(renamed.split()), *(kinds.get(name) for name in names))
