"""Gather the inline text of an HTML block, and keep count of the source line."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from workflow.documents.readers.block_text import HIDDEN_BREAK, filled
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.embedded_media import safe_url
from workflow.documents.readers.html.html_formulas import PageFormula
from workflow.documents.readers.html.html_media import picture_url
from workflow.languages.scripts import BREAKABLE
from workflow.markup import Builder
from workflow.model import Block, MarkupKind
from workflow.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements that mean what a pair of placeholders can mean; links are pairs, too.
INLINE = {
    "b": MarkupKind.STRONG,
    "strong": MarkupKind.STRONG,
    "i": MarkupKind.EMPHASIS,
    "em": MarkupKind.EMPHASIS,
    "cite": MarkupKind.EMPHASIS,
    "s": MarkupKind.STRIKE,
    "strike": MarkupKind.STRIKE,
    "del": MarkupKind.STRIKE,
    "sup": MarkupKind.SUPERSCRIPT,
    "sub": MarkupKind.SUBSCRIPT,
}
#: What stands raised or lowered behind a word.
_RAISED = frozenset({"sub", "sup"})
#: Letters of what is hardly the beginning of a word alone.
_WHOLE = 4
CODE = frozenset({"code", "kbd", "samp", "tt"})
#: Pairs inside each other; those of more are left open by mistake, and mean nothing.
_DEEPEST = 32


def line_of(element: _Element) -> int:
    """Return the source line on which an element's start tag ends; 0 if unknown."""
    return cast("int | None", element.sourceline) or 0


class RunningText:
    """The text of the block in progress, and the source line that has been reached."""

    def __init__(self) -> None:
        self.line = 1
        self._start = 0
        self._builder = Builder()
        self._open: list[_Element] = []
        self._quoted = 0
        #: The last character that was added, and the brackets of the gloss that is being read.
        self._last = self._gloss = ""
        #: Line breaks that are held back until it is known what they part, and space after them.
        self._breaks = 0
        self._after = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added since the last block."""
        return not self._start

    @property
    def is_parted(self) -> bool:
        """Whether the text ends with two line breaks or more, so that a new paragraph follows."""
        return self._breaks > 1

    def reach(self, line: int) -> None:
        """Set the current source line to that of a start tag, as the parser reports it."""
        self.line = max(self.line, line)

    def add(self, text: str | None) -> None:
        """Add text as it stands in the source."""
        if not text:
            return
        text = clean(text)
        if not text.strip() and (self._breaks or self.is_empty):
            self._after += text
        else:
            self._begin()
            self._builder.text(text)
            self._last = text[-1]
        self.line += text.count("\n")

    def formula(self, found: PageFormula) -> None:
        """Add an inline formula."""
        self._begin()
        self._builder.standalone(MarkupKind.FORMULA, found.text, found.notation, found.said)

    def enter(self, element: _Element) -> bool:
        """Begin an inline element; return whether to go on inside it."""
        tag = str(element.tag)
        if tag == "br":
            self._breaks += 1
            return True
        if tag in CODE:
            self._code(element)
            return False
        if tag == "rp" or (tag == "rt" and not _has_text(element)):
            self.pass_over(element)
            return False
        if not (self.is_empty or self._breaks) and _is_apart(element, self._last):
            self._builder.text(" ")
        if tag == "rt":
            self._gloss = "（）" if BREAKABLE.match(self._last) else "()"
            self._builder.text(self._gloss[0])
        elif tag == "q":
            self._begin()
            self._builder.text("‘" if self._quoted % 2 else "“")
            self._quoted += 1
        elif tag == "img":
            alt = " ".join(clean(element.get("alt") or "").split())
            url = picture_url(element)
            if alt or url:
                self._begin()
                title = clean(element.get("title") or "")
                self._builder.standalone(MarkupKind.IMAGE, alt, url, title)
        elif len(self._open) < _DEEPEST and (
            tag in INLINE or (tag == "a" and safe_url(element.get("href")))
        ):
            self._begin()
            self._open.append(element)
            self._begin_pair(element)
        return True

    def _code(self, element: _Element) -> None:
        """Add code that stands within a line, as a link if all of it is one."""
        self._begin()
        text = clean(text_of(element))
        link = _link_of(element)
        if link is not None:
            self._begin_pair(link)
        self._builder.standalone(MarkupKind.CODE, " ".join(text.split()))
        if link is not None:
            self._builder.close()
        self.add(HIDDEN_BREAK * text.count("\n"))
        self.line += text.count("\n")

    def leave(self, element: _Element) -> None:
        """End the pair that an element began, or add the closing mark of a quotation."""
        if element.tag == "rt" and self._gloss:
            self._builder.text(self._gloss[1])
            self._gloss = ""
        if element.tag == "q":
            self._quoted -= 1
            self._builder.text("’" if self._quoted % 2 else "”")
        if self._open and self._open[-1] is element:
            self._open.pop()
            self._builder.close()

    def take(self, frame: Block) -> Block:
        """Return ``frame`` with the text so far; pairs still open begin again in the next text.

        A line break before or after all text parts nothing and is left out.
        """
        block = filled(replace(frame, line=self._start), self._builder)
        self._builder, self._start = Builder(), 0
        self._breaks, self._after = 0, ""
        for element in self._open:
            self._begin_pair(element)
        return block

    def pass_over(self, element: _Element) -> None:
        """Count the lines of an element that is skipped."""
        self.line += sum(str(part).count("\n") for part in element.itertext())

    def lines(self, element: _Element) -> tuple[str, int]:
        """Return the text of a ``pre`` element and the line of its first letter, and skip it."""
        text = clean(text_of(element))
        shown = text.lstrip("\n")
        line = self.line + len(text) - len(shown)
        self.line += text.count("\n")
        if next(element.iter("br"), None) is not None:
            shown = _broken(element).lstrip("\n")
        return shown, line

    def _begin(self) -> None:
        if self._start and self._breaks:
            for _ in range(self._breaks):
                self._builder.standalone(MarkupKind.BREAK)
                self._builder.text(" ")
            self._builder.text(self._after)
        self._breaks, self._after = 0, ""
        self._start = self._start or self.line

    def _begin_pair(self, element: _Element) -> None:
        kind = INLINE.get(str(element.tag), MarkupKind.LINK)
        url = safe_url(element.get("href")) if kind is MarkupKind.LINK else ""
        self._builder.open(kind, url, clean(element.get("title") or ""))


def _broken(element: _Element) -> str:
    """Return the text of a ``pre`` element in which ``br`` elements also end lines."""
    own = deepcopy(element)
    own.tail = None
    for each in own.iter("br"):
        each.tail = f"\n{each.tail or ''}"
    return clean(text_of(own))


def _link_of(code: _Element) -> _Element | None:
    """Return the link that all the text of a piece of code stands in; None without one."""
    link = next(code.iter("a"), None)
    if link is None or not safe_url(link.get("href")):
        return None
    return link if text_of(link).strip() == text_of(code).strip() else None


def _is_apart(element: _Element, last: str) -> bool:
    """Tell whether a style must part an element from the one that ends right before it.

    A label and its value, an artist and a work: ``<b>Cook Time</b><span>50 mins</span>``. One of
    them has several words. Short beginnings of a word may go on with a capital or a digit:
    ``<i>Mac</i><b>Book Pro</b>``, ``<i>b</i><b>12 in food</b>``.
    """
    before = element.getprevious()
    if before is None or before.tail or not last.islower() or _RAISED & {element.tag, before.tag}:
        return False
    said, above = text_of(element), text_of(before)
    begins = said[:1].isupper() or said[:1].isdigit()
    is_word = len(above) >= _WHOLE and above[-_WHOLE:].isalpha()
    return begins and is_word and any(len(each.split()) > 1 for each in (said, above))


def _has_text(element: _Element) -> bool:
    return any(str(part).strip() for part in element.itertext())
