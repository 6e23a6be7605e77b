r"""Read formulas in TeX where they certainly are some: ``$x^2$``, ``\(x\)``, ``$$ … $$``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from workflow.documents.readers.tex_formulas import COMMAND, LONGEST, NAME, is_formula

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    _Rule = Callable[[StateInline, bool], bool]
    _BlockRule = Callable[[StateBlock, int, int, bool], bool]

_MOST_LINES = 100
_BRACKET = re.compile(r"(\\\\?)([(\[])")
#: A sum or comparison of figures and letters, each by itself: a+b, not R+D or 부모 + 자녀.
_SUM = re.compile(
    r"(?=.*[a-z])(?=.*[\w)]\s*[+<>]\s*[\w(])(?:[\d\s()+<>*/.,!-]|(?<![a-z])[a-z](?![a-z]))+", re.A
)
#: A price, or what stands behind the prompt of a shell.
_PROMPT = re.compile(r"\s+(?:\d|[A-Za-z]{2})")


def formulas(parser: MarkdownIt) -> None:
    """Make a parser read formulas."""
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    dollarmath_plugin(
        parser,
        allow_space=True,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    amsmath_plugin(parser)
    blocks = {each.name: each for each in parser.block.ruler.__rules__}
    block, known = blocks["math_block"], blocks["amsmath"]
    parser.block.ruler.at("math_block", _certain_block(block.fn), {"alt": block.alt})
    parser.block.ruler.at("amsmath", _near(known.fn), {"alt": known.alt})
    (rule,) = (each for each in parser.inline.ruler.__rules__ if each.name == "math_inline")
    parser.inline.ruler.at("math_inline", _certain(rule.fn))
    parser.inline.ruler.before("escape", "math_brackets", _brackets)


def _certain(rule: _Rule) -> _Rule:
    def math_inline(state: StateInline, silent: bool) -> bool:
        start, source = state.pos, state.src
        if source[start] != "$" or (start and _is_letter(source[start - 1])):
            return False
        if not rule(state, True):
            return False
        end = state.pos
        state.pos = start
        marks = 2 if source.startswith("$$", start) and end - start > 4 else 1
        inner = source[start + marks : end - marks]
        if (end < len(source) and _is_letter(source[end])) or "\0" in inner:
            return False
        if inner != inner.strip() and (not COMMAND.search(inner) or _PROMPT.match(inner)):
            return False
        if not is_formula(inner, among=state.env.get("formulas", False)):
            return False
        return rule(state, silent)

    return math_inline


def _near(rule: _BlockRule) -> _BlockRule:
    """Limit how far the rule for TeX environments looks for their ends."""

    def amsmath(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        if not state.src.startswith("\\begin{", state.bMarks[first] + state.tShift[first]):
            return False
        return rule(state, first, min(end, first + _MOST_LINES), silent)

    return amsmath


def _certain_block(rule: _BlockRule) -> _BlockRule:
    def math_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        if silent or not rule(state, first, end, silent):
            return False
        if state.line > first + 1 or is_formula(state.tokens[-1].content, among=True):
            return True
        state.tokens.pop()
        state.line = first
        return False

    return math_block


def _is_letter(char: str) -> bool:
    """Return whether a character is a Latin letter or a digit; others need no space before them."""
    return char.isascii() and (char.isalnum() or char in "$\\")


def _brackets(state: StateInline, silent: bool) -> bool:
    r"""Read ``\(x\)`` and ``\\(x\\)`` as a formula; if that is not certain, as escaped brackets."""
    start = state.pos
    match = _BRACKET.match(state.src, start)
    if not match:
        return False
    close = match[1] + {"(": ")", "[": "]"}[match[2]]
    end = state.src.find(close, match.end(), min(state.posMax, match.end() + LONGEST))
    inner = state.src[match.end() : end] if end > 0 else ""
    sure = COMMAND.search(inner) or re.search(r"[_^=]", inner)
    if match[2] == "(":  # converters escape square brackets, too
        sure = sure or _SUM.fullmatch(inner)
    if not inner or not (sure or (state.env.get("brackets") and NAME.fullmatch(inner.strip()))):
        return False
    if not is_formula(inner, among=False):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = inner, match[0]
    state.pos = end + len(close)
    return True
