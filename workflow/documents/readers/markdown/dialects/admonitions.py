"""Read boxes: ``:::tip Title``, ``/// note | Title``, ``!!! note "Title"``, ``> [!NOTE]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.documents.readers.markdown.dialects.box_kinds import kind_of
from workflow.documents.readers.markdown.dialects.directives import (
    behind_options,
    directive,
    is_prose,
)
from workflow.documents.readers.markdown.dialects.tokens import (
    add_element,
    close_box,
    line_text,
    open_box,
    read_lines,
)
from workflow.documents.readers.tag_words import texts_in
from workflow.documents.readers.template_tags import attributes
from workflow.model import QUOTATION

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


_FENCE = re.compile(
    r"[ \t]*(?:[-*+:~]\s+|\d{1,9}[.)]\s+|>\s?)*(?P<mark>`{3,}|~{3,}|:{2,}|/{3,})(?P<rest>.*)"
)
_LIST = r"(?:[#.][\w:.-]+|[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]+))?)"
_OPENS = re.compile(
    rf"[ \t]*(?:\{{(?P<directive>[A-Za-z][\w:.-]*)\}}(?P<argument>.*)"
    rf"|\{{(?P<list>\s*(?:{_LIST}(?:\s+{_LIST})*\s*)?)\}}(?P<aside>[ \t:]*)"
    r"|(?P<name>[^\W\d_][\w.-]*)(?:\[(?P<label>.*)\])?"
    r"(?P<title>(?:[ \t]+[^:\s].*|\{.*\})?))[ \t]*:*"
)
_BLOCKS = re.compile(r"[ \t]*(?P<name>[a-z][\w-]*)(?:[ \t]*\|[ \t]*(?P<title>\S.*))?[ \t]*")
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>\S.*?)(?:[ \t]+#+)?(?:[ \t]*\{[^{}]*\})?[ \t]*")
_CLASS = re.compile(r"(?:^|\s)\.([\w-]+)")


#: A component of Nuxt's: its properties may stand in braces, or below it between dashes.
_COMPONENT = re.compile(r"[a-z][\w-]*(?:\[.*\])?(?:\{.*\})?[ \t]*")
#: Names of divisions that hold what a program draws (Azure DevOps).
_DRAWN = frozenset(("mermaid", "plantuml"))

#: Docsify's, and what is shown of each.
_TOLD = {"!> ": "important", "?> ": "tip"}


@dataclass(frozen=True, slots=True)
class Division:
    """A fenced division, by the 0-based lines on which it begins and ends."""

    begin: int
    end: int


def divisions(text: str) -> dict[int, Division]:
    """Find the fenced divisions of a text: by the line that begins and by the line that ends each.

    Lines in blocks of code are passed over as far as that can be told without parsing.
    """
    found: dict[int, Division] = {}
    waiting: list[tuple[str, int, bool]] = []
    for number, line in enumerate(text.split("\n")):
        if not (match := _FENCE.match(line)):
            continue
        mark, rest = match["mark"], match["rest"].strip()
        inside_code = bool(waiting) and waiting[-1][2]
        if inside_code:
            if not rest and mark[0] == waiting[-1][0][0] and len(mark) >= len(waiting[-1][0]):
                waiting.pop()
        elif mark[0] in "`~":
            _fence(waiting, mark, rest, number)
        elif not rest:
            _end(waiting, mark, number, found)
        elif _opening(mark).fullmatch(match["rest"]):
            waiting.append((mark, number, False))
    return found


def _opening(mark: str) -> re.Pattern[str]:
    """Return the pattern of the text after the opening mark of a division."""
    if mark == "::":
        return _COMPONENT
    return _OPENS if mark[0] == ":" else _BLOCKS


def _fence(waiting: list[tuple[str, int, bool]], mark: str, rest: str, number: int) -> None:
    """Note that a line begins or ends a block of code, or a directive that holds prose."""
    if not rest and waiting and waiting[-1][0][0] == mark[0]:
        waiting.pop()
    elif "`" not in rest:
        name = re.match(r"\{([\w:.-]+)\}", rest)
        waiting.append((mark, number, not (name and is_prose(name[1], colons=False))))


def _end(
    waiting: list[tuple[str, int, bool]], mark: str, number: int, found: dict[int, Division]
) -> None:
    """End the innermost division, or the enclosing one whose mark is as long as this line's."""
    at = len(waiting) - 1
    if at < 0 or waiting[at][0][0] != mark[0]:
        return
    same = (n for n in range(at, max(-1, at - 20), -1) if waiting[n][0] == mark)
    at = next(same, at)
    begun = waiting[at][1]
    del waiting[at:]
    found[begun] = found[number] = Division(begun, number)


def division(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a line that begins or ends a division."""
    known: dict[int, Division] = state.env["divisions"]
    if first not in known or state.is_code_block(first):
        return False
    found, line = known[first], line_text(state, first)
    mark = re.match(r":{2,}|/{3,}", line)
    if not mark:
        return False
    if silent:
        return True
    state.line = first + 1
    if first == found.end:
        close_box(state, first)
        return True
    rest = line[mark.end() :]
    if mark[0][0] == "/":
        _slashes(state, rest, first)
        return True
    match = _OPENS.fullmatch(rest)
    name = (match["directive"] or match["name"] or "") if match else ""
    if match and (match["directive"] or name in _DRAWN):
        last = min(found.end, end)
        body = directive(state, name, (match["argument"] or "").strip(), (first, last))
        state.line = body or min(last + 1, end)
    elif match:
        _open(state, match, first)
    return True


def _slashes(state: StateBlock, rest: str, first: int) -> None:
    match = _BLOCKS.fullmatch(rest)
    name, title = (match["name"], match["title"] or "") if match else ("", "")
    open_box(state, kind_of(name) or (name if title else ""), title, first)


def _open(state: StateBlock, match: re.Match[str], first: int) -> None:
    if match["list"] is not None:
        said = match["list"]
        names = _CLASS.findall(said)
        kind = next((kind for name in names if (kind := kind_of(name))), "")
        title = attributes(said).get("title", "")
        if not title and any(name.startswith("callout") for name in names):
            title = _heading(state, first + 1)
        open_box(state, kind or ("note" if title else ""), title, first)
        return
    title = match["label"] or _ATTRIBUTES.sub("", match["title"] or "").strip().rstrip(":").strip()
    named = attributes(match["title"]).get("title", "") if "{" in match["title"] else ""
    kind = kind_of(match["name"])
    body, said = behind_options(state, first + 1, state.lineMax)
    if body > first + 1 and match["name"].islower() and "title" in said:
        state.line, named = body, said.pop("title").strip("\"'")
        kind = kind or match["name"]
    else:
        said = {}
    open_box(state, kind or (match["name"].lower() if title else ""), title or named, first)
    for text in texts_in(" ".join(f'{key}="{value}"' for key, value in said.items())):
        add_element(state, "p", text, first, state.line)


def _heading(state: StateBlock, line: int) -> str:
    """Return the heading that a callout of Quarto's begins with, its title, and pass over it."""
    while line < state.lineMax and state.isEmpty(line):
        line += 1
    found = _HEADING.fullmatch(line_text(state, line)) if line < state.lineMax else None
    if found:
        state.line = line + 1
    return found["title"] if found else ""


def docsify_box(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a paragraph of Docsify's that begins with ``!> `` or ``?> `` as a box."""
    kind = _TOLD.get(line_text(state, first)[:3])
    if not kind or state.is_code_block(first):
        return False
    if silent:
        return True
    last = first + 1
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    open_box(state, kind, "", first)
    text = "\n".join(line_text(state, n) for n in range(first, last))[3:]
    add_element(state, "p", text, first, last)
    close_box(state, last - 1)
    state.line = last
    return True


_NOTE = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]*(?P<names>[^\W\d_][\w-]*(?:[ \t]+[\w-]+)*)?"
    r"(?:[ \t]+[\"“](?P<title>.*)[\"”])?[ \t]*"
)
_TAB = re.compile(r"===[!+]?[ \t]+(?P<quote>[\"'“])(?P<title>.+)[\"'”][ \t]*")
_INDENT = 4


def _is_kind(names: str) -> bool:
    """Tell whether the words after ``!!!`` are a kind and its looks, rather than a title."""
    return names.isascii() and (names.islower() or len(names.split()) < 3)


def indented_box(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a box and, as Markdown, the lines below it that are indented by four columns."""
    line = line_text(state, first)
    if line[:3] not in ("!!!", "???", "===") or state.is_code_block(first):
        return False
    tab = _TAB.fullmatch(line)
    match = tab or _NOTE.fullmatch(line)
    if not match or not (tab or match["names"] or match["title"]):
        return False
    last = _body(state, first, end)
    if last == first + 1 and not match["title"]:
        return False  # a line of prose that begins with marks of surprise
    if silent:
        return True
    names = "" if tab else match["names"] or "note"
    kind = "tab" if tab else names.split()[0].lower()
    title = match["title"] or ("" if _is_kind(names) else names)
    open_box(state, kind, title, first)
    read_lines(state, first + 1, last, state.blkIndent + _INDENT)
    close_box(state, last)
    state.line = last
    return True


def _body(state: StateBlock, first: int, end: int) -> int:
    """Return the first line after the body: the first that is neither empty nor indented."""
    last = line = first + 1
    while line < end:
        if not state.isEmpty(line):
            if state.sCount[line] < state.blkIndent + _INDENT:
                break
            last = line + 1
        line += 1
    return last


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
