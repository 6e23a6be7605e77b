"""Join the source lines of a block into the text that is translated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from workflow.languages.news import tabled
from workflow.languages.orthography.line_breaks import joins
from workflow.languages.packs import registered
from workflow.languages.scripts import DENSE
from workflow.markup import Builder, literal, plain
from workflow.model import ALT_TEXT, TEMPLATE_CODE, Block, BlockKind, Markup, MarkupKind

#: Stands for a line break in the source of something without line breaks (inline code).
HIDDEN_BREAK = "\0"

#: A run of white space, unless it is the one space between two words, which stays as it is.
_SPACE = re.compile(r"[\s\0]{2,}|(?! )[\s\0]|\A | \Z")
#: What encloses words, with nothing of its own between letters; room for some of them.
_PAIRS = re.compile(r"</?g\d+>")
_NEAR = 32
#: The name of a picture's file, which programs put in place of an alternative text.
_NAMED = (
    r"\S+\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)|(?:IMG|DSC|image)[-_ ]?\d+|\w+(?:[-_]\w+){5,}"
)
_FILE = re.compile(rf"{_NAMED}|[!-~]+[._][!-~]+", re.I)
_CERTAIN = re.compile(_NAMED, re.I)
#: A line that ends as a sentence does, with letters of a dense script, no space between two of
#: them, and no sign of a program.
_SENTENCE = re.compile(
    rf"(?=(?:[^{DENSE}]*[{DENSE}]){{12}})(?!-|.*[{DENSE}] +[{DENSE}])"
    r"[^\n*`<>$\[\]{}|\\#=@&~/+_]+(?<=[。！？：；…，:])"
)


def is_indented_prose(text: str) -> bool:
    """Tell whether lines that are indented are sentences of Chinese, Japanese or Korean.

    >>> is_indented_prose("启动集群后、读写数据前，先检查下集群。"), is_indented_prose("# 删除")
    (True, False)
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return all(map(_SENTENCE.fullmatch, lines))


@cache
def news_lines(use: str) -> re.Pattern[str]:
    """Return the pattern of notices, bylines … of all languages: a seed may quote any agency."""
    known = (*(pack.news for pack in registered()), tabled("workflow.languages"))
    return re.compile("|".join(getattr(each, use) for each in known))


def fold(text: str) -> tuple[str, tuple[int, ...], int]:
    r"""Fold each run of white space into one space, or none at a line break in Chinese.

    Returns:
        the text, the offsets in it at which each following source line begins (as in
        :attr:`workflow.model.Block.breaks`), and the number of line breaks before its first letter.

    >>> fold("one\n two")
    ('one two', (4,), 0)
    >>> fold("贸易\n<g1>增长</g1>")
    ('贸易<g1>增长</g1>', (2,), 0)
    """
    parts: list[str] = []
    breaks: list[int] = []
    length = end = leading = 0
    for match in _SPACE.finditer(text):
        start, lines = match.start(), match[0].count("\n") + match[0].count(HIDDEN_BREAK)
        if match.end() == len(text):
            text = text[:start]
        elif start == 0:
            leading, end = lines, match.end()
        else:
            space = _space(text, match)
            parts += (text[end:start], space)
            length += start - end + len(space)
            breaks += [length] * lines
            end = match.end()
    return "".join(parts) + text[end:], tuple(breaks), leading


def _space(text: str, match: re.Match[str]) -> str:
    """Return what a run of white space between two characters becomes."""
    if not match[0].strip(HIDDEN_BREAK):
        return ""
    if "\n" not in match[0]:
        return " "
    start, end = match.span()
    before = _PAIRS.sub("", text[max(0, start - _NEAR) : start])[-1:]
    after = _PAIRS.sub("", text[end : end + _NEAR])[:1]
    return "" if joins(before or ">", after or "<") else " "


def filled(frame: Block, builder: Builder) -> Block:
    """Return ``frame`` with the text and markup that a builder has collected.

    Args:
        frame: kind, level and so on; its line is the one on which the collected text begins.
        builder: text with the source's line breaks, and markup.
    """
    return _folded(frame, *builder.build())


def alternative(picture: Block) -> Block:
    """Return the block of a picture's alternative text, where the picture has a caption, too."""
    return replace(picture, url="", medium=ALT_TEXT)


def described(picture: Block) -> Block:
    """Return a picture without a caption, whose text is its alternative text."""
    return replace(picture, medium=ALT_TEXT)


def says_more(picture: Block, caption: Block) -> bool:
    """Tell whether a picture's alternative text is no name of a file, nor in its caption."""
    told, said = (_letters(plain(each.text, each.markup)) for each in (picture, caption))
    return bool(told) and told not in said and not _FILE.fullmatch(picture.text)


def _says_nothing(alt: str) -> bool:
    """Tell whether a program has put the only alternative text of a picture there, not a person."""
    return bool(_CERTAIN.fullmatch(alt) or news_lines("untold").fullmatch(alt))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def plain_block(frame: Block, text: str) -> Block:
    """Return ``frame`` with source text that has no markup."""
    return _folded(frame, *literal(text))


def _folded(frame: Block, raw: str, markup: tuple[Markup, ...]) -> Block:
    text, breaks, leading = fold(raw)
    return replace(frame, text=text, line=frame.line + leading, breaks=breaks, markup=markup)


def code_block(text: str, line: int, language: str = "") -> Block:
    """Make a block of code with unchanged lines; ``line`` is that of its first line."""
    shown, markup = literal(text.rstrip())
    breaks = tuple(match.end() for match in re.finditer("\n", shown))
    return Block(BlockKind.CODE, shown, line, breaks, markup=markup, url=language)


def pictures(block: Block) -> tuple[Block, ...]:
    """Return the captions of a block that consists only of images, else none."""
    images = [item for item in block.markup if item.kind is MarkupKind.IMAGE]
    if not images or block.kind is BlockKind.CELL or plain(block.text).strip():
        return ()
    if any(item.kind not in {MarkupKind.IMAGE, MarkupKind.LINK} for item in block.markup):
        return ()
    return tuple(
        plain_block(
            replace(block, kind=BlockKind.CAPTION, level=0, url=item.url),
            "" if _says_nothing(item.text) else item.text,
        )
        for item in images
    )


def exchanged(text: str, parts: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with some spans of it replaced; a part is start, end and the new text.

    >>> exchanged("Ports open", [(0, 5, "Banks")])
    'Banks open'
    """
    done: list[str] = []
    at = 0
    for start, end, part in parts:
        done += (text[at:start], part)
        at = end
    return "".join(done) + text[at:]


def formula_block(text: str, line: int) -> Block:
    """Make a block of a formula in TeX."""
    return replace(code_block(text.strip("\n"), line, "tex"), kind=BlockKind.FORMULA)


def standing_alone(block: Block) -> Block | None:
    """Return a paragraph of a single formula, or of template tags only, as such a block."""
    if block.kind is not BlockKind.PARAGRAPH or not block.markup:
        return None
    if re.sub(r"<x\d+/>|\s", "", block.text):
        return None
    kinds = {item.kind for item in block.markup}
    if kinds == {MarkupKind.TEMPLATE}:
        made = code_block("\n".join(item.text for item in block.markup), block.line, TEMPLATE_CODE)
    elif kinds == {MarkupKind.FORMULA} and len(block.markup) == 1:
        made = formula_block(block.markup[0].text, block.line)
    else:
        return None
    return replace(made, box=block.box, group=block.group, level=block.level, breaks=())
