"""Define the blocks of a document, such as headlines and paragraphs, and their markup."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from workflow.model.sendable import sendable


class BlockKind(StrEnum):
    """What a block of a document is to its reader."""

    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CELL = "table cell"
    CAPTION = "caption"
    NOTICE = "notice"
    CODE = "code"
    TERM = "defined term"
    DEFINITION = "definition"
    BOX_TITLE = "box title"
    FORMULA = "formula"
    EMBED = "embed"


#: Kinds that are carried over untranslated.
UNTRANSLATED = frozenset({BlockKind.NOTICE, BlockKind.CODE, BlockKind.FORMULA})
#: Untranslated kinds that are not prose, whose lines are kept and not segmented.
VERBATIM = frozenset({BlockKind.CODE, BlockKind.FORMULA})
#: The ``url`` of a block of code that is a tag of a template or a shortcode alone on its lines.
TEMPLATE_CODE = "template"
#: The kind of a box that is a quotation: one that holds more than paragraphs, or lies in a list.
QUOTATION = "quotation"
#: The kind of a box that says what an article had wrong.
CORRECTION = "correction"


class MarkupKind(StrEnum):
    """The meaning of an inline placeholder."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LINK = "link"
    CODE = "code"
    IMAGE = "image"
    BREAK = "break"
    LITERAL = "literal"
    FORMULA = "formula"
    FOOTNOTE = "footnote"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Markup:
    """One piece of inline markup, shown in a segment's text as a placeholder.

    A pair encloses text, ``<g1>…</g1>``; a standalone one is ``<x2/>``. The names ``g`` and ``x``
    are those of XLIFF 1.2 inline elements.

    Attributes:
        tag: the placeholder's name, ``g1`` or ``x2``, unique within its block.
        kind: what it stands for.
        text: for a standalone placeholder, the text a reader sees: code, alternative text, the
            number of a footnote, or the literal characters that only looked like a placeholder;
            for a formula and a template's tag, its source as it stands.
        url: where a link or an image points; for a formula, what its source is: ``tex`` or
            ``mathml``.
        title: a link's or image's title; for a formula, how it is read out, if the source says so.
    """

    tag: str
    kind: MarkupKind
    text: str = ""
    url: str = ""
    title: str = ""


#: The medium of a block that is the alternative text of a picture.
ALT_TEXT = "alt"


@dataclass(frozen=True, slots=True)
class Box:
    """An admonition, or details that open: blocks set apart from the text around them.

    Attributes:
        number: shared by the blocks of one box; no other box of the document has it.
        kind: what the source calls it, in lower case: ``note``, ``tip``, ``warning``,
            ``important``, ``caution``, ``details`` …; ``quotation`` for one that is none.
        outer: the box that it lies in itself.
    """

    number: int
    kind: str
    outer: Box | None = None


@sendable
@dataclass(frozen=True, slots=True)
class Block:
    """A headline, paragraph, list item … of a document, in reading order.

    Attributes:
        kind: what it is to the reader.
        text: NFC, with inline markup as placeholders; line breaks only in code.
        line: 1-based line of the source file on which it begins.
        breaks: offsets in ``text`` at which each following source line begins.
        level: heading level (1–6), list depth (1…) or quote depth; 0 where it means nothing.
        ordered: for a list item, its number in an ordered list, else 0.
        row: for a table cell, its 1-based row; the first row is the head. 0 elsewhere.
        group: blocks of one list, quotation or table share a number; 0 when standing alone.
        markup: what the placeholders in ``text`` stand for.
        url: for a caption, the image it belongs to; for code, its language name or ``template``;
            for a formula, ``tex`` or ``mathml``; for an embed, its address.
        language: BCP 47 tag; empty until detected, unless the file says it of this very block.
        footnote: on the first block of a footnote, its number as the text has it.
        checked: for an item of a task list, whether it is done; else None.
        box: the box in which it lies.
        medium: for an embed, what the source says it was, ``video``, ``audio``, ``page`` …, or
            nothing if only its address tells; for a caption, :data:`ALT_TEXT` if it is the
            alternative text of its picture, or, without an address, of the one before it, which
            has a caption as well.
        runs_on: whether it goes on with the paragraph of the block before it: what is said in
            subtitles, whose sentences are a block each.
        anchors: the names that the source gives to the place where it begins, or to one in it, so
            that links can lead there.
        after_break: whether a scene break of the source stands before it.
    """

    kind: BlockKind
    text: str
    line: int
    breaks: tuple[int, ...] = ()
    level: int = 0
    ordered: int = 0
    row: int = 0
    group: int = 0
    markup: tuple[Markup, ...] = ()
    url: str = ""
    language: str = ""
    footnote: str = ""
    checked: bool | None = None
    box: Box | None = None
    medium: str = ""
    runs_on: bool = False
    anchors: tuple[str, ...] = ()
    after_break: bool = False

    @property
    def is_alternative(self) -> bool:
        """Whether it describes a picture for those who cannot see it."""
        return self.kind is BlockKind.CAPTION and self.medium == ALT_TEXT

    def line_at(self, offset: int) -> int:
        """Return the source line of the character at ``offset`` of ``text``."""
        return self.line + bisect_right(self.breaks, offset)
