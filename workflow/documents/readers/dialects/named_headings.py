"""Links by the name of a heading, as Pandoc has them: ``[Methods]``, ``[how][Methods]``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

#: What a heading is called, and the id that its attributes name.
_NAMED = re.compile(r"(?P<name>[^\[\]`<{]{2,200}?)\s*(?:\{(?:#(?P<id>[\w:.-]+)|[^{}]*)[^{}]*\})?")
_NOT_IN_ID = re.compile(r"[^\w\s.-]|^[^a-z]+(?=[a-z])")


def refer(state: StateCore) -> None:
    """Let the name of each heading be the name of a link, unless the file names another so.

    Programs that have ``[[Page]]`` know no such links. A single word may stand in brackets for
    other reasons (``[Sources] told us``, ``[sic]``): it has to have an id of its own, or be named
    behind the words of a link.
    """
    from markdown_it.common.utils import normalizeReference

    if "[[" in state.src:
        return
    references = state.env.setdefault("references", {})
    source = state.src.lower()
    for opening, inline in pairwise(state.tokens):
        if opening.type != "heading_open" or not (said := _NAMED.fullmatch(inline.content.strip())):
            continue
        is_word = len(said["name"].split()) == 1 and not said["id"]
        if is_word and f"][{said['name'].lower()}]" not in source:
            continue
        place = said["id"] or "-".join(_NOT_IN_ID.sub("", said["name"].lower()).split())
        found = {"href": f"#{place}", "title": "", "map": opening.map}
        references.setdefault(normalizeReference(said["name"]), found)
