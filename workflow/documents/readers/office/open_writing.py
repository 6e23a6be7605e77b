"""Write translated text into the paragraphs of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.documents.archive import child, value
from workflow.documents.readers.office.book_elements import Shape
from workflow.documents.readers.office.book_writing import BookLine
from workflow.documents.readers.office.inline import InlinePair, Written
from workflow.documents.readers.office.open_place import OpenPlace
from workflow.documents.readers.office.word_package import is_east_asian, spoken
from workflow.model import MarkupKind
from workflow.xml import local, safe

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE = f"{{{_SPACE}text:1.0}}", f"{{{_SPACE}style:1.0}}"
_OFFICE, _FO = f"{{{_SPACE}office:1.0}}", f"{{{_SPACE}xsl-fo-compatible:1.0}}"
#: What a style says of each format, for Latin letters and for East Asian ones.
_LOOKS = {
    MarkupKind.STRONG: ("font-weight", "bold"),
    MarkupKind.EMPHASIS: ("font-style", "italic"),
    MarkupKind.STRIKE: ("text-line-through-style", "solid"),
    MarkupKind.SUPERSCRIPT: ("text-position", "super 58%"),
    MarkupKind.SUBSCRIPT: ("text-position", "sub 58%"),
}
#: Properties that programs keep apart for East Asian letters.
_TWICE = ("font-weight", "font-style", "font-size")
#: Fonts for another East Asian language.
_FONTS = frozenset(
    "font-name-asian font-family-asian font-family-generic-asian font-pitch-asian"
    " font-style-name-asian font-charset-asian".split()
)


class OpenWriter:
    """Writes the paragraphs of a translation.

    Args:
        root: of the part that holds the text.
        language: BCP 47 tag of the translation.
    """

    def __init__(self, root: _Element, language: str) -> None:
        self._root = root
        self._language, _, self._country = spoken(language).partition("-")
        self._asian = is_east_asian(language)
        self._made: dict[MarkupKind, Shape] = {}

    def write(self, place: OpenPlace, pieces: Sequence[Written]) -> None:
        """Replace the text of a paragraph; its style and what else is in it stay."""
        element = place.element
        for each in list(element):
            element.remove(each)
        element.text = None
        line = BookLine(element, 0, None)
        for each in place.before:
            each.tail = None
            line.element(each)
        last: InlinePair | None = None
        for piece in pieces:
            link = next((each for each in piece.pairs if each.kind is MarkupKind.LINK), None)
            if link != last:  # two links to one address are two
                line.close()
            last = link
            if piece.alone is not None:
                piece.alone.owner.tail = None
                line.within(self._shapes(piece), piece.alone.owner)
            else:
                line.within(self._shapes(piece), safe(piece.text))
        for each in place.after:
            each.tail = None
            line.element(each)

    def _shapes(self, piece: Written) -> list[Shape]:
        """Return the elements around a piece: its link, and what the source had or a new style."""
        links = [_shape(each) for each in piece.pairs if each.kind is MarkupKind.LINK]
        known = piece.exact or piece.template is not None
        inner = list(piece.template or ()) if known else []
        if not piece.exact:
            inner += [self._format(each.kind) for each in piece.pairs if each.kind in _LOOKS]
        return [*links[-1:], *inner]

    def _format(self, kind: MarkupKind) -> Shape:
        """Return the span of a format, creating its style."""
        from lxml import etree

        if kind not in self._made:
            styles = child(self._root, "automatic-styles")
            if styles is None:
                styles = etree.Element(f"{_OFFICE}automatic-styles")
                body = child(self._root, "body")
                self._root.insert(0 if body is None else self._root.index(body), styles)
            name = f"Translated-{kind.value}"
            style = etree.SubElement(styles, f"{_STYLE}style")
            style.set(f"{_STYLE}name", name)
            style.set(f"{_STYLE}family", "text")
            look = etree.SubElement(style, f"{_STYLE}text-properties")
            what, how = _LOOKS[kind]
            look.set(f"{_FO if what in _TWICE else _STYLE}{what}", how)
            self._made[kind] = (f"{_TEXT}span", ((f"{_TEXT}style-name", name),))
        return self._made[kind]

    def speak(self, root: _Element) -> None:
        """Set the language of the text in the styles of a part, and drop fonts for another one."""
        for style in root.iter("{*}default-style", "{*}style"):
            if (look := child(style, "text-properties")) is not None:
                self._speak(look, default=local(style) == "default-style")

    def _speak(self, look: _Element, *, default: bool) -> None:
        end = "-asian" if self._asian else ""
        space = _STYLE if self._asian else _FO
        said = value(look, f"language{end}")
        if default or (said and said not in {"zxx", "none"}):
            look.set(f"{space}language{end}", self._language)
            look.set(f"{space}country{end}", self._country or "none")
        if not self._asian:
            return
        for key in [str(key) for key in look.attrib]:
            if key.rpartition("}")[2] in _FONTS:
                del look.attrib[key]
        for name in _TWICE:
            if found := value(look, name):
                look.set(f"{_STYLE}{name}-asian", found)


def _shape(link: InlinePair) -> Shape:
    owner = link.owner
    return str(owner.tag), tuple(sorted((str(key), str(said)) for key, said in owner.items()))
