"""The marks that begin items of lists in a plain text: bullets, numbers, letters, sections."""

from __future__ import annotations

import re

from workflow.documents.readers.block_kinds import begins_item
from workflow.documents.readers.text_lines import TextLine, columns

#: A list item whose mark is taken away.
ITEM = re.compile(
    r"(?P<indent>\s*)(?:[-*•◦‣▪⁃∙]|(?P<number>\d{1,3})[.)]|(?<=\s)o(?=\s{2}))\s+(?=\S)(?!\d+\.\s?\d)"
)
#: Marks of an item that stay in its text: they say more than a bullet does.
_MARK = re.compile(
    r"\(?(?P<number>\d{1,3})[.)]\)?\s|\(?(?P<letter>[A-Za-z])[.)]\s|\(?(?P<roman>[IVXLivxl]{2,6})[.)]\s"
    r"|[\u2460-\u249b\u24b6-\u24ff\u2776-\u2793]|[○●◯□■◇◆△▲▷▶►▸☞※♦★☆✓✔✗][ \u00a0\u3000\w]"
    r"|(?P<section>\d{1,2}(?:\.\d{1,2}){1,5}\.?\s+\S)|\[\d{1,3}\]\s|[-–—+]\s"
)


def text_column(line: TextLine) -> int:
    """Return the column at which the text of an item begins, behind its mark; 0 without a mark."""
    if found := ITEM.match(line.body):
        return columns(line.body[: found.end()])
    if not (found := _MARK.match(line.text)) or found["section"]:
        return 0
    return line.indent + columns(line.text) - columns(line.text[found.end() :].lstrip())


def marked(line: TextLine) -> bool:
    """Return whether a line begins with the mark of a list item, of any kind."""
    body = line.body
    return bool(ITEM.match(body) or _MARK.match(line.text) or begins_item(line.text))


def ordinal(line: TextLine) -> tuple[str, int] | None:
    """Return the kind and number of an item's mark: ``b)`` is letters, 2."""
    found = _MARK.match(line.text)
    if not found:
        return None
    if found["number"]:
        return "number", int(found["number"])
    if found["letter"]:
        return "letter", ord(found["letter"].lower()) - ord("a") + 1
    if found["section"]:
        return "section", -1
    return ("roman", _roman(found["roman"].lower())) if found["roman"] else None


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
