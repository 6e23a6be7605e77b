"""Read marks of Dataview and Logseq: ``key:: value``, queries, linked words.

A key in small Latin letters is a name, which programs look for, and is kept; of another one
(``Due date::``) the words are text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.readers.markdown.dialects.box_kinds import kind_of
from workflow.documents.readers.markdown.dialects.tokens import (
    add_code,
    add_element,
    close_box,
    line_text,
    lines_text,
    open_box,
    page_link,
    read_lines,
    read_within,
)
from workflow.languages.scripts import DENSE

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_KEY = r"[^\W\d_][\w/-]{0,30}(?: [\w/-]{1,20})?"
_LINE = re.compile(rf"(?P<bold>\*\*|__|)(?P<key>{_KEY})(?P=bold)::(?:[ \t]+(?P<value>\S.*))?[ \t]*")
_AT_START = re.compile(rf"(?P<bold>\*\*|__|)(?P<key>{_KEY})(?P=bold)::(?=[ \t]|$)")
_BEHIND = re.compile(rf"(?P<begin>[(\[])(?P<key>{_KEY})$")
#: A line that is no heading, item, quotation, table or mark.
_PROSE = re.compile(r"[*_\"'“‘(\[]{0,3}\w(?!\d*[.)][ \t])")
_NAME = re.compile(r"[a-z][a-z0-9_/-]*")
#: What Logseq notes of a block for itself.
_OF_LOGSEQ = re.compile(
    r"(?:(?:collapsed|heading)::[ \t]*(?:true|false|\d)?"
    r"|(?:id|background-color|created-at|updated-at|ls-type|hl-\w+|logseq\.[\w.-]+)::[ \t]*\S*)"
    r"[ \t]*"
)
_ENDS = {
    "(": re.compile(r"[^()\n]{1,300}\)"),
    "[": re.compile(r"(?:[^\[\]\n]|\[\[[^\[\]\n]+\]\]){1,300}\]"),
}
_WORD = re.compile(rf"[^\W\d_]{{2}}|[{DENSE}]")
_ORG = re.compile(r"#\+(?P<end>BEGIN|END)_(?P<name>[A-Z]+)\b.*", re.IGNORECASE)
_DRAWER = re.compile(r":(?:LOGBOOK|PROPERTIES):[ \t]*")
_PLAIN_BLOCKS = frozenset("quote verse center".split())
_LINKED = re.compile(r"\(\[\[(?P<page>[^\[\]|#\n]{1,300})\]\]\)")


def field_line(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a line ``key:: value`` as a paragraph; skip those for Logseq only."""
    match = _LINE.fullmatch(line_text(state, first))
    if not match or state.is_code_block(first):
        return False
    of_logseq = bool(_OF_LOGSEQ.fullmatch(match[0]))
    certain = of_logseq or state.env["outline"] or (match["value"] or "").startswith(("[[", "#"))
    if not certain and _is_amid_prose(state, first, end):
        return False
    if silent:
        return True
    state.line = first + 1
    if not of_logseq:
        add_element(state, "p", match[0].strip(), first, first + 1)
    return True


def _is_amid_prose(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a line may continue the one above or below, which must be prose."""
    beside = (line_text(state, each) for each in (line - 1, line + 1) if 0 <= each < end)
    told = [text for text in beside if _PROSE.match(text)]
    return bool(told) and not any(map(_LINE.fullmatch, told))


def field_at_start(state: StateInline, silent: bool) -> bool:
    """Keep the key and the mark of ``key:: value`` at the beginning of a text."""
    match = _AT_START.match(state.src) if state.pos == 0 and not silent else None
    if not match or (match.end() < state.posMax and state.src[match.end()] not in " \t"):
        return False
    _keep(state, "", match["key"], match["bold"])
    state.pos = match.end()
    return True


def field(state: StateInline, silent: bool) -> bool:
    """Keep the key and the marks of ``[key:: value]`` and ``(key:: value)``."""
    at = state.pos
    if silent or not state.src.startswith(":: ", at):
        return False
    match = _BEHIND.search(state.pending[-100:])
    inner = _ENDS[match["begin"]].match(state.src, at + 2, state.posMax) if match else None
    if not match or not inner:
        return False
    state.pending = state.pending[: -len(match[0])]
    _keep(state, match["begin"], match["key"])
    state.pos = at + 2
    _value(state, inner.end())
    return True


def _keep(state: StateInline, begin: str, key: str, bold: str = "") -> None:
    """Add the mark with its key, or the key as text before the mark."""
    if _NAME.fullmatch(key):
        state.push("template", "", 0).content = f"{begin}{bold}{key}{bold}::"
        return
    if begin:
        state.push("template", "", 0).content = begin
    if bold:
        state.push("strong_open", "strong", 1)
    state.push("text", "", 0).content = key
    if bold:
        state.push("strong_close", "strong", -1)
    state.push("template", "", 0).content = "::"


def _value(state: StateInline, end: int) -> None:
    """Add the value in brackets, and the closing bracket; one without words is a tag."""
    value = state.src[state.pos : end]
    if not _WORD.search(value) and state.tokens[-1].content != "::":
        state.tokens[-1].content += value
        state.pos = end
        return
    source, most = state.src, state.posMax
    # the rule for text looks for the next sign in all of it, and a round bracket is none
    state.src, state.posMax = source[: end - 1], end - 1
    state.md.inline.tokenize(state)
    state.src, state.posMax = source, most
    state.push("template", "", 0).content = value[-1]
    state.pos = end


def linked_words(state: StateInline, silent: bool) -> bool:
    """Read ``[words]([[Page]])``, a link of Logseq."""
    start = state.pos
    if state.src[start] != "[" or state.src.startswith("[[", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    match = _LINKED.match(state.src, end + 1, state.posMax) if end > start + 1 else None
    if not match:
        return False
    if not silent:
        page_link(state, match["page"].strip())
        read_within(state, start + 1, end)
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def org_blocks(text: str) -> dict[int, int]:
    """Find lines ``#+BEGIN_NOTE``, and for each the line that ends it."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n") if "#+" in text else ()):
        if match := _ORG.fullmatch(line.strip(" \t->")):
            begun = waiting.setdefault(match["name"].lower(), [])
            if match["end"].upper() == "BEGIN":
                begun.append(number)
            elif begun:
                found[begun.pop()] = number
    return found


def org_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read what Logseq puts between ``#+BEGIN_NOTE`` and ``#+END_NOTE``: a box, a query, code.

    What it notes of its own in a drawer, ``:LOGBOOK:`` … ``:END:``, is left out.
    """
    if _DRAWER.fullmatch(line_text(state, first)):
        return _drawer(state, first, end, silent=silent)
    begun = _ORG.fullmatch(line_text(state, first))
    if not begun or begun["end"].upper() != "BEGIN" or state.is_code_block(first):
        return False
    name = begun["name"].lower()
    last = state.env["org"].get(first, end)
    if last >= end:
        return False
    if silent:
        return True
    kind = kind_of(name)
    if kind or name in _PLAIN_BLOCKS:
        open_box(state, kind, "", first)
        read_lines(state, first + 1, last)
        close_box(state, last)
    else:
        add_code(state, lines_text(state, first + 1, last), name, first + 1, last)
    state.line = last + 1
    return True


def _drawer(state: StateBlock, first: int, end: int, *, silent: bool) -> bool:
    last = first + 1
    while last < end and line_text(state, last).strip() != ":END:":
        if state.isEmpty(last):
            return False
        last += 1
    if last == end:
        return False
    if not silent:
        state.line = last + 1
    return True
