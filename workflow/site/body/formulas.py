"""Convert formulas, from TeX or from a page's MathML, to safe MathML Core.

What comes out is well-formed XML and HTML at once, holds elements and attributes of MathML Core
only, and neither links nor styles. What cannot be set so is shown as its source.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

from workflow.languages.characters import FORBIDDEN
from workflow.markup import shown
from workflow.model import Markup, MarkupKind
from workflow.xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
#: Letters of a formula that is set, in either notation; of real ones the longest have 4,000.
_LONGEST = {"tex": 8_000, "mathml": 100_000}
#: Elements inside each other; a formula needs 20.
_DEEPEST = 60
#: Elements of MathML Core (W3C) that hold others, and those that hold text.
_HOLDERS = frozenset(
    "mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover"
    " munderover mmultiscripts mprescripts mtable mtr mtd".split()
)
#: How many parts some of them have.
_PARTS = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_TOKENS = frozenset("mi mn mo mtext ms mspace".split())
#: Obsolete or exotic elements, and what browsers show in their place.
_RENAMED = {"menclose": "mrow", "mlabeledtr": "mtr", "none": "mrow"}
#: Elements whose content is not displayed.
_HIDDEN = frozenset("annotation annotation-xml script style mglyph maligngroup malignmark".split())
_ATTRIBUTES = frozenset(
    "displaystyle scriptlevel stretchy symmetric largeop movablelimits form fence separator accent"
    " accentunder lspace rspace minsize maxsize linethickness width height depth voffset columnspan"
    " rowspan dir".split()
)
_VALUE = re.compile(r"[\w.%+-]{1,24}", re.ASCII)
#: How a cell of a table stands, as classes of our stylesheets.
_ALIGNED = {"left": "m-left", "right": "m-right"}
#: Words in the names of letters that ``mathvariant`` makes.
_VARIANTS = {
    "bold": "BOLD",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
    "fraktur": "FRAKTUR",
    "sans-serif": "SANS-SERIF",
    "monospace": "MONOSPACE",
    "bold-italic": "BOLD ITALIC",
    "bold-script": "BOLD SCRIPT",
    "bold-fraktur": "BOLD FRAKTUR",
}
#: Signs that fonts have for those that latex2mathml writes.
_USUAL = str.maketrans({"\u29f5": "\u2216", "\u27c2": "\u22a5"})
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")
_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);)")
_ALIGNING = "align|alignat|aligned|equation|flalign|gather|gathered|multline|split|eqnarray"
#: Commands that latex2mathml does not know, and their replacements.
_PREPARED = (
    (re.compile(rf"\\(begin|end)\{{(?:{_ALIGNING})\*?\}}"), r"\\\1{align*}"),
    (re.compile(r"\\\n"), r"\\ "),
    (re.compile(r"(?<!\\)\\!"), ""),
    (re.compile(r"\\dotso?(?![a-zA-Z])|\\dotsc(?![a-zA-Z])"), r"\\ldots "),
    (re.compile(r"\\dots[bim](?![a-zA-Z])"), r"\\cdots "),
    (re.compile(r"\\arg\s*\\(min|max)(?![a-zA-Z])"), r"\\operatorname{arg\1}"),
)
#: What a formula shows where a command was not understood, and commands for these very signs.
_LEFT_OVER = re.compile(r"[\\&]")
_SIGNS = re.compile(r"\\(?:backslash|setminus|smallsetminus|&)")


@lru_cache(maxsize=4096)
def formula(item: Markup, *, display: bool = False) -> str:
    r"""Write a formula as MathML; as code where it cannot be set.

    Args:
        item: of kind ``formula``.
        display: whether it stands on a line of its own.

    >>> formula(Markup("x1", MarkupKind.FORMULA, r"\unknown{x} < 2", "tex"))
    '<code class="tex" lang="zxx">\\unknown{x} &lt; 2</code>'
    """
    source = FORBIDDEN.sub("", item.text).strip()
    short = len(source) <= _LONGEST.get(item.url, 0)
    made = _set(source, item, display=display) if short else ""
    return made or f'<code class="tex" lang="zxx">{escape(source)}</code>'


def displayed(source: str, form: str) -> str:
    """Write a displayed formula, on a line of its own."""
    return formula(Markup("x1", MarkupKind.FORMULA, source, form), display=True)


def _set(source: str, item: Markup, *, display: bool) -> str:
    if item.url == "mathml":
        return _written(source, shown(item), "", display=display)
    converted = _from_tex(source, display=display)
    return _written(converted, item.title or source, "tex", display=display) if converted else ""


def _from_tex(source: str, *, display: bool) -> str:
    """Convert TeX to MathML; empty if it is not understood."""
    from latex2mathml.converter import convert

    for pattern, written in _PREPARED:
        source = pattern.sub(written, source)
    try:
        made = convert(source, display="block" if display else "inline")
    except Exception:  # whatever it trips over, the source is shown
        return ""
    return _AMPERSAND.sub("&amp;", made)


def _written(xml: str, spoken: str, form: str, *, display: bool) -> str:
    """Write MathML again with safe elements and attributes only; empty if it is malformed."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    xml = _ENTITY.sub(lambda match: unescape(match[0]), xml)
    try:
        root = etree.fromstring(xml.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    if local(root) != "math" or not _is_shallow(root):
        return ""
    if form and _is_misread(root, spoken):
        return ""
    about = f' class="{form}"' if form else ""
    kind = ' display="block"' if display else ""
    return (
        f'<math xmlns="{_NAMESPACE}"{about}{kind} alttext="{escape(_one_line(spoken))}">'
        f"<mrow>{_children(root)}</mrow></math>"
    )


def _is_misread(root: _Element, source: str) -> bool:
    """Return whether the conversion left a TeX command over, or lost a part."""
    if _LEFT_OVER.search(text_of(root)) and not _SIGNS.search(source):
        return True
    return any(not _is_whole(each) for each in root.iter())


def _is_whole(element: _Element) -> bool:
    return len(element) == _PARTS.get(local(element), len(element))


def _is_shallow(root: _Element) -> bool:
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for each in level for child in each]
        if not level:
            return True
    return False


def _children(element: _Element) -> str:
    return "".join(map(_element, element))


def _element(element: _Element) -> str:
    """Write one element of a formula with its content."""
    name = local(element)
    if not name or name in _HIDDEN:
        return ""
    if name in {"semantics", "maction"}:
        return _element(element[0]) if len(element) else ""
    if name == "mfenced":
        return _fenced(element)
    name = _RENAMED.get(name, name) if _is_whole(element) else "mrow"
    if name in _TOKENS:
        text = _one_line(text_of(element))
        return f"<{name}{_attributes(element)}>{escape(_in_variant(text, element))}</{name}>"
    if name not in _HOLDERS:
        text = "" if len(element) else f"<mtext>{escape(_one_line(text_of(element)))}</mtext>"
        return f"<mrow>{_children(element)}{text}</mrow>"
    return f"<{name}{_attributes(element)}>{_children(element)}</{name}>"


def _fenced(element: _Element) -> str:
    """Write ``mfenced`` of MathML 2 as brackets in the text."""
    separators = element.get("separators", ",").replace(" ", "")
    inside = ""
    for number, child in enumerate(element):
        if number and separators:
            inside += f"<mo>{escape(separators[min(number, len(separators)) - 1])}</mo>"
        inside += _element(child)
    opening, closing = element.get("open", "("), element.get("close", ")")
    first, last = (f"<mo>{escape(_one_line(sign)[:4])}</mo>" for sign in (opening, closing))
    return f"<mrow>{first}{inside}{last}</mrow>"


def _attributes(element: _Element) -> str:
    """Write an element's safe attributes, and classes for what MathML Core lacks."""
    name = local(element)
    known = ((str(key), str(value)) for key, value in sorted(element.attrib.items()))
    written = [f' {k}="{v}"' for k, v in known if k in _ATTRIBUTES and _VALUE.fullmatch(v)]
    if name == "mi" and element.get("mathvariant") == "normal":
        written.append(' mathvariant="normal"')
    if name == "mtd" and (aligned := _ALIGNED.get(str(element.get("columnalign")))):
        written.append(f' class="{aligned}"')
    if name == "menclose" and "box" in str(element.get("notation")).split():
        written.append(' class="m-box"')
    return "".join(written)


def _in_variant(text: str, element: _Element) -> str:
    """Return text in the Unicode letters that ``mathvariant`` names."""
    variant = _VARIANTS.get(str(element.get("mathvariant", "")))
    return "".join(_letter(char, variant) for char in text) if variant else text.translate(_USUAL)


@lru_cache(maxsize=512)
def _letter(char: str, variant: str) -> str:
    name = unicodedata.name(char, "").replace("LATIN ", "").replace("LETTER ", "")
    earlier = {"FRAKTUR": "BLACK-LETTER"}.get(variant, variant)
    for whole in (f"MATHEMATICAL {variant} {name}", f"{earlier} {name}"):
        try:
            return unicodedata.lookup(whole)
        except KeyError:
            continue
    return char


def _one_line(text: str) -> str:
    return " ".join(text.split())
