"""Turns quotations into boxes if they are callouts (``> [!NOTE]``) or hold more than paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflow.model import QUOTATION

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_CALLOUT = re.compile(
    r"\[!(?P<kind>[A-Za-z][\w -]*)(?:\|(?P<said>[^\]\n]*))?\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|\Z)"
)
#: The same as GitHub first had it.
_BOLD = re.compile(r"\*\*(?P<kind>Note|Warning)\*\*[ \t]*\n")
_LABEL = re.compile(r"(?:^|\|)label:([^|]+)")
#: What lies in a quotation without needing a place of its own there.
_PLAIN = frozenset(("paragraph", "inline", "blockquote", "hr"))


def set_apart(state: StateCore) -> None:
    """Turn callouts, and quotations that hold lists, headings, tables or code, into boxes.

    So does a quotation in a list: its blocks are the item's, and it is a box among them.
    """
    opened: list[int] = []
    listed = 0
    for number, token in enumerate(state.tokens):
        if token.type in ("bullet_list_open", "ordered_list_open", "dl_open"):
            listed += 1
        elif token.type in ("bullet_list_close", "ordered_list_close", "dl_close"):
            listed -= 1
        if token.type == "blockquote_open":
            opened.append(number)
            token.meta["listed"] = bool(listed)
        elif token.type == "blockquote_close":
            _judge(state.tokens, opened.pop(), number)
        elif opened and token.type.rpartition("_")[0] not in _PLAIN and token.type != "inline":
            state.tokens[opened[-1]].meta["mixed"] = True
    state.tokens[:] = _with_titles(state.tokens)


def _judge(tokens: list[Token], begin: int, end: int) -> None:
    first, last = tokens[begin], tokens[end]
    inner = tokens[begin + 2] if end > begin + 3 else None
    called = inner and tokens[begin + 1].type == "paragraph_open" and inner.type == "inline"
    match = _CALLOUT.match(inner.content) if inner and called else None
    if match and inner:
        label = _LABEL.search(match["said"] or "")  # of Docsify
        title = match["title"].strip() or (label[1].strip() if label else "")
        first.meta |= {"kind": match["kind"].strip().lower(), "title": title}
        inner.content = inner.content[match.end() :]
        inner.meta["lines"] = match[0].count("\n")
    elif inner and called and (match := _BOLD.match(inner.content)):
        first.meta["kind"] = match["kind"].lower()
        inner.content, inner.meta["lines"] = inner.content[match.end() :], 1
    elif first.meta.get("mixed") or first.meta["listed"]:
        first.meta["kind"] = QUOTATION
    if "kind" in first.meta:
        first.type, last.type = "box_open", "box_close"


def _with_titles(tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens; a callout's title becomes a token of its own."""
    from markdown_it.token import Token

    for token in tokens:
        yield token
        if token.type == "box_open" and (title := token.meta.pop("title", "")):
            line = (token.map or [0])[0]
            told = Token("box_title", "", 0, map=[line, line + 1], level=token.level + 1)
            yield told
            yield Token(
                "inline", "", 0, map=[line, line + 1], level=token.level + 1,
                content=title, children=[],
            )  # fmt: skip
