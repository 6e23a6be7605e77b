"""Write translated text into the paragraphs of a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby
from typing import TYPE_CHECKING

from workflow.documents.archive import child
from workflow.documents.readers.office.inline import InlinePair, Written
from workflow.documents.readers.office.word_styles import SWITCHES
from workflow.documents.readers.office.word_text import Kept, WordField, WordParagraph
from workflow.model import MarkupKind
from workflow.xml import XML_SPACE, local, safe

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The properties of a run in the order in which they must stand (ECMA-376, CT_RPr).
_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd"
    " fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath".split()
)
_ADDED = {
    MarkupKind.STRONG: ("b", ""),
    MarkupKind.EMPHASIS: ("i", ""),
    MarkupKind.STRIKE: ("strike", ""),
    MarkupKind.SUPERSCRIPT: ("vertAlign", "superscript"),
    MarkupKind.SUBSCRIPT: ("vertAlign", "subscript"),
}
_SWITCHES = frozenset({"vertAlign", *(name for name, _ in SWITCHES)})


class WordWriter:
    """Writes the runs of a translation.

    Args:
        namespace: of the document's elements.
        language: of the translation, as Word has it: ``ko-KR``.
    """

    def __init__(self, namespace: str, language: str) -> None:
        self._space = namespace
        self._language = language

    def write(self, paragraph: WordParagraph, pieces: Sequence[Written]) -> None:
        """Replace the text of a paragraph; its properties and what else is in it stay."""
        element = paragraph.element
        properties = child(element, "pPr")
        fallback = next((each.template for each in pieces if each.template is not None), None)
        kept = [[self._kept(each) for each in side] for side in (paragraph.before, paragraph.after)]
        runs: list[_Element] = []
        for link, group in groupby(pieces, key=_link):
            inner = [self._piece(each, fallback) for each in group]
            runs += self._linked(link, inner) if link else inner
        for each in list(element):
            element.remove(each)
        if properties is not None:
            element.append(properties)
        element.extend([*kept[0], *runs, *kept[1]])

    def language(self) -> _Element:
        """Return the element that states the language of a run."""
        element = self._new("lang")
        for name in ("val", "eastAsia"):
            element.set(self._name(name), self._language)
        return element

    def _name(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _new(self, name: str, val: str = "") -> _Element:
        from lxml import etree

        element = etree.Element(self._name(name))
        if val:
            element.set(self._name("val"), val)
        return element

    def _kept(self, kept: Kept) -> _Element:
        """Return an element to be kept in a paragraph, within a run if it was in one."""
        element, properties = kept
        if local(element) in {"bookmarkStart", "bookmarkEnd", "oMath", "oMathPara"}:
            return element
        run = self._new("r")
        if properties is not None:
            run.append(deepcopy(properties))
        run.append(element)
        return run

    def _piece(self, piece: Written, fallback: _Element | None) -> _Element:
        if piece.alone is not None:
            return self._kept(piece.alone.owner)
        run = self._new("r")
        known = piece.exact or piece.template is not None
        template = piece.template if known else fallback
        properties = self._new("rPr") if template is None else deepcopy(template)
        if not known:
            self._switch_off(properties)
        self._switch_on(properties, piece.pairs)
        self._speak(properties)
        run.append(properties)
        text = self._new("t")
        text.text = safe(piece.text)
        text.set(XML_SPACE, "preserve")
        run.append(text)
        return run

    def _switch_off(self, properties: _Element) -> None:
        for each in list(properties):
            if local(each) in _SWITCHES:
                properties.remove(each)

    def _switch_on(self, properties: _Element, pairs: Sequence[InlinePair]) -> None:
        """Add the formats of the pairs around a run that it does not have."""
        styled = child(properties, "rStyle") is not None
        for pair in pairs:
            name, val = _ADDED.get(pair.kind, ("", ""))
            if name and not styled and child(properties, name) is None:
                self._insert(properties, self._new(name, val))

    def _speak(self, properties: _Element) -> None:
        """Set the language of a run, and remove fonts that are for another East Asian language."""
        for name in ("lang", "rtl", "cs"):
            if (old := child(properties, name)) is not None:
                properties.remove(old)
        if (fonts := child(properties, "rFonts")) is not None:
            for name in ("eastAsia", "hint"):
                fonts.attrib.pop(self._name(name), "")
        self._insert(properties, self.language())

    def _insert(self, properties: _Element, new: _Element) -> None:
        rank = _ORDER.index(local(new))
        at = next(
            (
                place
                for place, each in enumerate(properties)
                if local(each) in _ORDER and _ORDER.index(local(each)) > rank
            ),
            len(properties),
        )
        properties.insert(at, new)

    def _linked(self, link: InlinePair, runs: Sequence[_Element]) -> list[_Element]:
        """Return runs as a link: in an element of their own, or in a field."""
        if isinstance(link.owner, WordField):
            code = self._new("instrText")
            code.text = safe(link.owner.code)
            code.set(XML_SPACE, "preserve")
            ends = [self._char("begin"), self._in_run(code), self._char("separate")]
            return [*ends, *runs, self._char("end")]
        element = self._new("hyperlink")
        for name, found in link.owner.attrib.items():
            element.set(name, found)
        element.extend(runs)
        return [element]

    def _char(self, kind: str) -> _Element:
        element = self._new("fldChar")
        element.set(self._name("fldCharType"), kind)
        return self._in_run(element)

    def _in_run(self, element: _Element) -> _Element:
        run = self._new("r")
        run.append(element)
        return run


def _link(piece: Written) -> InlinePair | None:
    return next((each for each in piece.pairs if each.kind is MarkupKind.LINK), None)
