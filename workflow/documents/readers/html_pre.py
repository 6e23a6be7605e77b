"""Decides whether ``pre`` elements hold prose (press releases, mail, verse) or code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.readers.text import paragraphs
from workflow.documents.readers.text_lines import is_code, is_table, lines_of
from workflow.languages.prose import reads_like_prose
from workflow.languages.scripts import DENSE
from workflow.model import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements and names that say that their text is code, whatever it looks like.
_CODE_TAGS = ("code", "kbd", "samp", "var", "tt")
_CODE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:code\w*|highlight\w*|hljs|pretty\w*|lang(?:uage)?|brush|syntax\w*|source\w*|"
    r"listing|program\w*|screen|console|shell|terminal|literal|doctest|output|crayon\w*|sh|"
    r"wikitable|ascii\w*|diagram|mermaid)(?:$|[\s:_-])",
    re.IGNORECASE,
)
#: Words that prose has at least, and how many letters of a dense script weigh as much as one.
_FEWEST, _LETTERS_A_WORD = 25, 2
#: Greatest shares: of signs that programs have, of words that only programs have, of lines that are
#: code or columns.
_MOST_SIGNS, _MOST_NAMES, _MOST_LINES = 0.012, 0.02, 0.1
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DENSE_LETTER = re.compile(f"[{DENSE}]")
_SIGN = re.compile(r"[{}\[\]<>=;|\\$#@_~^&+`/*]")
#: What has such signs and stands in prose: addresses, marks of quotation and of lists, rules.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|<?[\w.+-]+@[\w.-]+>?|\b\w+/\w+\b|\bR&D\b")
_MARK = re.compile(r"^[ \t]*(?:[>|]+[ \t]*|[*+-][ \t]+|[-=_*~#]{3,}[ \t]*$)", re.MULTILINE)
#: Names of programs and their parts: ``get_name``, ``getName``, ``a.b()``, ``--option``.
_NAME = re.compile(r"\b[a-z]+(?:_\w+|[a-z][A-Z]\w*)|\w\(\)|\w\.[a-z]\w*\(|(?<!\S)--?[a-z][\w-]*\b")
#: Verse has more than one stanza, and lines of no more words.
_VERSE, _VERSE_LINE = 4, 14


def prose_of(element: _Element, text: str, line: int) -> tuple[Block, ...]:
    """Return the paragraphs of a ``pre`` element that is certainly prose; else nothing.

    Args:
        element: the element.
        text: what it holds, in lines.
        line: on which line of the source that begins.
    """
    if _is_named_code(element) or not is_prose(text):
        return ()
    return paragraphs(text, line)


def _is_named_code(element: _Element) -> bool:
    around = (element, element.getparent())
    names = " ".join(each.get("class") or "" for each in around if each is not None)
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
