r"""Finds formulas in TeX, ``$x^2$``, ``\(x\)``, ``$$ … $$``; sums of money are none."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    _Rule = Callable[[StateInline, bool], bool]
    _BlockRule = Callable[[StateBlock, int, int, bool], bool]

_LONGEST, _MOST_LINES = 2_000, 100
_COMMAND = re.compile(r"\\[A-Za-z]+")
#: What only formulas hold: an index, a power, a relation between what are no words.
_SIGNS = re.compile(r"[_^=<>≤≥≈≠+*/|∈∑∫√±×·−]|\\[,;:!{}|]|(?<=[\w)])-(?=[\w(])|\d\s*-\s*\d")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_IN_WORDS = re.compile(
    r"\\(?:text|mathrm|mathit|mathbf|mathsf|operatorname|label|tag|mbox|begin|end|ref|left|right)"
    r"\*?\s*\{[^{}]*\}"
)
_INDEX = re.compile(r"[_^]\{[^{}]{0,40}\}")
_NAME = re.compile(
    r"[A-Za-z]{1,2}['′]{0,2}|[A-Z]{1,4}|[Α-Ωα-ω]|[A-Za-z]?\(-?\w{1,2}(?:,\s*-?\w{1,2})*\)"
)
_PROOF = re.compile(
    r"(?<!\\)\$\$|(?<![\w$\\])\$[A-Za-z](?:_\w)?\$(?![\w$])|"
    r"(?<![\w$\\])\$[^$\n]{0,200}\\[A-Za-z]{2,}[^$\n]{0,200}\$|\\begin\{|\$`"
)
_BRACKET = re.compile(r"(\\\\?)([(\[])")
_BRACKETED = re.compile(r"\\[(\[][^()\[\]\n]{0,200}\\[A-Za-z]{2,}")
#: Among formulas: a name of several letters; what is reckoned; what no formula holds.
_WHOLE = re.compile(r"[A-Za-z]\w*")
_TERM = re.compile(r"[_^=<>≤≥≈≠+*/|!()]|-")
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,;:]?\s+[^\W\d_]{2,}|:(?!=)")
_NUMBER = re.compile(r"-?\d[\d.,]*%?|[()\[\]\w,.\s-]{1,12}")


def has_formulas(text: str) -> bool:
    """Return whether a text certainly holds a formula."""
    return bool(_PROOF.search(text))


def has_brackets(text: str) -> bool:
    r"""Return whether a text certainly holds a formula between ``\(`` and ``\)``."""
    return bool(_BRACKETED.search(text))


def is_formula(text: str, *, among: bool) -> bool:
    r"""Return whether the text between two marks is certainly a formula.

    Args:
        text: without the marks.
        among: there are other formulas in the document.

    >>> is_formula("x^2", among=False), is_formula(r"\\alpha", among=False)
    (True, True)
    >>> is_formula("5 and US", among=False), is_formula("HOME/bin:", among=True)
    (False, False)
    """
    inner = text.strip()
    if not inner or len(inner) > _LONGEST or "\n\n" in inner:
        return False
    bare = _IN_WORDS.sub(" ", inner)
    words = _WORDS.findall(_COMMAND.sub(" ", _INDEX.sub(" ", bare)))
    if _COMMAND.search(inner):
        return len(words) <= 3 + len(inner) // 12
    if _NAME.fullmatch(inner):
        return True
    if among and _reckons(inner, bare):
        return True
    if _SIGNS.search(inner):
        return not words or (among and len(words) <= 1)
    return among and not words and bool(_NUMBER.fullmatch(inner))


def _reckons(inner: str, bare: str) -> bool:
    """Return whether a text has terms as formulas do, and no two words in a row."""
    if _WHOLE.fullmatch(inner):
        return True
    return bool(_TERM.search(inner)) and not _TWO_WORDS.search(bare) and "://" not in inner


def formulas(parser: MarkdownIt) -> None:
    """Make a parser read formulas."""
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    dollarmath_plugin(
        parser,
        allow_space=False,
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
    end = state.src.find(close, match.end(), min(state.posMax, match.end() + _LONGEST))
    inner = state.src[match.end() : end] if end > 0 else ""
    sure = _COMMAND.search(inner) or re.search(r"[_^=]", inner)
    if not inner or not (sure or (state.env.get("brackets") and _NAME.fullmatch(inner.strip()))):
        return False
    if not is_formula(inner, among=False):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = inner, match[0]
    state.pos = end + len(close)
    return True
