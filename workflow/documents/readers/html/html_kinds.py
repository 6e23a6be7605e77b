"""Decide the kind of block that an element of a page becomes, by tags, names and text."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from workflow.documents.readers.html.html_tags import TEMPLATE_PARTS, is_notes, names_of
from workflow.documents.readers.text import paragraphs
from workflow.documents.readers.text.text_lines import is_code, is_table, lines_of
from workflow.languages.detection.prose import reads_like_prose
from workflow.languages.scripts import DENSE
from workflow.model import Block, BlockKind, Box
from workflow.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element


_ADMONITION = re.compile(r"(?:^|\s)(?:admonition|markdown-alert|theme-admonition)(?:\s|$)")
_TITLE = re.compile(r"(?:^|\s)(?:admonition-title|markdown-alert-title)(?:\s|$)")
#: Names of kinds, after the prefix that some programs give them.
_KIND = re.compile(
    r"(?:markdown-alert-|theme-admonition-|alert--)?"
    r"(note|tip|hint|info|important|warning|caution|danger|error|attention|success|question|"
    r"example|abstract|quote|bug|seealso|todo|failure)"
)
_DOCUMENT_PART = re.compile(r"doc-(?:footnote|endnotes?|footnotes|pullquote|tip|notice)|note")
_PART_NAME = re.compile(r"(?:^|\s)(?:pull-?quote|note|sidenote)(?:\s|$)")

#: Elements around an aside that is read in place.
_TEXT = frozenset({"p", "ul", "ol", "blockquote", "h2", "h3", "h4", "pre", "figure", "table", "dl"})
_PROSE, _MOST_LINKED = 60, 0.2
#: How many pieces of its text are examined.
_MOST = 300


def is_box(element: _Element) -> bool:
    """Return whether an element is a box."""
    return element.tag == "details" or bool(_ADMONITION.search(element.get("class") or ""))


def is_title(element: _Element) -> bool:
    """Return whether an element is the title of a box."""
    return element.tag == "summary" or bool(_TITLE.search(element.get("class") or ""))


def is_text(aside: _Element) -> bool:
    """Return whether an ``aside`` is part of the text: a note, an admonition, prose in it."""
    names, role = aside.get("class") or "", aside.get("role") or ""
    if (
        is_box(aside)
        or is_notes(aside)
        or _PART_NAME.search(names)
        or _DOCUMENT_PART.fullmatch(role)
    ):
        return True
    return _stands_in_text(aside) and not TEMPLATE_PARTS.search(names_of(aside))


def _stands_in_text(aside: _Element) -> bool:
    """Return whether an element between paragraphs holds prose, and neither links nor a form."""
    beside = [aside.getprevious(), aside.getnext()]
    if not all(each is not None and each.tag in _TEXT for each in beside):
        return False
    if next(aside.iterdescendants("form", "input", "button", "iframe"), None) is not None:
        return False
    said = "".join(map(str, islice(aside.itertext(), _MOST)))
    links = islice(aside.iterdescendants("a"), _MOST)
    linked = sum(len("".join(map(str, islice(each.itertext(), _MOST)))) for each in links)
    return len(said.strip()) >= _PROSE and linked <= _MOST_LINKED * len(said)


def box(element: _Element, number: int, outer: Box | None) -> Box:
    """Return the box that an element begins, inside ``outer``."""
    if element.tag == "details":
        return Box(number, "details", outer)
    kinds = map(_KIND.fullmatch, (element.get("class") or "").lower().split())
    return Box(number, next((kind[1] for kind in kinds if kind), "note"), outer)


_DECK = re.compile(
    r"(?:[\w-]*[_-])?(?:deck|dek|standfirst|strapline|sub-?title|sub-?headline)(?:-paragraph)?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:[\w-]*[_-])?byline", re.IGNORECASE)
_CAPTIONED = re.compile(
    r"(?:(?:wp|ima?ge?|photo|pic(?:ture)?|fig(?:ure)?|media|gallery|thumb|slide|video|inline)[_-]?)?"
    r"caption(?:[_-]?(?:text|full|truncated|content|body|title|description))?",
    re.IGNORECASE,
)
_LINE = frozenset({"em", "span", "small", "i"})
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:(?:img|image|photo|pic|picture)[_-]?(?:desc|caption|cap|txt|text)|caption)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMED = frozenset({"p", "div", "h2", "h3", "h4", "address"})
_DECKS = frozenset({"p", "h2", "h3", "h4"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt")
#: Elements beside a button that is read; more are a menu.
_BESIDE = 8
#: Letters of a heading that is more than *Read later*.
WORDS = 12
_RUNNING = frozenset({"p", "li", "dd", "td", "blockquote", "figcaption"})
#: Content of cells in layout tables that tables of data lack; tables with headed cells may have
#: lists and quotations.
_PLACED = ("table", "h1", "h2", "h3", "article", "section")
_IN_LAYOUT = (*_PLACED, "ul", "ol", "blockquote")


def number(value: str | None) -> int | None:
    """Return a list item's number; as in Markdown, one of more than nine digits is none."""
    return int(value) if value and re.fullmatch(r"\d{1,9}", value) else None


def is_deck(element: _Element) -> bool:
    """Return whether a paragraph's or a heading's class names call it a deck."""
    return element.tag in _DECKS and any(map(_DECK.fullmatch, (element.get("class") or "").split()))


def kind(element: _Element, usual: BlockKind) -> BlockKind:
    """Return the kind that an element's class names say (deck, byline …), else the usual one."""
    if is_title(element):
        return BlockKind.BOX_TITLE
    if is_caption(element):
        return BlockKind.CAPTION
    if element.tag in _NAMED and not _has_more(element, 3):
        names = (element.get("class") or "").split()
        if any(_DECK.fullmatch(name) for name in names):
            return BlockKind.DECK
        if any(_BYLINE.fullmatch(name) for name in names):
            return BlockKind.BYLINE
        if usual is BlockKind.PARAGRAPH and any(_CAPTIONED.fullmatch(name) for name in names):
            return BlockKind.CAPTION
    return usual


def _has_more(element: _Element, most: int) -> bool:
    """Return whether an element has more children than that; lxml counts all to give a length."""
    return next(islice(element, most, None), None) is not None


def is_caption(element: _Element) -> bool:
    """Return whether an element within a line is named the caption of the picture before it."""
    if element.tag not in _LINE or not _CAPTION.search(element.get("class") or ""):
        return False
    before = element.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    return before.tag == "img" or next(before.iterdescendants("img"), None) is not None


def is_data(table: _Element) -> bool:
    """Return whether a table holds data; older pages use tables to place whole articles."""
    if table.get("role") in {"presentation", "none"}:
        return False
    headed = next(table.iterdescendants("th"), None) is not None
    if next(table.iterdescendants(*(_PLACED if headed else _IN_LAYOUT)), None) is not None:
        return False
    return headed or next(table.iterdescendants("p", "div", "img"), None) is None


def is_text_button(button: _Element) -> bool:
    """Return whether a button is all that a heading says, or stands amid the words of a sentence.

    Headings of that kind show and hide what is below them (the ARIA pattern of the accordion).
    """
    if next(button.iterdescendants(*_HEADINGS), None) is not None:
        return True
    parent = button.getparent()
    if parent is None or _has_more(parent, _BESIDE):
        return False
    heading = next(parent.iterancestors(*_HEADINGS), None) if parent.tag == "span" else parent
    if heading is not None and heading.tag in _HEADINGS and not _has_more(heading, _BESIDE):
        said, own = (text_of(each).strip() for each in (heading, button))
        return said == own and (len(own) >= WORDS or own.endswith(("?", "？")))
    said = text_of(button).strip()
    is_word = said[:1].islower()
    if is_word and parent.tag == "span" and text_of(parent).strip() == said:
        button, parent = parent, parent.getparent()
    if parent is None or parent.tag not in _RUNNING or _has_more(parent, _BESIDE):
        return False
    texts = [parent.text, *(each.tail for each in parent)]
    at = parent.index(button) + 1
    # a word of a sentence may stand beside another button; a label has words on both sides
    sides = (texts[:at], texts[at:]) if is_word else (texts[at - 1 : at], texts[at : at + 1])
    return all(re.search(r"\w", "".join(filter(None, each))) for each in sides)


#: Elements and names that mark their text as code.
_CODE_TAGS = ("code", "kbd", "samp", "var", "tt")
_CODE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:code\w*|highlight\w*|hljs|pretty\w*|lang(?:uage)?|brush|syntax\w*|source\w*|"
    r"listing|program\w*|screen|console|shell|terminal|literal|doctest|output|crayon\w*|sh|"
    r"wikitable|ascii\w*|diagram|mermaid)(?:$|[\s:_-])",
    re.IGNORECASE,
)
_VERSE_NAMES = re.compile(r"(?:^|[\s_-])(?:verse(?:block)?|poem|poetry|lyrics)(?!\S)", re.I)
#: Words that prose has at least, and how many letters of a dense script weigh as much as one.
_FEWEST, _LETTERS_A_WORD = 25, 2
#: Greatest shares: of signs that programs have, of words that only programs have, of lines that are
#: code or columns.
_MOST_SIGNS, _MOST_NAMES, _MOST_LINES = 0.012, 0.02, 0.1
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DENSE_LETTER = re.compile(f"[{DENSE}]")
_SIGN = re.compile(r"[{}\[\]<>=;|\\$#@_~^&+`/*]")
#: Such characters in prose: addresses, marks of quotation and of lists, rules.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|<?[\w.+-]+@[\w.-]+>?|\b\w+/\w+\b|\bR&D\b")
_MARK = re.compile(r"^[ \t]*(?:[>|]+[ \t]*|[*+-][ \t]+|[-=_*~#]{3,}[ \t]*$)", re.MULTILINE)
#: Names of programs and their parts: ``get_name``, ``getName``, ``a.b()``, ``--option``.
_NAME = re.compile(r"\b[a-z]+(?:_\w+|[a-z][A-Z]\w*)|\w\(\)|\w\.[a-z]\w*\(|(?<!\S)--?[a-z][\w-]*\b")
#: The least stanzas of verse, and the most words of its lines.
_VERSE, _VERSE_LINE = 4, 14


def prose_of(element: _Element, text: str, line: int) -> tuple[Block, ...]:
    """Return the paragraphs of a ``pre`` element that is certainly prose or verse; else nothing.

    Args:
        element: the element.
        text: what it holds, in lines.
        line: on which line of the source that begins.
    """
    around = (element, element.getparent())
    names = " ".join(each.get("class") or "" for each in around if each is not None)
    if _is_named_code(element, names) or not (_VERSE_NAMES.search(names) or is_prose(text)):
        return ()
    return paragraphs(text, line)


def _is_named_code(element: _Element, names: str) -> bool:
    if _CODE_NAMES.search(names) or element.get("data-lang") or element.get("lang") == "zxx":
        return True
    return next(element.iterdescendants(*_CODE_TAGS, "span"), None) is not None


def is_prose(text: str) -> bool:
    r"""Return whether lines are prose or verse beyond doubt, not code, columns or a drawing.

    >>> is_prose("for name in names:\n    print(name)\n" * 20)
    False
    """
    bare = _ADDRESS.sub("", _MARK.sub("", text))
    words = _WORD.findall(bare)
    dense = len(_DENSE_LETTER.findall(bare)) / _LETTERS_A_WORD
    size = len(words) + dense
    if size < _FEWEST:
        return False
    letters = sum(map(len, words))
    lines = [each for each in lines_of(text) if each.text.strip()]
    if (
        len(_SIGN.findall(bare)) > _MOST_SIGNS * (letters + dense)
        or len(_NAME.findall(bare)) > _MOST_NAMES * size
        or sum(is_code(each) or is_table(each) for each in lines) > _MOST_LINES * len(lines)
    ):
        return False
    return reads_like_prose(text) or _is_verse(text, size)


def _is_verse(text: str, size: float) -> bool:
    """Return whether lines are verse: several stanzas of short lines that begin with capitals."""
    lines = [each.strip() for each in text.split("\n") if each.strip()]
    stanzas = [each for each in re.split(r"\n[ \t]*\n", text.strip()) if each.strip()]
    if len(lines) < _VERSE or len(stanzas) < 2 or size > _VERSE_LINE * len(lines):
        return False
    begins = sum(not line[0].islower() and line[0].isalpha() for line in lines)
    return begins >= 0.8 * len(lines)
