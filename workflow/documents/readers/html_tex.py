r"""Finds formulas in TeX that a page leaves to a script: ``\(x^2\)``, ``$$ … $$``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.dialects.tex_marks import is_formula
from workflow.documents.readers.html_formulas import PageFormula

if TYPE_CHECKING:
    from lxml.etree import _Element

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
    """What in the text of a page is a formula; nothing where no script would set it."""

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
