"""Read components of MDX and its syntax: ``<Tabs>``, ``import``, ``{value}``.

The tags of a component alone on a line stand between blocks, and what lies between them is Markdown
like any other. A component that says a title is a box; one that holds nothing is kept as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflow.documents.readers.embedded_media import embed_of
from workflow.documents.readers.markdown.dialects.box_kinds import kind_of, title_of
from workflow.documents.readers.markdown.dialects.media_lines import add_words
from workflow.documents.readers.markdown.dialects.tokens import (
    add_element,
    add_embed,
    close_box,
    keep_lines,
    line_text,
    open_box,
    read_lines,
    template_tag,
)
from workflow.documents.readers.tag_words import texts_in, words_in
from workflow.documents.readers.template_tags import attributes

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_LONGEST, _DEEPEST = 40_000, 8
_NAME = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w.:-]*)?")
_ATTRIBUTE = re.compile(
    r"\s+[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|(?P<braces>\{)|[^\s\"'{}<>=`]+))?"
)
_SPREAD = re.compile(r"\s*(?P<braces>\{)")
_END = re.compile(r"\s*/?>")
_BRACES = re.compile(r"[{}]")
_BEGUN = re.compile(r"<[A-Z][\w.]*(?=\s)")
_IMPORT = re.compile(
    r"import\s+(?:(?:type\s+)?[\w*$][^'\"\n]*\s+from\s+|\{[^}]*\}\s*from\s*)?(['\"])[^'\"\n]+\1;?\s*"
)
_EXPORT = re.compile(
    r"export\s+(?:default\b|(?:async\s+)?(?:const|let|var|function|class)\s+\w+.*[=({])"
)
_ALONE = re.compile(r"[ \t]*<(?P<close>/?)(?P<name>[A-Z][\w.]*)(?:[ \t][^\n]{0,2000})?>[ \t]*$")
_MODULE = re.compile(
    r"^(?:import\s+[^\n]{0,400}?\bfrom\s+['\"][^'\"\n]+['\"];?[ \t]*$"
    r"|export\s+(?:const|default|function)\b)",
    re.MULTILINE,
)
_EXPRESSION = re.compile(
    r"\{\s*(?:new\s+)?[A-Za-z_$][\w$]*"
    r"(?:\.[A-Za-z_$][\w$]*|\[[\w'\"$.]{1,60}\]|\([^(){}\n]{0,200}\))*\s*\}"
    r"|\{(['\"])(?:\\[nt]|[^\w'\"{}\n]){0,40}\1\}"
)
#: What makes a value of words, sums or elements in braces: ``{open ? "today" : "never"}``.
_CHOICE = re.compile(r"[?&|<'\"`]|\w\s*[+*/%]\s*\w|\d\s*-\s*\d")
_SKIPPED_BRACES = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)


def tag_end(text: str, start: int) -> int:
    """Return the end of the tag that begins at ``start``; 0 without one.

    Only one that HTML does not know counts: a name in capitals, or braces in attributes.

    Args:
        text: of the document or the line.
        start: where it begins in that.
    """
    match = _NAME.match(text, start)
    if not match or not (match["name"] or text.startswith(("<>", "</>"), start)):
        return 0
    strange = not match["name"] or match["name"][0].isupper()
    if not strange and "." in match["name"]:
        return 0
    at, limit = match.end(), start + _LONGEST
    outside, since = "", start
    while at < limit and (found := _ATTRIBUTE.match(text, at) or _SPREAD.match(text, at)):
        at = found.end()
        strange = strange or found[0].lstrip()[:1] in ("@", ":")  # of Vue
        if found["braces"]:
            outside += text[since:at]
            strange, at = True, _behind_braces(text, at, limit)
            since = at
            if not at:
                return 0
    end = _END.match(text, at)
    if not end or not strange or "\n\n" in outside + text[since : end.end()]:
        return 0
    return end.end()


def _behind_braces(text: str, at: int, limit: int) -> int:
    depth = 1
    for match in _BRACES.finditer(text, at, limit):
        depth += 1 if match[0] == "{" else -1
        if not depth or depth > _DEEPEST:
            return 0 if depth else match.end()
    return 0


def component_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read lines that hold only the tag of a component."""
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 1] != "<" or state.is_code_block(first):
        return False
    stop = tag_end(state.src, start)
    if not stop:
        return False
    behind = state.src.find("\n", stop)
    if rest := state.src[stop : behind if behind >= 0 else None].strip():
        return not silent and _whole(state, first, state.src[start:stop], rest)
    last = first + state.src.count("\n", start, stop) + 1
    if last > end:
        return False
    if silent:
        return True
    _component(state, state.src[start:stop], first, last)
    state.line = last
    if closing := state.env["enclosed"].get(last - 1):
        _indented_body(state, last, min(closing, end))
    return True


def enclosed(text: str) -> dict[int, int]:
    """Find lines that hold only the end tag of a component, by the line of its start tag."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n")):
        if (match := _ALONE.match(line)) and not line.rstrip().endswith("/>"):
            if not match["close"]:
                waiting.setdefault(match["name"], []).append(number)
            elif waiting.get(match["name"]):
                found[waiting[match["name"]].pop()] = number
    return found


def _indented_body(state: StateBlock, first: int, closing: int) -> None:
    """Read indented lines in a component as text, since MDX has no indented code."""
    lines = (line for line in range(first, closing) if not state.isEmpty(line))
    indent = min((state.sCount[line] for line in lines), default=0)
    if indent < state.blkIndent + 4:
        return
    read_lines(state, first, closing, indent)
    state.line = closing


def _whole(state: StateBlock, first: int, tag: str, rest: str) -> bool:
    """Read a component on one line that has a title, ``<Card title="Port">Text</Card>``."""
    name = (match["name"] or "") if (match := _NAME.match(tag)) else ""
    title = title_of(tag[1 + len(name) : -1])
    if not title and kind_of(name, tag) == "tab":
        title = attributes(tag).get("value", "")
    inner, closing, after = rest.rpartition(f"</{name}>")
    if not title or not closing or after.strip() or f"<{name}" in inner:
        return False
    open_box(state, kind_of(name, tag) or name.lower(), title, first)
    if inner.strip():
        add_element(state, "p", inner.strip(), first, first + 1)
    close_box(state, first)
    state.line = first + 1
    return True


def _component(state: StateBlock, tag: str, first: int, last: int) -> None:
    match = _NAME.match(tag)
    name = (match["name"] or "") if match else ""
    if tag.startswith("</"):
        _end_component(state, name, first)
        return
    said = tag[1 + len(name) :].removesuffix(">").removesuffix("/")
    if tag.endswith("/>"):
        if "=" in tag and (found := embed_of(name, said)):
            add_embed(state, found, first, last)
        elif not add_words(state, said, (first, last)):
            keep_lines(state, first, last)
        return
    values = attributes(said)
    title = title_of(said) if "{" not in values.get("title", "") else ""
    kind = kind_of(name.replace(".", "-"), said) or (name.lower() if title else "")
    if kind in {"tab"} and not title:
        title = values.get("value", "")
    state.env.setdefault("components", []).append((name, bool(kind)))
    if kind:
        open_box(state, kind, title, first)
    for text in texts_in(said):
        if text != title:
            add_element(state, "p", text, first, last)


def _end_component(state: StateBlock, name: str, line: int) -> None:
    """End the box of the innermost component of a name, and of those that are open in it."""
    opened: list[tuple[str, bool]] = state.env.setdefault("components", [])
    if any(each == name for each, _ in opened):
        while opened:
            each, boxed = opened.pop()
            if boxed:
                close_box(state, line)
            if each == name:
                break


def module_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Keep ``import`` and ``export`` statements of MDX as code."""
    line = line_text(state, first)
    if line[:6] not in ("import", "export") or state.blkIndent or state.is_code_block(first):
        return False
    last = first + 1
    while last < end and not state.isEmpty(last) and last - first < 200:
        last += 1
    text = state.src[state.bMarks[first] : state.eMarks[last - 1]] + "\n"
    at = 0
    while match := _IMPORT.match(text, at):
        at = match.end()
    rest = text[at:]
    if rest and not (_EXPORT.match(rest) and rest.count("{") == rest.count("}")):
        return False
    if silent:
        return True
    keep_lines(state, first, last)
    state.line = last
    return True


def component_inline(state: StateInline, silent: bool) -> bool:
    """Read an inline tag of a component, or a comment of MDX."""
    start = state.pos
    if state.src[start] == "{":
        match = _SKIPPED_BRACES.match(state.src, start, min(state.posMax, start + _LONGEST))
        end = match.end() if match else 0
    elif state.src[start] == "<":
        end = tag_end(state.src, start)
    else:
        return False
    if not end or end > state.posMax:
        return False
    if not silent:
        text = state.src[start:end]
        held = text.endswith("/>") and not text.startswith("{")
        token = state.push("template" if held else "html_inline", "", 0)
        token.content = text
    state.pos = end
    return True


def untold(text: str, shown: str) -> Iterator[tuple[str, int]]:
    """Yield words in the tags of components that are nowhere shown, each with where it stands.

    Args:
        text: of the whole file.
        shown: all that is read of it.
    """
    for match in _BEGUN.finditer(text):
        tag = text[match.start() : tag_end(text, match.start())]
        for said in words_in(tag):
            if said not in shown:
                yield said, match.start()


def is_mdx(text: str, path: str) -> bool:
    """Return whether a text is MDX: by file name, ``import``, ``export``, ``{/*``, ``{" "}``."""
    if path.lower().endswith(".mdx"):
        return True
    return bool(_MODULE.search(text) or re.search(r"\{/\*|\{(['\"]) \1\}", text))


def expression(state: StateInline, silent: bool) -> bool:
    """Read a value within a line of MDX, ``{price}`` or ``{page.title}``, as a tag."""
    if not state.env.get("mdx") or state.src[state.pos] != "{":
        return False
    if template_tag(state, _EXPRESSION, silent):
        return True
    if not str(state.env["path"]).lower().endswith(".mdx"):
        return False
    end = _behind_braces(state.src, state.pos + 1, min(state.pos + _LONGEST, state.posMax))
    inner = state.src[state.pos + 1 : end - 1].strip()
    if not end or inner.startswith("/*") or not _CHOICE.search(inner):
        return False
    if not silent:
        state.push("template", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def expression_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Keep lines of MDX that are one value, ``{items.map(item => <Item {...item} />)}``."""
    start = state.bMarks[first] + state.tShift[first]
    if not state.env.get("mdx") or state.src[start] != "{" or state.is_code_block(first):
        return False
    stop = _behind_braces(state.src, start + 1, min(start + _LONGEST, state.eMarks[end - 1]))
    behind = state.src.find("\n", stop)
    if not stop or state.src[stop : behind if behind >= 0 else None].strip(" \t;"):
        return False
    if silent or not re.search(r"[<>=?&|(]", state.src[start:stop]):
        return False
    last = first + state.src.count("\n", start, stop) + 1
    keep_lines(state, first, last)
    state.line = last
    return True


#: A comment as the title of a reference. It would be text with brackets in it, or, where it leads
#: nowhere, below a line of text (CommonMark 0.31, 4.7).
_AS_REFERENCE = re.compile(
    r"\[(?://|#|comment)\]:[ \t]*(?:(?:#|<>)[ \t]+\(.*\)|\S{1,80}[ \t]+\(.*[()].*\))[ \t]*"
)


def titled_comment(state: StateBlock, first: int, _end: int, silent: bool) -> bool:
    """Skip ``[//]: # (a comment)``."""
    found = _AS_REFERENCE.fullmatch(line_text(state, first)) and not state.is_code_block(first)
    if found and not silent:
        state.line = first + 1
    return bool(found)


def comment_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Skip a comment of Obsidian (``%%``) or MDX (``{/* */}``) on lines of its own."""
    line = line_text(state, first)
    if line[:2] not in ("%%", "{/") or state.is_code_block(first):
        return False
    mark = "*/}" if line.startswith("{/*") else "%%"
    if line.startswith("{/") and mark != "*/}":
        return False
    last = first
    here = line[2:].rstrip()
    if mark == "%%" and here and not here.endswith("%%"):
        return False
    if not here.endswith(mark):
        last += 1
        while last < end and not line_text(state, last).rstrip().endswith(mark):
            if last - first > 200:
                return False
            last += 1
        if last >= end:
            return False
    if not silent:
        state.line = last + 1
    return True
