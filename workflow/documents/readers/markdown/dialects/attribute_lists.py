"""Read attributes in braces, and leave them out: ``{#id .class width=50%}``, ``{: .note }``.

They say how something looks or is called, and are no text. What is in braces otherwise stays.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.documents.readers.markdown.dialects.tokens import enclosed
from workflow.documents.readers.template_tags import attributes

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_VALUE = r"(?:\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[^\s\"'{}=]+)"
#: A name that begins with a digit, and is no colour.
_COUNTED = r"#(?!(?:[0-9A-Fa-f]{3}){1,2}[ \t}])\d+[A-Za-z.-][\w.-]*"
_CERTAIN = rf"(?:[#.][A-Za-z_][\w:.-]*|{_COUNTED}|[A-Za-z_][\w:.-]*={_VALUE})"
_ANY = rf"(?:{_CERTAIN}|[#.][\w:.-]+|[\w:-]+)"
#: With a colon anything but text of prose may be said: ``{:toc}``, ``{:.no_toc}``.
_LIST = rf"\{{(?::[ \t]*{_ANY}(?:[ \t]+{_ANY})*|[ \t]*{_CERTAIN}(?:[ \t]+{_CERTAIN})*|-)[ \t]*\}}"
_ALONE = re.compile(rf"(?:{_LIST}|\{{::[^{{}}\n]*\}})[ \t]*")
_AT_END = re.compile(rf"(?:^|[ \t]*){_LIST}[ \t]*$")
_NAMED_AT_END = re.compile(
    r"(?:[ \t]+|(?<=[.!?。！？]))\{[#.][A-Za-z_][\w:.-]*(?:[ \t]+[#.][A-Za-z_][\w:.-]*)*[ \t]*\}$"
)
#: How Fumadocs and Nextra name a heading: ``## Setup [#setup]``.
_ANCHOR = re.compile(r"[ \t]+\[#[a-z][\w-]*\]$")
_ID = re.compile(r"(?<![^\s{:])#([^\s{}#]+)")
_BLOCK_NAME = re.compile(r"(?:^|[ \t])\^(?=[0-9-]*[A-Za-z]|\d{4})[A-Za-z0-9-]{2,40}[ \t]*$")
#: One that no other text can mean: no word (``x ^two``), and no formula (``2 ^n-1``).
_CERTAIN_NAME = re.compile(
    r"(?:^|[ \t])\^(?=[0-9-]*[A-Za-z])(?=[A-Za-z]*[0-9-])[A-Za-z0-9-]{6,40}[ \t]*$"
)
#: The size of a picture in Logseq: ``{:height 338, :width 468}``.
_SIZE = r"\{:[a-z-]+ [^\s{}]+(?: :[a-z-]+ [^\s{}]+)*\}"
_BEHIND = re.compile(rf"{_LIST}|{_SIZE}")
_ROLE = re.compile(r"\{([a-z][\w:+-]*)\}$")
#: What attributes may stand behind, without a space.
_OWNERS = frozenset(
    "link_close image code_inline em_close strong_close s_close mark_close span_close math_inline"
    " html_inline template".split()
)
#: Longer lists are none.
_LONGEST = 500


def attribute_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Skip a line that consists of attributes of the block beside it."""
    start = state.bMarks[first] + state.tShift[first]
    line = state.src[start : state.eMarks[first]]
    if line[:1] != "{" or len(line) > _LONGEST or state.is_code_block(first):
        return False
    if not _ALONE.fullmatch(line):
        return False
    if not silent:
        state.line = first + 1
    return True


def span(state: StateInline, silent: bool) -> bool:
    """Read ``[text]{.class}`` as its text."""
    start = state.pos
    if state.src[start] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    match = _BEHIND.match(state.src, end + 1, state.posMax) if end > 0 else None
    if not match or end == start + 1:
        return False
    if not silent:
        enclosed(state, "span", start + 1, end)
    state.pos = match.end()
    return True


def attributes_behind(state: StateInline, silent: bool) -> bool:
    """Skip attributes right after an element, keeping a picture's alternative text."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    owner = state.tokens[-1]
    match = _BEHIND.match(state.src, state.pos, state.posMax) if owner.type in _OWNERS else None
    if not match:
        return False
    if not silent and owner.type == "image":
        said = attributes(match[0])
        owner.meta["alt"] = said.get("alt") or said.get("fig-alt") or ""
    state.pos = match.end()
    return True


def behind_attributes(text: str, at: int) -> int:
    """Return the position after the attributes at ``at``; ``at`` itself without any."""
    match = _BEHIND.match(text, at)
    return match.end() if match else at


def take_away(state: StateCore) -> None:
    """Remove attributes from the end of headings, and after other elements."""
    heading = False
    block_name = _BLOCK_NAME if state.env["notes"] else _CERTAIN_NAME
    for token in state.tokens:
        if token.type == "inline" and (names := _names(token.content[-_LONGEST:], block_name)):
            token.meta["names"] = names
        if token.type == "inline" and token.children and "{" in token.content:
            _behind_owners(token.children)
            _last_line(token.children)
            _at_end(token.children, heading=heading)
            if heading and token.children[0].type == "text":
                first = token.children[0]
                if match := _BEHIND.match(first.content):
                    first.content = first.content[match.end() :].lstrip()
        if heading and token.children and token.content.endswith("]"):
            last = token.children[-1]
            last.content = _ANCHOR.sub("", last.content) if last.type == "text" else last.content
        if token.type == "inline" and token.children and "^" in token.content:
            _block_name(token.children[-1], block_name)
        heading = token.type == "heading_open"


def _names(end: str, block_name: re.Pattern[str]) -> list[str]:
    """Return the names that the end of a block gives it, for links."""
    if end[-1:] not in {"}", "]"} and "^" not in end[-80:]:
        return []
    named = _ANCHOR.search(end) or _AT_END.search(end)
    names = _ID.findall(named[0].replace("[", " ").replace("]", " ")) if named else []
    found = block_name.search(end[-80:])
    return [*names, found[0].strip()] if found else names


def _block_name(last: Token, name: re.Pattern[str]) -> None:
    """Remove the identifier that Obsidian puts at the end of a block (``^abc123``)."""
    found = name.search(last.content[-80:]) if last.type == "text" else None
    if found:
        last.content = last.content[: len(last.content) - len(found[0])]


def _behind_owners(children: list[Token]) -> None:
    for before, token in pairwise(children):
        if token.type == "text" and token.content[:1] == "{" and before.type in _OWNERS:
            token.content = _BEHIND.sub("", token.content[:_LONGEST], 1) + token.content[_LONGEST:]
        is_code = before.type == "text" and token.type == "code_inline"
        if is_code and (role := _ROLE.search(before.content[-50:])):
            before.content = before.content[: -len(role[0])]
            token.meta["role"] = role[1]


def _at_end(children: list[Token], *, heading: bool) -> None:
    last = children[-1]
    if last.type == "text" and len(last.content) < 10_000:
        cut = last.content[-_LONGEST:]
        found = _AT_END.search(cut)
        if not heading and not (found and (":" in found[0] or "\n" in cut)):
            found = _NAMED_AT_END.search(cut)
            heading = bool(found)
        if found and (heading or ":" in found[0] or "\n" in cut):
            last.content = last.content[: len(last.content) - len(found[0])]


def _last_line(children: list[Token]) -> None:
    """Remove the attributes of a paragraph, which stand on its last line."""
    if len(children) < 3 or children[-1].type != "text":
        return
    last, before = children[-1], children[-2].type
    found = _AT_END.fullmatch(last.content.strip()) if len(last.content) < _LONGEST else None
    if found and before in {"softbreak", "hardbreak"}:
        del children[-2:]
