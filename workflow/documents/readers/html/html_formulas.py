"""Find the formulas of a page: MathML, what scripts have set, and TeX left to a script."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.tex_formulas import is_formula
from workflow.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element


#: Names of elements that a script has set a formula into.
_SET = re.compile(r"(?:^|\s)(?:katex(?:-display)?|mwe-math-element|MathJax\w*)(?:\s|$)")
_DISPLAYED = re.compile(r"(?:katex-display|MathJax\w*Display|mwe-math-element-block)")
_PREVIEW = re.compile(r"(?:^|\s)MathJax_(?:SVG_)?Preview(?:\s|$)")
#: Names and addresses of pictures of formulas, whose alternative text is TeX.
_PICTURED = re.compile(
    r"(?:^|[\s_-])(?:math|tex|latex|equation|mwe-math)(?:$|[\s_-])", re.IGNORECASE
)
_MAKERS = re.compile(
    r"/(?:latex|math/render|mathtex|mimetex|cgi-bin/math|tex/)|codecogs", re.IGNORECASE
)
_ANNOTATIONS = ("annotation", "annotation-xml")
#: How far behind a formula the script with its source may stand.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class PageFormula:
    """A formula of a page.

    Attributes:
        text: its source.
        notation: what that is: ``tex`` or ``mathml``.
        said: how it is read out, or its TeX beside MathML.
        displayed: on a line of its own.
    """

    text: str
    notation: str
    said: str = ""
    displayed: bool = False


def formula(element: _Element) -> PageFormula | None:
    """Return the formula that an element holds; empty if its source is not in the page.

    Returns:
        nothing if the element is no formula, or only its letters are left of it.
    """
    tag, names = str(element.tag), element.get("class") or ""
    if tag == "math":
        return _mathml(element, element)
    if tag == "script":
        return _script(element)
    if tag == "img":
        return _pictured(element)
    if tag == "mjx-container" or (names and _SET.search(names)):
        if _PREVIEW.search(names) or _has_source(element):
            return PageFormula("", "tex")
        math = next(element.iter("math"), None)
        return None if math is None else _mathml(math, element)
    return None


def _mathml(math: _Element, outer: _Element) -> PageFormula | None:
    from lxml import etree

    own = copy.deepcopy(math)
    own.tail = None
    said = own.get("alttext") or ""
    for name in _ANNOTATIONS:
        for note in list(own.iter(name)):
            if "tex" in (note.get("encoding") or ""):
                said = said or (note.text or "").strip()
            parent = note.getparent()
            if parent is not None:
                parent.remove(note)
    if not text_of(own).strip():
        return None
    text = " ".join(etree.tostring(own, encoding="unicode").split())
    displayed = (
        "block" in (math.get("display") or "", math.get("mode") or "")
        or outer.get("display") in {"true", "block"}
        or bool(_DISPLAYED.search(outer.get("class") or ""))
    )
    return PageFormula(text, "mathml", said, displayed)


def _script(script: _Element) -> PageFormula | None:
    kind = (script.get("type") or "").lower()
    text = " ".join((script.text or "").split())
    if not kind.startswith("math/tex") or not text:
        return None
    return PageFormula(text, "tex", displayed="mode=display" in kind.replace(" ", ""))


def _pictured(image: _Element) -> PageFormula | None:
    alt = " ".join((image.get("alt") or "").split())
    named = _PICTURED.search(image.get("class") or "") or _MAKERS.search(image.get("src") or "")
    if not alt or not named:
        return None
    text = alt.strip("$").strip() if alt.startswith("$") else alt
    return PageFormula(text, "tex", displayed="display" in (image.get("class") or ""))


def _has_source(element: _Element) -> bool:
    """Return whether a script element behind a formula set by MathJax holds its source."""
    following = element.getnext()
    for _ in range(_NEAR):
        if following is None:
            return False
        if following.tag == "script":
            return _script(following) is not None
        following = following.getnext()
    return False


#: The scripts that set formulas, by their addresses and by how pages call them.
_SCRIPTS = re.compile(r"mathjax|katex|renderMathInElement", re.IGNORECASE)
#: How a page tells them that one dollar begins a formula, too.
_DOLLARS = re.compile(
    r"inlineMath[^\n]{0,60}[\"']\$[\"']|left\s*:\s*[\"']\$[\"']|tex2jax_process_dollar"
)
_MARKS = r"\\\((?P<line>.{1,1000}?)\\\)|\\\[(?P<shown>.{1,2000}?)\\\]|\$\$(?P<own>[^$]{1,2000})\$\$"
_CERTAIN = re.compile(_MARKS, re.DOTALL)
_DOLLAR = re.compile(
    rf"{_MARKS}|(?<![\\$\w])\$(?=\S)(?P<one>[^$]{{1,300}})(?<=\S)\$(?![\d$])", re.DOTALL
)
_LARGEST = 20_000


class PageTex:
    """Finds formulas in the text of a page, if a script would set them there."""

    def __init__(self, root: _Element) -> None:
        """Look at the scripts of the page that an element is of."""
        said = "\n".join(
            f"{each.get('src') or ''}\n{(each.text or '')[:_LARGEST]}"
            for each in root.getroottree().iter("script")
        )
        self._pattern = None
        if _SCRIPTS.search(said):
            self._pattern = _DOLLAR if _DOLLARS.search(said) else _CERTAIN

    def parts(self, text: str) -> Iterator[tuple[str, PageFormula | None]]:
        """Yield the pieces of a text; one that is a formula comes with it."""
        end = 0
        for found in self._pattern.finditer(text) if self._pattern else ():
            source = next(filter(None, found.groups()), "")
            if found.lastgroup == "one" and not is_formula(source, among=True):
                continue
            if end < found.start():
                yield text[end : found.start()], None
            alone = found[0] == text.strip() and found.lastgroup in {"shown", "own"}
            formula = PageFormula(" ".join(clean(source).split()), "tex")
            yield found[0], replace(formula, displayed=alone)
            end = found.end()
        if end < len(text):
            yield text[end:], None
