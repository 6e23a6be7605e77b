"""Turn the elements of an HTML tree into blocks, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from workflow.documents.readers.block_text import (
    alternative,
    code_block,
    described,
    pictures,
    says_more,
)
from workflow.documents.readers.html import html_kinds, html_media
from workflow.documents.readers.html.html_formulas import PageFormula, PageTex, formula
from workflow.documents.readers.html.html_kinds import prose_of
from workflow.documents.readers.html.html_nesting import CONTAINERS, Nesting
from workflow.documents.readers.html.html_tags import (
    SKIPPED,
    WITHIN,
    anchors_of,
    is_hidden,
    leads_within,
    names_of,
    own_elements,
)
from workflow.documents.readers.html.html_text import RunningText, line_of
from workflow.model import Block, BlockKind, Box

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNREAD = frozenset({"svg", "select"})
#: What two line breaks in a row part.
_PARTED = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.DEFINITION}
)


class _Role(Enum):
    """How an element is treated: skipped, inline, a space between words, or a block."""

    LEFT = auto()
    WITHIN = auto()
    SPACE = auto()
    BLOCK = auto()


@dataclass(slots=True)
class _Frame:
    """The block that the text of an element becomes; elements without a meaning share it."""

    block: Block
    used: bool = False


class Walk:
    """Walks once over an HTML tree and makes its blocks.

    Args:
        skipped: tags of the elements to leave out.
        left: further elements to leave out.
    """

    def __init__(
        self, skipped: frozenset[str] = SKIPPED, left: frozenset[_Element] = frozenset()
    ) -> None:
        self._skipped = skipped
        self._left = left
        self._own: frozenset[_Element] = frozenset()
        self._tex: PageTex | None = None
        self._text = RunningText()
        self._frames = [_Frame(Block(BlockKind.PARAGRAPH, "", 1))]
        self._nesting = Nesting()
        #: The pictures of each open figure, and how many blocks there were at its beginning.
        self._figures: list[tuple[list[Block], int]] = []
        #: The address of a picture just before that has no alternative text, for its caption.
        self._bare = ""
        self._boxes: list[Box] = []
        self._box = 0
        self._done: list[Block] = []
        #: Embeds that stand within a paragraph or a table, which they would part.
        self._embeds: list[Block] = []
        #: Drawings, and fields with a choice, whose words are not read.
        self.unread: list[_Element] = []
        #: The names of the elements since the last block, to which links may lead.
        self._names: list[str] = []
        self._after_break = False
        #: What the beginning of each open element has done, for its end to undo.
        self._entered: list[_Role] = []

    def blocks(self, root: _Element) -> list[Block]:
        """Return the visible text of ``root`` as blocks, in reading order."""
        from lxml import etree

        self._own = own_elements(root)
        self._tex = PageTex(root)
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._leave(element)
                if element is not root:
                    self._add(element.tail)
            elif self._enter(element):
                self._add(element.text)
            else:
                walk.skip_subtree()
        self._flush()
        return self._done

    def _enter(self, element: _Element) -> bool:
        """Begin an element; return whether to go on inside it."""
        tag = str(element.tag)
        self._text.reach(line_of(element))
        if (found := formula(element)) and element not in self._left:
            self._entered.append(_Role.LEFT)
            self._add_formula(found)
            self._text.pass_over(element)
            return False
        role = self._role(element, tag)
        self._entered.append(role)
        if role is _Role.WITHIN:
            self._part(parts=tag != "br")
            self._names += anchors_of(element)
            return self._text.enter(element)
        if role is _Role.SPACE:
            self._text.add(" ")
        elif role is _Role.BLOCK:
            self._begin_block(element, tag)
        else:
            self._stand_in(element, tag)
        return role is not _Role.LEFT

    def _begin_block(self, element: _Element, tag: str) -> None:
        self._flush()
        self._after_break |= tag == "hr"
        self._names += anchors_of(element)
        block = self._nesting.begin(element)
        self._frames.append(_Frame(block) if block else self._frames[-1])
        if tag == "figure":
            self._figures.append(([], len(self._done)))
            self._bare = ""  # its caption is not that of the picture before
        if html_kinds.is_box(element):
            self._box += 1
            outer = self._boxes[-1] if self._boxes else None
            self._boxes.append(html_kinds.box(element, self._box, outer))

    def _stand_in(self, element: _Element, tag: str) -> None:
        """Add the block that stands for an element whose content is skipped."""
        if tag == "form" and not is_hidden(element):
            self.unread += () if "search" in names_of(element) else element.iter("select")
            self._text.pass_over(element)
        elif element in self._left or is_hidden(element):
            self._text.pass_over(element)
        elif tag == "pre":
            self._flush()
            self._add_lines(element)
        elif tag in html_media.EMBEDS or html_media.is_post(element):
            if block := html_media.embed(element, self._text.line):
                self._embeds.append(block)
                if self._text.is_empty:
                    self._release()
            self._text.pass_over(element)
        elif tag == "noscript" and (image := html_media.fallback_picture(element)) is not None:
            self._text.enter(image)
            self._text.pass_over(element)
        else:
            self.unread += [element] if tag in _UNREAD else []
            self._text.pass_over(element)

    def _role(self, element: _Element, tag: str) -> _Role:
        """Return what an element is here; in a cell, only a further cell or row begins a block."""
        if tag == "pre" or self._is_left(element, tag):
            return _Role.LEFT
        if not self._nesting.in_cell and html_kinds.is_caption(element):
            return _Role.BLOCK
        if tag in WITHIN or tag == "button" or element in self._own:
            return _Role.WITHIN
        if self._nesting.in_cell and tag not in {"td", "th", "tr"}:
            return _Role.SPACE
        return _Role.BLOCK

    def _is_left(self, element: _Element, tag: str) -> bool:
        if element in self._left or is_hidden(element) or html_media.is_post(element):
            return True
        if leads_within(element):
            return True
        if tag not in self._skipped:
            return False
        if tag == "aside" and html_kinds.is_text(element):
            return False
        if tag == "button" and html_kinds.is_text_button(element):
            return False
        return not (tag == "footer" and self._nesting.holds("blockquote"))

    def _add(self, text: str | None) -> None:
        """Add text that stands in or after an element, and the formulas in it."""
        for piece, found in self._tex.parts(text or "") if self._tex else ():
            if found:
                shown = found.displayed and self._text.is_empty
                self._add_formula(replace(found, displayed=shown))
                self._text.line += piece.count("\n")
            else:
                self._part(parts=bool(piece.strip()))
                self._text.add(piece)

    def _add_formula(self, found: PageFormula) -> None:
        if not found.text:
            return
        if found.displayed and not self._nesting.in_cell:
            self._flush()
            block = code_block(found.text, self._text.line, found.notation)
            self._append(replace(block, kind=BlockKind.FORMULA))
        else:
            self._part(parts=True)
            self._text.formula(found)

    def _add_lines(self, element: _Element) -> None:
        """Add a ``pre`` element: paragraphs if it is certainly prose, else code."""
        text, line = self._text.lines(element)
        prose = () if self._nesting.holds() else prose_of(element, text, line)
        code = code_block(text, line, html_media.code_language(element))
        for block in self._nesting.renumbered(prose) or (code,):
            self._append(block)

    def _part(self, *, parts: bool) -> None:
        """End a paragraph after two line breaks, which older pages use instead of its end tag.

        ``parts``: something follows that can be in a paragraph of its own.
        """
        if parts and self._text.is_parted and self._frames[-1].block.kind in _PARTED:
            self._flush()

    def _leave(self, element: _Element) -> None:
        tag, role = str(element.tag), self._entered.pop()
        if role is _Role.WITHIN:
            self._text.leave(element)
        elif role is _Role.SPACE:
            self._text.add(" ")
        elif role is _Role.BLOCK:
            self._end_block(element, tag)

    def _end_block(self, element: _Element, tag: str) -> None:
        self._flush()
        frame = self._frames.pop()
        self._nesting.end(tag, frame.block.kind)
        if frame.block.kind is BlockKind.CELL and not frame.used:
            self._append(replace(frame.block, line=self._text.line))
        if tag in CONTAINERS:
            if not self._nesting.holds("blockquote"):
                post = html_media.tweet(element, self._text.line)
                self._embeds += (post,) if post else ()
            self._release()
        if tag == "figure":
            self._end_figure()
        if html_kinds.is_box(element):
            self._boxes.pop()

    def _append(self, block: Block) -> None:
        if self._bare and block.kind is BlockKind.CAPTION and not block.url:
            block = replace(block, url=self._bare)
        self._bare = ""
        if self._names:
            block = replace(block, anchors=(*self._names, *block.anchors))
            self._names.clear()
        if self._after_break:
            block = replace(block, after_break=True)
            self._after_break = False
        self._done.append(replace(block, box=self._boxes[-1]) if self._boxes else block)

    def _release(self) -> None:
        """Add the embeds that were held back, unless a table that they would split is open."""
        if self._embeds and not self._nesting.holds("table", "cell"):
            for block in self._embeds:
                self._append(block)
            self._embeds.clear()

    def _flush(self) -> None:
        """End the block in progress, if there is any text in it."""
        if not self._text.is_empty:
            self._end_text()
        self._release()

    def _end_text(self) -> None:
        frame = self._frames[-1]
        block = self._text.take(frame.block)
        if images := pictures(block):
            if self._figures:
                self._figures[-1][0].extend(images)
                return
            for image in images:
                if image.text:
                    self._append(described(image))
            self._bare = "" if images[-1].text else images[-1].url
        elif block.text:
            self._append(block)
            frame.used = True
            if block.kind is BlockKind.LIST_ITEM:
                frame.block = replace(frame.block, kind=BlockKind.PARAGRAPH, ordered=0)

    def _end_figure(self) -> None:
        """Give a figure's caption its image; without one, images have their alternative texts."""
        images, start = self._figures.pop()
        own = self._done[start:]
        place = next((at for at, each in enumerate(own, start) if _is_caption(each)), None)
        if place is not None and images:
            first, caption = images[0], self._done[place]
            told = [replace(each, box=caption.box) for each in images if says_more(each, caption)]
            others = {each.text: described(each) for each in told if each.url != first.url}
            beside = [alternative(each) for each in told[:1] if each.url == first.url]
            others.pop(first.text, None)  # the same in another size
            shown = (replace(caption, url=first.url), *beside, *others.values())
            self._done[place : place + 1] = shown
        else:
            for image in images:
                if image.text:
                    self._append(described(image))


def _is_caption(block: Block) -> bool:
    return block.kind is BlockKind.CAPTION and not block.url and not block.medium
