"""Read lines that the programs of single sites replace, or that say how a page is laid out.

``:::row:::``, ``::: zone pivot="a"``, ``:::image … alt-text="…":::``, ``[!INCLUDE [a](a.md)]`` of
Microsoft Learn, ``{::comment}`` of kramdown, ``::: module.name`` of mkdocstrings,
``::include{file=a.md}`` of GitLab and Astro; what names a heading of Docsify's; links without
words, to which MyST gives those of a heading.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.documents.readers.embedded_media import embed_of, safe_url
from workflow.documents.readers.markdown.dialects.tokens import (
    add_code,
    add_embed,
    add_picture,
    keep_lines,
    line_text,
    lines_text,
    template_tag,
)
from workflow.documents.readers.template_tags import attributes
from workflow.model import TEMPLATE_CODE

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

#: Microsoft Learn: how a page is laid out, and for whom a part is.
_LAYOUT = re.compile(
    r":::(?:row|column)(?:-end|[ \t]+[a-z-]+=\"[^\"\n]*\")*:::[ \t]*"
    r"|:::[ \t]?(?:zone|moniker)(?:-end|(?:[ \t]+(?:pivot|target|range)=\"[^\"\n]*\")+)[ \t]*"
    r"(?::::)?[ \t]*"
)
_SHOWN = re.compile(
    r":::(?P<name>image|code|video)(?P<said>(?:[ \t]+[a-z-]+=\"[^\"\n]*\")+)[ \t]*:::[ \t]*"
)
_SHOWN_END = re.compile(r":::(?:image|code|video)-end:::[ \t]*")
_OTHER_FILE = re.compile(
    r"\[!(?:INCLUDE|include|CODE|code|Code)(?:-[\w+#]+)?[ \t]*\[[^\[\]\n]*\]\([^()\n]*\)\][ \t]*"
)
_DIVISION = re.compile(r"\[!div\b[^\[\]\n]*\][ \t]*")
#: kramdown's extensions.
_EXTENSION = re.compile(r"\{::(?P<name>comment|nomarkdown)(?:[ \t][^{}\n]*)?\}[ \t]*")
#: Such ones within a line: a comment with what it holds, and what begins and ends any other.
_WITHIN_LINE = re.compile(
    r"\{::comment\}[^{}]{0,2000}\{:/(?:comment)?\}[ \t]?"
    r"|\{::[a-z]+(?:[ \t][^{}\n]{0,200})?\}|\{:/(?:[a-z]+)?\}"
)
_EXTENSION_END = re.compile(r"\{:/(?:[a-z]+)?\}[ \t]*")
#: mkdocstrings: what is documented, by its place in a package.
_DOCUMENTED = re.compile(r":::[ \t]+[A-Za-z_]\w*(?:\.\w+)+[ \t]*")
#: remark-directive, GitLab: a line that stands for something else.
_LEAF = re.compile(r"::?(?P<name>[a-z][\w-]*)(?:\[\])?\{(?P<said>[^{}\n]*)\}[ \t]*")
#: A shortcode of WordPress, as programs that export it write it: ``\\[gallery ids="1,2"\\]``.
_EXPORTED = re.compile(
    r"\\\[(?:/(?:caption|gallery|audio|video|embed|playlist)"
    r"|[a-z][\w-]*(?:[ \t]+[\w\\-]+=\"[^\"\]\n]{0,500}\"){1,20}[ \t]*/?)\\\]"
)
#: MyST: the name of a heading, above it, and its words, if they are plain.
_TARGET = re.compile(
    r"^\(([\w:.-]+)\)=[ \t]*\n\n?#{1,6}[ \t]+([^\[\]`<{}*_$\\\n]+?)[ \t]*$",
    re.MULTILINE,
)
#: bookdown: what makes a heading one of a part or of the appendix.
_PART = re.compile(r"\((?:PART(?:\\?\*)?|APPENDIX)\)[ \t]+(?=\S)")
_DOCSIFY = re.compile(r"[ \t]+:id=[\w-]+[ \t]*$")
#: bookdown: the words that a caption elsewhere stands for.
_TEXT_REFERENCE = re.compile(r"\(ref:[\w-]+\)(?=[ \t]+\S)")
#: HackMD: whose words a quotation has, when they were said, the colour of its border.
_SAID_BY = re.compile(r"(?:\[(?:name|time|color)=[^\[\]\n]{1,100}\][ \t]*)+(?=\n|\Z)")
_SAID = re.compile(r"\[(name|time|color)=([^\[\]\n]+)\]")
#: Slidev: the head of a slide below the first, whose first key has no sentence, and which part of
#: the slide follows.
_SLIDE_KEY = re.compile(
    r"(?!.*[.!?][ \t]*$)"
    r"(?:layout|class|transition|background|image|clicks|level|hideInToc|src|routeAlias|zoom"
    r"|dragPos|disabled|hide|preload|backgroundSize)[ \t]*:[ \t]*\S.*"
)
_SLIDE_PAIR = re.compile(r"[A-Za-z][\w-]*[ \t]*:.*|[ \t]+\S.*")
_BEGINS = re.compile(r":|\[!|\{:")
_SLIDE_PART = re.compile(r"::(?:left|right|default|bottom|top)::[ \t]*")
_MYST = re.compile(r"^\([A-Za-z][\w:.-]*\)=[ \t]*$|\{(?:ref|doc|numref|eq|term)\}`", re.MULTILINE)


def site_line(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a line that consists of a mark of one of these programs."""
    line = line_text(state, first)
    if not _BEGINS.match(line) or state.is_code_block(first):
        return False
    if line[0] == "{":
        return _kramdown(state, line, (first, end), silent=silent)
    marks = (_LAYOUT, _SHOWN_END, _DIVISION, _SLIDE_PART)
    is_layout = any(each.fullmatch(line) for each in marks)
    encloses = first in state.env["divisions"]
    shown, leaf = _SHOWN.fullmatch(line), None if encloses else _LEAF.fullmatch(line)
    last = first + 1
    if _DOCUMENTED.fullmatch(line) and not encloses:
        last = _behind_options(state, first, end)
    elif not (is_layout or shown or leaf or _OTHER_FILE.fullmatch(line)):
        return False
    if silent or is_layout:
        state.line = state.line if silent else last
        return True
    if shown:
        _shown(state, shown, first)
    elif leaf and (found := embed_of(leaf["name"], leaf["said"])):
        add_embed(state, found, first, last)
    else:
        keep_lines(state, first, last)
    state.line = last
    return True


def _kramdown(state: StateBlock, line: str, lines: tuple[int, int], *, silent: bool) -> bool:
    """Read ``{::name}`` … ``{:/}`` of kramdown: HTML in ``nomarkdown``, else nothing."""
    first, end = lines
    last = first + 1
    if "kramdown" not in state.env:
        state.env["kramdown"] = state.src.rfind("{:/")
    if state.bMarks[first] > state.env["kramdown"]:
        return False
    if begun := _EXTENSION.fullmatch(line):
        while last < end and not _EXTENSION_END.fullmatch(line_text(state, last)):
            last += 1
        if last == end:
            return False
        last += 1
    elif not (_EXTENSION_END.fullmatch(line) and "{::" in state.src):
        return False
    if not silent:
        if begun and begun["name"] == "nomarkdown":
            token = state.push("html_block", "", 0)
            token.content, token.map = lines_text(state, first + 1, last - 1), [first, last]
        state.line = last
    return True


def extension(state: StateInline, silent: bool) -> bool:
    """Drop an inline comment of kramdown, and the marks around other extensions."""
    match = _WITHIN_LINE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if state.env.get("extended", ("", 0, 0))[0] is not state.src:
        state.env["extended"] = state.src, state.src.find("{::"), state.src.rfind("{:/")
    _, begun, ended = state.env["extended"]
    if not 0 <= begun <= state.pos <= ended:
        return False
    state.pos = match.end()
    return True


def exported_shortcode(state: StateInline, silent: bool) -> bool:
    """Keep a shortcode of WordPress whose brackets the program that exported it has escaped."""
    match = _EXPORTED.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("template", "", 0).content = match[0].replace("\\", "")
    state.pos = match.end()
    return True


def _behind_options(state: StateBlock, first: int, end: int) -> int:
    """Return the first line after those indented below a line."""
    last = first + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + 4):
        last += 1
    while state.isEmpty(last - 1):
        last -= 1
    return last


def _shown(state: StateBlock, match: re.Match[str], first: int) -> None:
    """Add the picture, the film or the code of another file that a line shows."""
    said = attributes(match["said"])
    address = safe_url(said.get("source"))
    if match["name"] == "image" and (alt := said.get("alt-text", "")):
        add_picture(state, alt, "", address, (first, first + 1))
    elif match["name"] == "video" and address:
        add_embed(state, (address, said.get("title", "")), first, first + 1)
    else:
        add_code(state, match[0].strip(), TEMPLATE_CODE, first, first + 1)


def slide_head(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Skip the keys at the head of a slide of Slidev's, between two lines of hyphens."""
    if line_text(state, first).rstrip() != "---" or first + 2 >= end:
        return False
    if not _SLIDE_KEY.fullmatch(line_text(state, first + 1)):
        return False
    last = first + 1
    while last < end and _SLIDE_PAIR.fullmatch(line_text(state, last)):
        last += 1
    if last == end or line_text(state, last).rstrip() != "---":
        return False
    if not silent:
        state.line = last + 1
    return True


def said_by(state: StateInline, silent: bool) -> bool:
    """Read ``[name=Ann] [time=May 6] [color=red]`` of HackMD as a name and a time."""
    start = state.pos
    if not state.src.startswith(("[name=", "[time=", "[color="), start):
        return False
    if state.src[:start].rstrip(" \t")[-1:] not in ("", "\n"):
        return False
    match = _SAID_BY.match(state.src, start, state.posMax)
    if not match:
        return False
    if not silent:
        told = [value for key, value in _SAID.findall(match[0]) if key != "color"]
        state.push("text", "", 0).content = ", ".join(told)
    state.pos = match.end()
    return True


def text_reference(state: StateInline, silent: bool) -> bool:
    """Keep ``(ref:name)`` at the beginning of a paragraph, where bookdown has a text for a name."""
    return state.pos == 0 and state.src[0] == "(" and template_tag(state, _TEXT_REFERENCE, silent)


def unnamed_headings(state: StateCore) -> None:
    """Remove marks from headings: Docsify's ``## Head :id=head``, bookdown's ``# (PART) Head``."""
    for opening, inline in pairwise(state.tokens):
        if opening.type == "heading_open":
            said = _PART.match(inline.content)
            inline.content = _DOCSIFY.sub("", inline.content[said.end() if said else 0 :])


def empty_links(state: StateCore) -> None:
    """Fill links without words, ``[](#place)``, in a text of MyST, which puts words there.

    They are those of a heading of the file; a link to anything else is kept as a tag.
    """
    from markdown_it.token import Token

    if not (state.env["directives"] or _MYST.search(state.src)):
        return
    named = dict(_TARGET.findall(state.src))
    for token in state.tokens:
        children = token.children or []
        for index in range(len(children) - 2, -1, -1):
            opening, closing = children[index], children[index + 1]
            if (opening.type, closing.type) != ("link_open", "link_close"):
                continue
            address = str(opening.attrGet("href") or "")
            if words := named.get(address.removeprefix("#")):
                children.insert(index + 1, Token("text", "", 0, content=words))
                continue
            opening.type, opening.nesting, opening.content = "template", 0, f"[]({address})"
            closing.type, closing.nesting, closing.content = "text", 0, ""
