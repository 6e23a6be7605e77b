"""Read directives of MyST and Sphinx: ``{note} Title`` after backticks or colons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.readers.embedded_media import embed_of_directive
from workflow.documents.readers.markdown.dialects.box_kinds import kind_of
from workflow.documents.readers.markdown.dialects.other_lists import glossary
from workflow.documents.readers.markdown.dialects.other_tables import comma_table, listed_table
from workflow.documents.readers.markdown.dialects.tokens import (
    add_code,
    add_embed,
    add_picture,
    add_text,
    close_box,
    keep_lines,
    line_text,
    lines_text,
    open_box,
    read_lines,
)
from workflow.documents.readers.template_tags import attributes

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

#: Directives that hold what a program reads, whose argument is the language, if they have one.
_CODE = frozenset(
    "code code-block code-cell sourcecode parsed-literal highlight doctest testcode prompt"
    " literalinclude mermaid graphviz plantuml raw eval-rst tikz".split()
)
_TEMPLATE = frozenset(
    "toctree include tableofcontents contents index bibliography autosummary autoclass autofunction"
    " automodule automethod autodoc2-object autodoc2-docstring currentmodule module only"
    " anywidget iframe video youtube embed figure-md glue show-index".split()
)
_MATH = frozenset(("math",))
_PICTURE = frozenset(("figure", "image"))
#: Directives behind backticks whose body is Markdown; behind colons every other one has such.
_PROSE = frozenset(
    "grid grid-item grid-item-card card card-body tab-set tab-item tabs list-table table glossary"
    " container div panels rubric centered pull-quote parsed csv-table role-prose proof:theorem"
    " proof:proof prf:theorem prf:proof prf:definition prf:lemma prf:example prf:remark exercise"
    " solution exercise-start exercise-end solution-start solution-end topic blockquote"
    " button-link button-ref"
    " attention".split()
)
#: Fences that hold prose: of bookdown (theorems), mdbook-admonish, Obsidian's Admonition.
_NAMED_FENCE = re.compile(
    r"(?P<mark>`{3,}|~{3,})[ \t]*(?:admonish(?:[ \t]+(?P<admonish>[a-z][\w-]*)(?!=))?"
    r"(?P<said>(?:[ \t]+[\w-]+=\"[^\"\n]*\")*)|ad-(?P<note>[a-z][\w-]*)"
    r"|\{(?P<proof>theorem|lemma|corollary|proposition|conjecture|definition|hypothesis|proof|remark"
    r"|(?:example|exercise|solution)(?=[ \t]*,))(?P<head>[ \t]*,[^{}\n]*|[ \t]+[^{}\n]*)?\})[ \t]*"
)
_AD_OPTION = re.compile(r"(?P<key>title|collapse|icon|color):[ \t]*(?P<value>.*)")
_NAME_OF = re.compile(r"\bname\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_EVIDENCE = re.compile(r"^[ \t]*(?:`{3,}|:{3,})\{[a-z]", re.MULTILINE)
_TARGET = re.compile(r"\([A-Za-z][\w:.-]*\)=[ \t]*")
_MACHINE = re.compile(r"%(?:\s.*)?|\+\+\+[ \t]*(?:\{.*\})?[ \t]*|\^{3,}[ \t]*")
#: Those whose argument says how they look.
_LAYOUT = frozenset(
    "grid grid-item tab-set container div panels card-carousel table-wrapper button-link"
    " button-ref".split()
)
#: Those that make a table of what they hold.
_TABLES = {"list-table": listed_table, "csv-table": comma_table}
_OPTION = re.compile(r":[\w-]+:(?:\s.*)?")


def is_prose(name: str, *, colons: bool) -> bool:
    """Return whether the body of a directive is Markdown."""
    if name in _CODE | _TEMPLATE | _MATH | _PICTURE:
        return False
    return colons or bool(kind_of(name)) or name in _PROSE


def directive_fence(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a directive between lines of backticks; every other such block is code."""
    line = line_text(state, first)
    if named := _NAMED_FENCE.fullmatch(line):
        return not state.is_code_block(first) and _named(state, named, (first, end), silent=silent)
    match = re.match(r"(`{3,}|~{3,}|:{3,})\{([A-Za-z][\w:.-]*)\}(.*)", line)
    if not match or match[1][0] == ":" or state.is_code_block(first):
        return False
    name = match[2]
    if not (is_prose(name, colons=False) or name in _CODE | _TEMPLATE | _MATH | _PICTURE):
        return False
    if silent:
        return True
    last, after = _ends(state, match[1], first, end)
    body = directive(state, name, match[3].strip(), (first, last))
    if body:
        read_lines(state, body, last)
        close_box(state, last)
    state.line = after
    return True


def _ends(state: StateBlock, mark: str, first: int, end: int) -> tuple[int, int]:
    """Return the line after a fence's body, and the line after the whole fence."""
    closing = re.compile(rf"{mark[0]}{{{len(mark)},}}[ \t]*")
    last = first + 1
    while last < end and not (
        closing.fullmatch(line_text(state, last)) and not state.is_code_block(last)
    ):
        if state.sCount[last] < state.blkIndent and not state.isEmpty(last):
            break
        last += 1
    closed = last < end and bool(closing.fullmatch(line_text(state, last)))
    return last, last + closed


def _named(
    state: StateBlock, match: re.Match[str], lines: tuple[int, int], *, silent: bool
) -> bool:
    """Read a fence that says in words of its program that it holds prose."""
    if silent:
        return True
    first, end = lines
    last, state.line = _ends(state, match["mark"], first, end)
    body, after = first + 1, state.line
    title = attributes(match["said"] or "").get("title", "")
    if name := _NAME_OF.search(match["head"] or ""):
        title = name[1] or name[2] or ""
    while match["note"] and body < last and (said := _AD_OPTION.fullmatch(line_text(state, body))):
        title = said["value"] if said["key"] == "title" else title
        body += 1
    kind = match["proof"] or match["note"] or match["admonish"] or "note"
    open_box(state, kind_of(kind) or kind, title, first)
    read_lines(state, body, last)
    close_box(state, last)
    state.line = after
    return True


def has_directives(text: str) -> bool:
    """Return whether a text is written in MyST."""
    return bool(_EVIDENCE.search(text))


def myst_line(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Skip a MyST target, ``(name)=``; in texts with directives also comments and breaks."""
    line = line_text(state, first)
    if line[:1] not in ("(", "%", "+", "^") or state.is_code_block(first):
        return False
    if not _TARGET.fullmatch(line) and not (state.env["directives"] and _MACHINE.fullmatch(line)):
        return False
    if not silent:
        state.line = first + 1
        if _TARGET.fullmatch(line):
            target = state.push("name", "", 0)
            target.meta = {"names": [line[1 : line.rindex(")")]]}
    return True


def directive(state: StateBlock, name: str, argument: str, lines: tuple[int, int]) -> int:
    """Add the tokens of a directive; return the line where its Markdown begins, 0 without any.

    Args:
        state: of the parser.
        name: its name.
        argument: what stands behind that.
        lines: the line of the name, and the one behind the body.
    """
    first, last = lines
    if name == "todo":  # Sphinx shows it only where a setting says so
        return 0
    body, options = behind_options(state, first + 1, last)
    if name in _TABLES and _TABLES[name](state, argument, options, (body, last)):
        return 0
    if name in _TEMPLATE or name == "csv-table":
        if found := embed_of_directive(name, argument, options):
            add_embed(state, found, first, last)
        else:
            keep_lines(state, first, last)
        return 0
    if name in _CODE | _MATH | _PICTURE or name == "glossary":
        _leaf(state, name, argument, (first, body, last), options)
        return 0
    kind = kind_of(name)
    if name in _LAYOUT:
        open_box(state, "", "", first)
    else:
        open_box(state, kind or (name.rpartition(":")[2] if argument else ""), argument, first)
    return body


def _leaf(
    state: StateBlock,
    name: str,
    argument: str,
    lines: tuple[int, int, int],
    options: dict[str, str],
) -> None:
    """Add the tokens of code, a formula, a picture, a glossary; ``lines`` has its body's first."""
    first, body, last = lines
    if name in _CODE:
        begun = first + 1
        if caption := options.get("caption", "").strip("\"'"):
            add_picture(state, caption, "", "", (first, body))
            begun = body
        text = lines_text(state, begun, last)
        add_code(state, text, argument.split(" ", maxsplit=1)[0], begun, last)
    elif name in _MATH:
        token = state.push("math_block", "math", 0)
        inner = lines_text(state, body, last) if body < last else ""
        token.content, token.map = "\n".join(filter(None, (argument, inner))), [first, last]
    elif name in _PICTURE:
        token = state.push("picture_block", "", 0)
        token.map, token.meta = [first, last], {"url": argument, "alt": options.get("alt", "")}
        add_text(state, lines_text(state, body, last).strip(), body, last)
    else:
        glossary(state, body, last)


def behind_options(state: StateBlock, line: int, last: int) -> tuple[int, dict[str, str]]:
    """Return the first line after a directive's options, and the options."""
    said: dict[str, str] = {}
    if line < last and line_text(state, line).strip() == "---":
        end = line + 1
        while end < last and line_text(state, end).strip() != "---":
            end += 1
        if end < last:
            for each in range(line + 1, end):
                key, _, value = line_text(state, each).partition(":")
                said[key.strip()] = value.strip()
            return end + 1, said
    while line < last and (_OPTION.fullmatch(line_text(state, line))):
        _, key, value = line_text(state, line).split(":", 2)
        said[key] = value.strip()
        line += 1
    return line, said
