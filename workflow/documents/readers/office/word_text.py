"""Read the text of a Word document's paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.documents.archive import child, value
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.office.inline import Alone, InlinePair, Item, Wording
from workflow.documents.readers.office.office_math import mathml
from workflow.documents.readers.office.word_styles import WordStyles
from workflow.model import MarkupKind
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements around runs that mean nothing for the text.
_THROUGH = frozenset(
    "sdt sdtContent customXml dir bdo fldSimple rubyBase ruby ins moveTo smartTag".split()
)
_ANCHORED = frozenset({"drawing", "pict", "object", "AlternateContent"})
#: Fields within each other that are looked at; real documents have up to five.
_DEEPEST = 50
_SIGNS = {"noBreakHyphen": "\u2011", "softHyphen": "", "pgNum": "", "ptab": " "}
#: Signs of the fonts Symbol and Wingdings that stand in texts, as Unicode has them.
_SYMBOLS = {
    "F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F0FC": "✓", "F0FB": "✗", "F0FE": "☑", "F0A8": "☐",
    "F06F": "☐", "F0E0": "→", "F0DF": "←", "F0AE": "→", "F0B4": "×", "F0B1": "±", "F0B0": "°",
    "F0A3": "≤", "F0B3": "≥", "F04A": "☺", "F020": " ",
}  # fmt: skip
_LINKED = re.compile(r'\s*HYPERLINK\s+(?:(\\l)\s+)?(?:"([^"]*)"|(\S+))', re.IGNORECASE)
#: Alternative texts that a program made up: of its own, or of the picture's file or address.
_MADE_UP = re.compile(
    r".*generated$|\w+://\S*|\S*\.(?:png|jpe?g|gif|bmp|tiff?|[ew]mf|svg|webp)", re.I | re.S
)


@dataclass(eq=False, slots=True)
class WordField:
    """An open field (link, reference, contents): its code, and whether its result has begun."""

    code: str = ""
    begun: bool = False

    @property
    def pair(self) -> InlinePair | None:
        """The link that it makes of its result, if it is one."""
        if not (match := _LINKED.match(self.code)):
            return None
        address = match[2] or match[3] or ""
        return InlinePair(MarkupKind.LINK, f"#{address}" if match[1] else address, owner=self)

    @property
    def hides(self) -> bool:
        """Whether what stands in it is its code; one without any is a slip, and never ends."""
        return not self.begun and bool(self.code.strip())

    @property
    def is_listing(self) -> bool:
        """Whether its result is a table of contents, or an index."""
        return self.code.split()[:1] in (["TOC"], ["INDEX"], ["TOA"])


#: Something that stays where a paragraph's text is exchanged: an element, and its run's properties.
Kept = tuple["_Element", "_Element | None"]


@dataclass(eq=False, slots=True)
class WordParagraph:
    """A paragraph that was read: its items, pictures and text boxes.

    Attributes:
        element: where it is.
        items: its text and inline markup.
        before, after: what else is in it, and stays.
        pictures: the relation of each picture in it, and what has its alternative text.
        boxes: the text boxes that are anchored in it.
        listed: it is an entry of a table of contents.
    """

    element: _Element
    items: list[Item] = field(default_factory=list)
    before: list[Kept] = field(default_factory=list)
    after: list[Kept] = field(default_factory=list)
    pictures: list[tuple[str, _Element | None]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    listed: bool = False

    @property
    def bookmarks(self) -> list[str]:
        """The names of link targets in it."""
        kept = (element for element, _ in (*self.before, *self.after))
        return [value(each, "name") for each in kept if local(each) == "bookmarkStart"]

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read in it."""
        return any(
            item.text.strip() if isinstance(item, Wording) else item.kind is MarkupKind.FORMULA
            for item in self.items
        )


class WordText:
    """Reads the paragraphs of one document, in order: fields go on from one to the next.

    Args:
        styles: of the document.
        target: returns the address that a relation of the part being read leads to.
        note: returns the number of the note that an element refers to; empty for no such note.
    """

    def __init__(
        self, styles: WordStyles, target: Callable[[str], str], note: Callable[[_Element], str]
    ) -> None:
        self._styles = styles
        self._target = target
        self._note = note
        self._fields: list[WordField] = []
        self._paragraph: WordParagraph
        self._machinery: list[tuple[str, Kept]] = []
        self._hidden = False

    def read(self, element: _Element) -> WordParagraph:
        """Read the next paragraph."""
        self._paragraph = WordParagraph(element)
        self._machinery = []
        self._paragraph.listed = any(each.is_listing for each in self._fields[-_DEEPEST:])
        for each in element:
            self._part(each, ())
        self._keep_machinery()
        return self._paragraph

    def _part(self, element: _Element, pairs: tuple[InlinePair, ...]) -> None:
        """Read a child of a paragraph, or of an element around runs."""
        name = local(element)
        if name == "r":
            self._run(element, pairs)
        elif name == "hyperlink":
            for each in element:
                self._part(each, (*pairs, self._link(element)))
        elif name in _THROUGH:
            for each in element:
                self._part(each, pairs)
        elif name in {"oMath", "oMathPara"}:
            formula = Alone(MarkupKind.FORMULA, mathml(element), "mathml", owner=(element, None))
            self._paragraph.items.append(formula)
        elif name == "bookmarkStart":
            self._paragraph.before.append((element, None))
        elif name == "bookmarkEnd":
            self._paragraph.after.append((element, None))

    def _link(self, element: _Element) -> InlinePair:
        address = self._target(value(element, "id")) if value(element, "id") else ""
        anchor = value(element, "anchor") or value(element, "docLocation")
        url = address + (f"#{anchor}" if anchor and "#" not in address else "")
        return InlinePair(MarkupKind.LINK, url, value(element, "tooltip"), element)

    def _run(self, run: _Element, pairs: tuple[InlinePair, ...]) -> None:
        properties = child(run, "rPr")
        self._hidden = self._styles.is_hidden(properties)
        formats = tuple(InlinePair(kind) for kind in self._styles.formats(properties))
        links = [pair for each in self._fields[-_DEEPEST:] if each.begun and (pair := each.pair)]
        for each in run:
            self._piece(each, properties, (*pairs, *links[-1:], *formats))

    def _piece(
        self, element: _Element, properties: _Element | None, pairs: tuple[InlinePair, ...]
    ) -> None:
        """Read an element of a run."""
        name = local(element)
        if name in {"fldChar", "instrText"}:
            self._field(name, element, properties)
        elif name in _ANCHORED:
            self._drawing(element, properties)
        elif name in {"footnoteRef", "endnoteRef", "separator", "continuationSeparator"}:
            self._paragraph.before.append((element, properties))
        elif name == "ruby":
            self._part(element, pairs)
        elif not (self._hidden or any(each.hides for each in self._fields[-_DEEPEST:])):
            self._shown(name, element, properties, pairs)

    def _shown(
        self,
        name: str,
        element: _Element,
        properties: _Element | None,
        pairs: tuple[InlinePair, ...],
    ) -> None:
        """Read a visible element of a run."""
        if name in {"br", "cr"}:
            self._break(element, properties, pairs)
        elif name == "tab":
            tab = Alone(MarkupKind.LITERAL, " ", pairs=pairs, owner=(element, properties))
            self._paragraph.items.append(tab)
        elif name in {"footnoteReference", "endnoteReference"}:
            if number := self._note(element):
                mark = Alone(MarkupKind.FOOTNOTE, number, owner=(element, properties))
                self._paragraph.items.append(mark)
        elif text := _letters(name, element):
            self._paragraph.items.append(Wording(text, pairs, properties))

    def _break(
        self, element: _Element, properties: _Element | None, pairs: tuple[InlinePair, ...]
    ) -> None:
        """Read a break; breaks of pages and columns are kept at an end of the paragraph."""
        if value(element, "type") in {"page", "column"}:
            self._keep((element, properties))
        else:
            mark = Alone(MarkupKind.BREAK, pairs=pairs, owner=(element, properties))
            self._paragraph.items.append(mark)

    def _keep(self, kept: Kept) -> None:
        """Keep an element before or after the text, whichever is nearer."""
        paragraph = self._paragraph
        (paragraph.after if paragraph.has_text else paragraph.before).append(kept)

    def _drawing(self, element: _Element, properties: _Element | None) -> None:
        """Note the pictures and text boxes of a drawing, and keep its element."""
        paragraph = self._paragraph
        self._keep((element, properties))
        described: _Element | None = None
        for each in _within(element):
            name = local(each)
            if name == "docPr":
                described = each
            elif name in {"blip", "imagedata"}:
                if relation := value(each, "embed") or value(each, "id"):
                    paragraph.pictures.append((relation, described))
                described = None
            elif name == "txbxContent":
                paragraph.boxes.append(each)

    def _field(self, name: str, element: _Element, properties: _Element | None) -> None:
        """Follow the beginning, code, result and end of a field."""
        kept = element, properties
        if name == "instrText":
            if self._fields and not self._fields[-1].begun:
                self._fields[-1].code += element.text or ""
                if self._fields[-1].is_listing:
                    self._paragraph.listed = True
            self._machinery.append(("code", kept))
            return
        kind = value(element, "fldCharType")
        self._machinery.append((kind, kept))
        if kind == "begin":
            self._fields.append(WordField())
        elif kind == "separate" and self._fields:
            self._fields[-1].begun = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _keep_machinery(self) -> None:
        """Keep the marks of fields that begin or end in another paragraph."""
        depth = 0
        unbalanced = False
        for kind, _ in self._machinery:
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            unbalanced = unbalanced or depth < 0
        if unbalanced or depth:
            for kind, kept in self._machinery:
                side = self._paragraph.after if kind == "end" else self._paragraph.before
                side.append(kept)


def _letters(name: str, element: _Element) -> str:
    """Return the text that an element of a run stands for."""
    if name == "sym":
        return _SYMBOLS.get(value(element, "char").upper(), "")
    return (element.text or "") if name == "t" else _SIGNS.get(name, "")


def alternative(described: _Element | None) -> str:
    """Return a picture's alternative text, unless a program has made it."""
    text = " ".join(clean(value(described, "descr")).split())
    return "" if _MADE_UP.fullmatch(text) else text


def _within(element: _Element) -> Iterator[_Element]:
    """Yield the elements of a drawing, except those in its text boxes."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        yield each
        if local(each) == "AlternateContent":
            waiting += [each[0]] if len(each) else []
        elif local(each) != "txbxContent":
            waiting += reversed(each)
