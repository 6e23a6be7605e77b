"""Find the ends of HTML in Markdown, and Markdown inside HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from workflow.documents.readers.markdown.dialects.mdx import tag_end
from workflow.documents.readers.markdown.dialects.tokens import add_element, line_text

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

    _Rule = Callable[[StateBlock, int, int, bool], bool]

_MARKDOWN_IN = re.compile(
    r"</?(?P<name>div|section|article|figure|aside|center|header|footer|main|details|p|li|ul|ol|dl|dd|dt"
    r"|td|th|tr|table|span|blockquote|figcaption|summary)"
    r"\b(?P<rest>[^<>]*)>[ \t]*",
    re.IGNORECASE,
)
_SAYS_MARKDOWN = re.compile(
    r"(?:^|\s)markdown(?:\s*=\s*[\"']?(?:1|block|span|true)[\"']?)?(?=\s|$)"
)
#: HTML in which nothing else is read.
_HOLDS_ANYTHING = re.compile(r"<(?:!|\?|(?:script|pre|style|textarea)\b)", re.IGNORECASE)
_WITHIN_LINE = re.compile(
    r"</?(?:a|abbr|b|br|code|em|font|i|img|input|kbd|mark|picture|small|source|span|strong|sub|sup|u)"
    r"\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</(?P<name>[A-Za-z][\w-]*)\s*>")
_LINK = re.compile(r"\]\([^()\s]")


def markdown_in_html(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read the line of an HTML tag that declares Markdown inside it (``<div markdown>``).

    A paragraph of MDX holds Markdown without saying so (mdxjs.com/docs/what-is-mdx). One that is
    set in by four spaces would be code here, and there is not.
    """
    line = line_text(state, first)
    if line[:1] != "<" or state.is_code_block(first):
        return False
    match = _MARKDOWN_IN.match(line)
    of_mdx = state.env["mdx"] and line.rstrip() == "<p>" and not state.is_code_block(first + 1)
    if not match or not (of_mdx or _SAYS_MARKDOWN.search(match["rest"])):
        return False
    if silent:
        return True
    rest = line[match.end() :]
    closing = re.fullmatch(rf"(.*)</{match['name']}\s*>\s*", rest, re.IGNORECASE)
    if rest.strip() and not closing:
        return False
    if closing and closing[1].strip():
        add_element(state, "p", closing[1].strip(), first, first + 1)
    elif match["name"].lower() == "details":
        state.push("html_leaf", "", 0).content = match[0]
    if not closing:
        state.env.setdefault("markdown_in", []).append(match["name"].lower())
    state.line = first + 1
    return True


def html_lines(rule: _Rule) -> _Rule:
    """Wrap the parser's rule for HTML so that a block of HTML ends where other markup begins.

    A tag that stands within a line begins none where Markdown goes on behind it.
    """

    def html_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        line = line_text(state, first)
        inside: list[str] = state.env.setdefault("markdown_in", [])
        within = bool(_WITHIN_LINE.match(line))
        if line[:1] != "<" or (inside and within):
            return False
        if silent:  # asked at each line of a paragraph: where it would end is not looked for
            return rule(state, first, end, silent)
        whole = bool(_HOLDS_ANYTHING.match(line))
        if not rule(state, first, end if whole else _end(state, first, end), silent):
            return False
        if whole:
            return True
        if within and _LINK.search(state.tokens[-1].content):
            state.tokens.pop()
            state.line = first
            return False
        for name in _CLOSING.findall(line):
            if inside and inside[-1] == name.lower():
                inside.pop()
        return True

    return html_block


def _end(state: StateBlock, first: int, end: int) -> int:
    """Return the line before which HTML ends, at the latest.

    That is a division, the tag of a template or of a component, a block of code, or Markdown.
    """
    known, shields = state.env["divisions"], state.env["shields"]
    inside = state.env["markdown_in"]
    opens = "</" not in line_text(state, first)
    for line in range(first + 1, end):
        text = line_text(state, line)
        if not text:
            return end
        begins = _MARKDOWN_IN.match(text)
        other = begins and (_SAYS_MARKDOWN.search(begins["rest"]) or (inside and text[1] == "/"))
        alone = text[:1] == "<" and tag_end(text, 0) == len(text.rstrip())
        fenced = opens and text.startswith(("```", "~~~"))
        if other or alone or fenced or line in known or shields.alone_in(text):
            return line
    return end
