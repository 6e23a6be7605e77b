"""Read lists that CommonMark lacks: definitions; letters, Roman numbers or ``#.`` as marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from workflow.documents.readers.markdown.dialects.tokens import add_element, line_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    _Rule = Callable[[StateBlock, int, int, bool], bool]


_MARK = re.compile(r":[ \t]+\S")
_ABBREVIATION = re.compile(r"\*\[(?P<short>[^\]\n]+)\]:[ \t]*(?P<long>\S.*)")
#: Longer lines are no terms; more of them have no definition in common.
_LONGEST_TERM, _MOST_TERMS = 200, 8


def definition_lists(parser: MarkdownIt) -> None:
    """Make a parser read definition lists where they are certain.

    The plugin also takes any tilde for the mark, which stands before round figures and in ranges,
    and one line for the term.
    """
    from mdit_py_plugins.deflist import deflist_plugin

    deflist_plugin(parser)
    (rule,) = (each for each in parser.block.ruler.__rules__ if each.name == "deflist")
    certain = _certain(rule.fn)
    parser.block.ruler.at("deflist", certain, {"alt": rule.alt})
    parser.block.ruler.before("html_block", "commented_term", _commented(certain))


def _certain(rule: _Rule) -> _Rule:
    def definition_list(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, first, end, silent)
        last = _last_term(state, first, end)
        if last < 0:
            return False
        if last == first:
            return rule(state, first, end, silent)
        at = len(state.tokens)
        if not rule(state, last, end, silent):
            return False
        _add_terms(state, first, last, at)
        return True

    return definition_list


def _commented(rule: _Rule) -> _Rule:
    """Restrict the plugin's rule to terms that consist of an HTML comment."""

    def commented_term(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        text = line_text(state, first)
        alone = text.startswith("<!--") and text.find("-->") == len(text) - 3
        return alone and not silent and rule(state, first, end, silent)

    return commented_term


def _last_term(state: StateBlock, first: int, end: int) -> int:
    """Return the line of the last term above a definition; -1 if there is no term."""
    line = first
    while line < end and line - first < _MOST_TERMS:
        text = line_text(state, line)
        if not text or len(text) > _LONGEST_TERM or _is_marked(state, line):
            return -1
        below = line + 1
        if below < end and state.isEmpty(below) and line == first:
            below += 1
        if below >= end or state.sCount[below] < state.blkIndent or state.isEmpty(below):
            return -1
        if _is_marked(state, below) and not state.is_code_block(below):
            return line
        if below != line + 1 or state.is_code_block(below):
            return -1
        line = below
    return -1


def _is_marked(state: StateBlock, line: int) -> bool:
    """Return whether a line begins with the mark of a definition.

    A tilde has to be indented; before a figure it says *about*.
    """
    text = line_text(state, line)
    if text.startswith("~ "):
        return state.sCount[line] > state.blkIndent and not text[2:].lstrip()[:1].isdigit()
    return bool(_MARK.match(text))


def _add_terms(state: StateBlock, first: int, last: int, at: int) -> None:
    """Add tokens for the terms above the last one, the only one that the plugin knows."""
    found = state.tokens[at + 1 : at + 4]
    added = []
    for line in range(first, last):
        opened, inline, closed = (each.copy() for each in found)
        opened.map = inline.map = [line, line]
        inline.content, inline.children = line_text(state, line).strip(), []
        added += [opened, inline, closed]
    state.tokens[at].map = [first, (state.tokens[at].map or [0, last + 1])[1]]
    state.tokens[at + 1 : at + 1] = added


def glossary(state: StateBlock, first: int, last: int) -> None:
    """Read the body of a glossary (Sphinx, MyST): terms, and below each, indented, its meaning."""
    margin = min((state.sCount[n] for n in range(first, last) if not state.isEmpty(n)), default=0)
    state.push("dl_open", "dl", 1).map = [first, last]
    line = first
    while line < last:
        if state.isEmpty(line):
            line += 1
            continue
        begun, name = line, "dt" if state.sCount[line] <= margin else "dd"
        line += 1
        while name == "dd" and line < last and state.sCount[line] > margin:
            if state.isEmpty(line):
                break
            line += 1
        text = "\n".join(line_text(state, n).strip() for n in range(begun, line))
        add_element(state, name, text, begun, line)
    state.push("dl_close", "dl", -1)


def abbreviations(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read abbreviations (``*[WHO]: World Health Organization``) as a definition list."""
    if not line_text(state, first).startswith("*[") or state.is_code_block(first):
        return False
    if not _ABBREVIATION.fullmatch(line_text(state, first)):
        return False
    if silent:
        return True
    state.push("dl_open", "dl", 1).map = [first, first + 1]
    line = first
    while line < end and (match := _ABBREVIATION.fullmatch(line_text(state, line))):
        for name, text in (("dt", match["short"]), ("dd", match["long"])):
            add_element(state, name, text.strip(), line, line + 1)
        line += 1
    state.push("dl_close", "dl", -1)
    state.line = line
    return True


_ITEM_MARK = re.compile(r"(?P<open>\(?)(?:(?P<number>\d{1,3})|(?P<letters>[A-Za-z]|[ivxIVX]{2,5}))"
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
    """Tell whether something other than a paragraph begins with a line."""
    if state.sCount[line] < state.blkIndent:
        return True
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules)


def _following(text: str) -> tuple[str, ...]:
    """Return the possible marks of the next item: ``b)`` after ``a)``; empty for none.

    >>> _following("a) ships"), _following("(i) ships"), _following("A ship")
    (('b) ',), ('(j) ', '(ii) '), ())
    """
    if _EXAMPLE.match(text):
        return ("(@",)
    match = _ITEM_MARK.match(text)
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
    text = "\n".join(line_text(state, n) for n in range(first, last))[mark:].strip()
    add_element(state, "p", text, first, last)
