"""Decide whether a text is a formula in TeX rather than a sum of money."""

from __future__ import annotations

import re

#: The longest formula.
LONGEST = 2_000
#: A command of TeX.
COMMAND = re.compile(r"\\[A-Za-z]+")
#: What only formulas hold: an index, a power, a relation between what are no words.
_SIGNS = re.compile(r"[_^=<>≤≥≈≠+*/|∈∑∫√±×·−]|\\[,;:!{}|]|(?<=[\w)])-(?=[\w(])|\d\s*-\s*\d")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_IN_WORDS = re.compile(
    r"\\(?:text|mathrm|mathit|mathbf|mathsf|operatorname|label|tag|mbox|begin|end|ref|left|right)"
    r"\*?\s*\{[^{}]*\}"
)
_INDEX = re.compile(r"[_^]\{[^{}]{0,40}\}")
#: What is a formula by itself: a letter or two, a function of one.
NAME = re.compile(
    r"[A-Za-z]{1,2}['′]{0,2}|[A-Z]{1,4}|[Α-Ωα-ω]|[A-Za-z]?\(-?\w{1,2}(?:,\s*-?\w{1,2})*\)"
)
_PROOF = re.compile(
    r"(?<!\\)\$\$|(?<![\w$\\])\$[A-Za-z](?:_\w)?\$(?![\w$])|"
    r"(?<![\w$\\])\$[^$\n]{0,200}\\[A-Za-z]{2,}[^$\n]{0,200}\$|\\begin\{|\$`"
)
_BRACKETED = re.compile(r"\\[(\[][^()\[\]\n]{0,200}\\[A-Za-z]{2,}")
#: In a document with formulas: a name of several letters; the signs of a calculation; two words,
#: which no formula holds.
_WHOLE = re.compile(r"[A-Za-z]\w*")
_SIGN_OF_MATHS = re.compile(r"[_^=<>≤≥≈≠+*/|!()]|-")
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
    if not inner or len(inner) > LONGEST or "\n\n" in inner:
        return False
    bare = _IN_WORDS.sub(" ", inner)
    words = _WORDS.findall(COMMAND.sub(" ", _INDEX.sub(" ", bare)))
    if COMMAND.search(inner):
        return len(words) <= 3 + len(inner) // 12
    if NAME.fullmatch(inner):
        return True
    if among and _calculates(inner, bare):
        return True
    if _SIGNS.search(inner):
        return not words or (among and len(words) <= 1)
    return among and not words and bool(_NUMBER.fullmatch(inner))


def _calculates(inner: str, bare: str) -> bool:
    """Return whether a text has terms as formulas do, and no two words in a row."""
    if _WHOLE.fullmatch(inner):
        return True
    return bool(_SIGN_OF_MATHS.search(inner)) and not _TWO_WORDS.search(bare) and "://" not in inner
