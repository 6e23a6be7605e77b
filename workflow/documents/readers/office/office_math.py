"""Convert formulas of Word (OMML; ECMA-376, part 1, section 22.1) to MathML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from workflow.documents.archive import child, value
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What is made of an element by the names of its parts, in this order.
_MADE = {
    "f": ("mfrac", ("num", "den")),
    "sSup": ("msup", ("e", "sup")),
    "sSub": ("msub", ("e", "sub")),
    "sSubSup": ("msubsup", ("e", "sub", "sup")),
    "limLow": ("munder", ("e", "lim")),
    "limUpp": ("mover", ("e", "lim")),
}
_PROPERTIES = "Pr"


def mathml(element: _Element) -> str:
    """Return a formula of Word as one line of MathML."""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{_inside(element)}</math>'


def _inside(element: _Element | None) -> str:
    if element is None:
        return ""
    return "".join(_made(each) for each in element if not local(each).endswith(_PROPERTIES))


def _row(element: _Element | None) -> str:
    return f"<mrow>{_inside(element)}</mrow>"


def _made(element: _Element) -> str:
    name = local(element)
    if name in _MADE:
        tag, parts = _MADE[name]
        return f"<{tag}>{''.join(_row(child(element, part)) for part in parts)}</{tag}>"
    make = {"r": _letters, "rad": _root, "d": _fenced, "nary": _operator, "m": _matrix}
    return make.get(name, _inside)(element)


def _letters(element: _Element) -> str:
    return "".join(_token(each.text or "") for each in element if local(each) == "t")


def _root(element: _Element) -> str:
    degree, base = _inside(child(element, "deg")), _row(child(element, "e"))
    return f"<mroot>{base}<mrow>{degree}</mrow></mroot>" if degree else f"<msqrt>{base}</msqrt>"


def _operator(element: _Element) -> str:
    sign = value(child(element, "naryPr", "chr")) or "∫"
    bounds = "".join(_row(child(element, part)) for part in ("sub", "sup"))
    return f"<munderover><mo>{escape(sign)}</mo>{bounds}</munderover>{_row(child(element, 'e'))}"


def _matrix(element: _Element) -> str:
    rows = ("".join(f"<mtd>{_inside(e)}</mtd>" for e in row) for row in element if _is_row(row))
    return f"<mtable>{''.join(f'<mtr>{row}</mtr>' for row in rows)}</mtable>"


def _is_row(element: _Element) -> bool:
    return local(element) == "mr"


def _fenced(element: _Element) -> str:
    about = child(element, "dPr")
    begin, end = child(about, "begChr"), child(about, "endChr")
    signs = ("(" if begin is None else value(begin), ")" if end is None else value(end))
    left, right = (f"<mo>{escape(sign)}</mo>" if sign else "" for sign in signs)
    parts = [_inside(each) for each in element if local(each) == "e"]
    return f"<mrow>{left}{'<mo>,</mo>'.join(parts)}{right}</mrow>"


def _token(text: str) -> str:
    """Return MathML of a text: letters as identifiers, digits as numbers, the rest as operators."""
    found: list[str] = []
    number = ""
    for sign in [*text, ""]:
        if sign and (sign.isdecimal() or (number and sign == ".")):
            number += sign
            continue
        if number:
            found.append(f"<mn>{number}</mn>")
            number = ""
        if sign.strip():
            tag = "mi" if sign.isalpha() else "mo"
            found.append(f"<{tag}>{escape(sign)}</{tag}>")
    return "".join(found)
