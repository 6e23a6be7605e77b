"""Pandoc's lists with other marks than CommonMark has: letters, Roman numbers, ``(1)``, ``#.``.

Items with letters and the like keep their marks, which texts refer to, and are paragraphs, as in a
plain text. That holds where the next mark follows: a single line that begins so is no item. As in
Pandoc, a capital letter, a period and one space begin a name: ``A. Miller``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.readers.dialects.box_marks import line_text

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_MARK = re.compile(r"(?P<open>\(?)(?:(?P<number>\d{1,3})|(?P<letters>[A-Za-z]|[ivxIVX]{2,5}))"
                   r"(?P<close>[.)])\s+\S")  # fmt: skip
#: Pandoc counts examples through a text.
_EXAMPLE = re.compile(r"\(@[\w-]*\)\s+\S")
_INITIAL = re.compile(r"[A-Z]\. \S")
_COUNTED = "#. "
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii")


def lettered_item(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read an item up to the line that begins with the next mark, as a paragraph."""
    if silent or state.is_code_block(first):
        return False
    following = _following(line_text(state, first))
    last = first + 1
    while following and last < end and not state.isEmpty(last) and not _is_ended(state, last, end):
        if line_text(state, last).startswith(following):
            _paragraph(state, first, last)
            state.line = last
            return True
        last += 1
    return False


def _is_ended(state: StateBlock, line: int, end: int) -> bool:
    """Return whether something other than a paragraph begins with a line."""
    if state.sCount[line] < state.blkIndent:
        return True
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules)


def _following(text: str) -> tuple[str, ...]:
    """Return the marks of which one begins the next item: ``b)`` behind ``a)``; empty for none.

    >>> _following("a) ships"), _following("(i) ships"), _following("A ship")
    (('b) ',), ('(j) ', '(ii) '), ())
    """
    if _EXAMPLE.match(text):
        return ("(@",)
    match = _MARK.match(text)
    if not match or (match["close"] == "." if match["open"] else match["number"]):
        return ()
    if match["number"]:
        said = [str(int(match["number"]) + 1)]
    else:
        letters = match["letters"]
        is_letter = len(letters) == 1 and not _INITIAL.match(text)
        said = [chr(ord(letters) + 1)] if is_letter else []
        if (small := letters.lower()) in _ROMAN[:-1]:
            roman = _ROMAN[_ROMAN.index(small) + 1]
            said.append(roman if letters.islower() else roman.upper())
    return tuple(f"{match['open']}{each}{match['close']} " for each in said)


def counted_list(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a list whose items all have the mark ``#.``, for their numbers; each is a paragraph."""
    if not line_text(state, first).startswith(_COUNTED) or state.is_code_block(first) or silent:
        return False
    state.push("ordered_list_open", "ol", 1).map = [first, first + 1]
    line = first
    while line < end and line_text(state, line).startswith(_COUNTED):
        begun, line = line, line + 1
        while line < end and not (state.isEmpty(line) or _is_ended(state, line, end)):
            if line_text(state, line).startswith(_COUNTED):
                break
            line += 1
        item = state.push("list_item_open", "li", 1)
        item.map, item.info = [begun, line], "1"
        _paragraph(state, begun, line, len(_COUNTED))
        state.push("list_item_close", "li", -1)
        state.line = line
        line += line < end and state.isEmpty(line)
    state.push("ordered_list_close", "ol", -1)
    return True


def _paragraph(state: StateBlock, first: int, last: int, mark: int = 0) -> None:
    """Add the tokens of a paragraph, without the letters of its mark."""
    state.push("paragraph_open", "p", 1).map = [first, last]
    inline = state.push("inline", "", 0)
    inline.content = "\n".join(line_text(state, n) for n in range(first, last))[mark:].strip()
    inline.map, inline.children = [first, last], []
    state.push("paragraph_close", "p", -1)
