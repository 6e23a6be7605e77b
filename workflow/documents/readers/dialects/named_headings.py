"""Links by the name of a heading, as Pandoc has them: ``[Methods]``, ``[how][Methods]``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

#: What a heading is called, and the id that its attributes name.
_NAMED = re.compile(r"(?P<name>[^\[\]`<{]{2,200}?)\s*(?:\{(?:#(?P<id>[\w:.-]+)|[^{}]*)[^{}]*\})?")
#: What is named behind the words of a link: ``[the ports][harbours]``.
_BEHIND_WORDS = re.compile(r"\]\[([^\[\]]{2,200})\]")
#: What else only Pandoc and its like have: citations, divisions, spans, attributes of code.
_PANDOC = re.compile(
    r"\[-?@\w|^:{3,}[ \t]*\{|^\(@|\]\{[.#]|\\@ref\("
    r"|^`{3,}[ \t]*\{\.|^#+ [^{}\n]*\{[^:{}\n][^{}\n]*=",
    re.MULTILINE,
)
_PANDOCS = (".qmd", ".rmd")
_NOT_IN_ID = re.compile(r"[^\w\s.-]|^[^a-z]+(?=[a-z])")


def refer(state: StateCore) -> None:
    """Let the name of each heading be the name of a link, unless the file names another so.

    Programs that have ``[[Page]]`` know no such links, and words may stand in brackets for other
    reasons (``[Sources] told us``, ``[Open Work]``): the heading has to have an id of its own, or
    be named behind the words of a link. Several words are enough in a text that has other marks of
    Pandoc.
    """
    from markdown_it.common.utils import normalizeReference

    if "[[" in state.src:
        return
    references = state.env.setdefault("references", {})
    source = state.src.lower()
    headings = [
        (said, opening.map)
        for opening, inline in pairwise(state.tokens)
        if opening.type == "heading_open" and (said := _NAMED.fullmatch(inline.content.strip()))
    ]
    behind = set(_BEHIND_WORDS.findall(source))
    named = {said["name"] for said, _ in headings if said["name"].lower() in behind}
    of_pandoc = named or state.env["path"].lower().endswith(_PANDOCS) or _PANDOC.search(source)
    for said, place in headings:
        several = len(said["name"].split()) > 1
        if not (said["id"] or said["name"] in named or (several and of_pandoc)):
            continue
        anchor = said["id"] or "-".join(_NOT_IN_ID.sub("", said["name"].lower()).split())
        found = {"href": f"#{anchor}", "title": "", "map": place}
        references.setdefault(normalizeReference(said["name"]), found)
