"""A seed as it was read: blocks, inline markup, and its sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from workflow.model.seams import Seam


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


class Authority(StrEnum):
    """Who or what says in which language a document is."""

    OPTION = "option"
    METADATA = "metadata"
    KEPT = "kept"
    PAGE = "page"
    TEXT = "text"


#: Kinds that are carried over as they stand instead of being translated.
UNTRANSLATED = frozenset({BlockKind.NOTICE, BlockKind.CODE, BlockKind.FORMULA})
#: Those of them that are no prose: their lines stay as they are, and no sentence is in them.
VERBATIM = frozenset({BlockKind.CODE, BlockKind.FORMULA})
#: The ``url`` of a block of code that is a tag of a template or a shortcode alone on its lines.
TEMPLATE_CODE = "template"
#: The kind of a box that is a quotation: one that holds more than paragraphs, or lies in a list.
QUOTATION = "quotation"
#: The kind of a box that says what an article had wrong.
CORRECTION = "correction"


class MarkupKind(StrEnum):
    """What an inline placeholder stands for."""

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


#: The medium of a block that is the alternative text of a picture with a caption.
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
            alternative text of the picture before it, which has a caption as well.
        runs_on: whether it goes on with the paragraph of the block before it: what is said in
            subtitles, whose sentences are a block each.
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

    @property
    def is_alternative(self) -> bool:
        """Whether it says what is seen in the picture before it, for those who do not see it."""
        return self.kind is BlockKind.CAPTION and self.medium == ALT_TEXT

    def line_at(self, offset: int) -> int:
        """Return the source line of the character at ``offset`` of ``text``."""
        return self.line + bisect_right(self.breaks, offset)


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that a seed says and that keeps it from the public: always, until, or from a time.

    Moments are ISO 8601; without a zone they are meant in that of the project. A condition without
    either moment holds always.

    Attributes:
        said: as it stands there: ``draft: true``.
        line: where.
        since: the moment from which it no longer holds.
        until: the moment from which on it holds.
        fault: why the value cannot be understood; then it holds always, to be on the safe side.
    """

    said: str
    line: int
    since: str = ""
    until: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class UnreadKey:
    """A key of a front matter that nothing is made of.

    Attributes:
        key: as it is written there.
        line: where.
        meant: the key that was probably meant; empty if none is like it.
        usual: other publishing programs know it, so it is there for them.
    """

    key: str
    line: int
    meant: str = ""
    usual: bool = False


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Text of a seed that no block was made of, such as a page header of a Word document.

    Attributes:
        text: as it stands there, on one line.
        line: where, as the lines of blocks count.
    """

    text: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """Where on the web a seed was fetched.

    Attributes:
        base: the address that its relative links start from.
        pictures: those that were brought along: each one's file, relative to the seed, and address.
    """

    base: str
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Erratum:
    """What an article says of a mistake that it had, and the line of the seed that says so."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a seed says about itself in its front matter or ``<meta>`` elements; all optional.

    ``date`` and ``updated`` are ISO 8601 (``2021-12-07``); ``author`` names all ``authors`` as they
    are shown. ``tags`` and ``section`` are in the language of the seed.
    ``language`` is a BCP 47 tag that overrides detection,
    ``page_language`` one that is believed where the text does not contradict. ``conditions`` tell
    when it is public: while none of them holds. ``unread`` are keys that nothing is made of.
    ``origin`` is there only for a seed that ``workflow fetch`` has brought. ``doubtful`` is the
    line from which on the article of a page may not be told from what surrounds it, ``damaged``
    the first one on which a letter was lost (U+FFFD), else 0.
    ``passed_over`` is text for readers that is not read.
    ``corrections`` are said at the head of the article, in every language.
    ``free`` tells that it is a free page (About, Imprint) and no article. ``aliases`` are places
    in URLs that it had before.
    """

    title: str = ""
    date: str = ""
    author: str = ""
    source_url: str = ""
    rights: str = ""
    language: str = ""
    page_language: str = ""
    conditions: tuple[Condition, ...] = ()
    unread: tuple[UnreadKey, ...] = ()
    updated: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = ""
    origin: Origin | None = None
    doubtful: int = 0
    damaged: int = 0
    passed_over: tuple[PassedOver, ...] = ()
    corrections: tuple[Erratum, ...] = ()
    free: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a document.

    Attributes:
        key: short hash of ``text``; a repeat within its document gets ``-2``, ``-3`` … appended.
            It names the sentence in every output.
        text: the sentence without surrounding space, with placeholders.
        space: the white space that followed it in its block.
        path: the seed, relative to the project, with forward slashes.
        line: 1-based line of the seed.
        block: index of its block in the document.
        position: 0-based number of the sentence within its block.
        kind: the kind of its block.
        language: BCP 47 tag of its block.
    """

    key: str
    text: str
    space: str
    path: str
    line: int
    block: int
    position: int
    kind: BlockKind
    language: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that lies beside a seed, as it is published.

    Attributes:
        name: its file's; it changes with the content.
        data: what the file holds.
        media_type: ``image/jpeg``, ``image/png`` …
        width, height: in pixels.
        smaller: the same, less wide, the smallest first.
        versions: by language, the pictures that stand for this one there.
    """

    name: str
    data: bytes
    media_type: str
    width: int
    height: int
    smaller: tuple[Picture, ...] = ()
    versions: Mapping[str, Picture] = field(default_factory=dict)

    def of(self, languages: Sequence[str]) -> Picture:
        """Return what stands for it in a file; in one of several languages that is itself."""
        return self.versions.get(languages[0], self) if len(languages) == 1 else self

    def files(self) -> Iterator[Picture]:
        """Yield it with all that is published of it."""
        for each in (self, *self.versions.values()):
            yield from (each, *each.smaller)


@dataclass(frozen=True, slots=True)
class Document:
    """A seed as read, with its language and sentences once they are known.

    Attributes:
        path: the seed, relative to the project, with forward slashes.
        name: the path below the seeds folder without its extension; names the PO file.
        blocks: in reading order.
        metadata: what the seed says about itself.
        language: BCP 47 tag of the document as a whole, empty until detected.
        segments: its sentences in reading order, empty until segmented.
        authority: who or what says that it is in this language.
        sure: whether that is enough to go by.
        reads_as: the language its text is clearly in, where another was named; else empty.
        slug: its place in URLs, not quoted, where its name alone does not say it.
        seams: where people have joined or split its sentences.
        lapsed: where they had, and the sentences are others now.
    """

    path: str
    name: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    language: str = ""
    segments: tuple[Segment, ...] = ()
    authority: Authority = Authority.TEXT
    sure: bool = True
    reads_as: str = ""
    slug: str = ""
    seams: tuple[Seam, ...] = ()
    lapsed: tuple[Seam, ...] = ()

    def part_for(self, target: str) -> Document:
        """Return the document with the sentences that go into a translation into a language.

        These are all of them; for its own language only those that are in another one, such as an
        English quotation in a Korean article: nothing is translated into the language it is in.
        """
        if target != self.language:
            return self
        foreign = (
            each
            for each in self.segments
            if each.language not in ("", target) and each.kind not in UNTRANSLATED
        )
        return replace(self, segments=tuple(foreign))

    def source_for(self, target: str) -> str:
        """Return the language to translate from: its own, or that of most sentences in it."""
        if target != self.language:
            return self.language
        spoken = Counter(each.language for each in self.part_for(target).segments)
        return max(spoken, key=spoken.__getitem__, default=self.language)
