"""The lines of a plain text and what each looks like, before any are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from workflow.documents.readers.block_kinds import begins_item, is_byline, is_notice
from workflow.languages.scripts import BREAKABLE, TWO_COLUMNS, is_dense

#: A list item whose mark is taken away.
ITEM = re.compile(
    r"(?P<indent>\s*)(?:[-*•◦‣▪⁃∙]|(?P<number>\d{1,3})[.)]|(?<=\s)o(?=\s{2}))\s+(?=\S)(?!\d+\.\s?\d)"
)
IMAGE = re.compile(r"""\s*!\[(?P<alt>.*)\]\((?P<url>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"""
                   r"""(?:\s+["'](?P<title>.*)["'])?\)\s*""")  # fmt: skip
_QUOTE = re.compile(r"\s{0,3}(?P<marks>>(?:\s?>)*)(?P<space>\s?)")
#: Marks of an item that stay in its text: they say more than a bullet does.
_MARK = re.compile(
    r"\(?(?P<number>\d{1,3})[.)]\)?\s|\(?(?P<letter>[A-Za-z])[.)]\s|\(?(?P<roman>[IVXLivxl]{2,6})[.)]\s"
    r"|[\u2460-\u249b\u24b6-\u24ff\u2776-\u2793]|[○●◯□■◇◆△▲▷▶►▸☞※♦★☆✓✔✗][ \u00a0\u3000\w]"
    r"|(?P<section>\d{1,2}(?:\.\d{1,2}){1,5}\.?\s+\S)|\[\d{1,3}\]\s|[-–—+]\s"
)
#: Who speaks in a transcript or an interview.
_SPEAKER = re.compile(
    r"(?:[QA]|[^\W\d_a-z](?:[^\W\d_a-z]|[.' -]){1,30}|[^\W\d_]{2,12})\s?[:：](?=\s|$|\w)"
)
_KEY = re.compile(r"[^\W_][\w .()/-]{0,30}(?::(?:\s|$)|：)")
_RULE = re.compile(r"(?:[-=_*#~+.·•—─━═\s]|\\/){3,}")
_COLUMNS = re.compile(
    r"[^\s.!?:](?: {3,}|\s*\t\s*)\S|(?:\.{3,}|(?:\s\.){3,})\s*[\divxl]+$|\S\s*\|\s*\S.*\|"
)
_CODE = re.compile(
    r"[;{}\\]$|^[#$%]\s?[!a-z]|^##|^//|\s--?[a-zA-Z]+(?=[\s=])|\\[nt\"]|^/\*|[)\]]\s*[:{=]|\w\(\)|[=!<>+-]=|->|::|&&|\|\||</|/>|\$[\w({]|"
    r"^\w+\s?=\s?\S|\w/\w+/\w|^\s*--?\w"
)
_TERMINAL = re.compile(r"[.!?。．！？｡…‥؟।]$")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]\.|\b(?:Co|Corp|Inc|Ltd|Jr|Sr|Mr|Mrs|Ms|Dr|St|etc|No|vs|Prof|Gen|Gov|Rev|Hon)\.)$"
)
#: A word as programs that wrap lines see it: what no-break spaces join is one.
_WORD = re.compile(r"[^ \t\u3000]*")
#: What ends a speech, with or without a full stop in it, where letters have no case.
_SPOKEN = ("」", "』", "”", '"', "）", ")")
#: What headings are underlined with, and the signs of a rule that is too short.
_UNDERLINES, _SHORTEST_RULE = frozenset("=-~^*#+"), 2
#: Letters of the longest lines that are wrapped, of any script and of those without spaces.
_LONGEST, _LONGEST_DENSE = 132, 100
CLOSERS = "\"'”“’‘»«›‹」』）)]】》〉_* "


class Case(Enum):
    """How the first letter of a line is written."""

    LOWER = "lower"
    UPPER = "upper"
    NONE = "none"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text, without the marks of a quotation.

    Attributes:
        number: of the line in the file, from 1 on.
        text: without the space around it; empty for a blank line.
        indent: columns of space before it.
        width: columns up to its last letter.
        depth: of the quotation in which it stands, 0 for none.
        size: letters of the line as it stands, spaces at its ends included.
        spaces: how many of these are behind its last letter.
        in_letters: the width is counted in letters, as many programs do, not in columns.
    """

    number: int
    text: str
    indent: int
    width: int
    depth: int = 0
    size: int = 0
    spaces: int = 0
    in_letters: bool = False

    def taken(self, text: str) -> int:
        """Return the width of a text, counted as for this line."""
        return len(text) if self.in_letters else columns(text)

    @property
    def single(self) -> bool:
        """Whether the line is one word."""
        return " " not in self.text and not BREAKABLE.search(self.text)

    @property
    def overlong(self) -> bool:
        """Whether the line is too long to be wrapped, and not because of one long word."""
        if self.dense:
            return len(self.text) > _LONGEST_DENSE
        if len(self.text) <= _LONGEST:
            return False
        return max(map(len, self.text.split())) < _LONGEST // 2

    @property
    def dense(self) -> bool:
        """Whether the line may be broken between any two letters, as in Chinese."""
        return BREAKABLE.search(self.text) is not None

    @property
    def body(self) -> str:
        """Return the line with its indentation."""
        return " " * self.indent + self.text


def columns(text: str) -> int:
    """Return the width of a text in terminal columns."""
    return len(text) if text.isascii() else len(text) + len(TWO_COLUMNS.findall(text))


def lines_of(text: str) -> list[TextLine]:
    """Return every line of a text."""
    return [_line(number, raw) for number, raw in enumerate(text.split("\n"), 1)]


def counted_in_letters(line: TextLine) -> TextLine:
    """Return a line whose width counts letters, not columns."""
    return replace(line, width=line.indent + len(line.text), in_letters=True)


def _line(number: int, raw: str) -> TextLine:
    depth = 0
    if quote := _QUOTE.match(raw):
        depth = quote["marks"].count(">")
        raw = raw[quote.end() :]
    bare = raw.rstrip()
    text = bare.lstrip()
    space = bare[: len(bare) - len(text)].expandtabs(8)
    indent = columns(space)
    spaces = len(raw) - len(bare)
    return TextLine(number, text, indent, indent + columns(text), depth, len(raw), spaces)


def first_word(line: TextLine) -> tuple[int, int]:
    """Return the widths of the pieces that might have stood at the end of the line before.

    Returns:
        those of the first word, a single letter in scripts that part no words, and those of the
        text up to the first space.
    """
    found = _WORD.match(line.text[:1000])
    word = found[0] if found else ""
    width = line.taken(word)
    return (line.taken(word[0]) if BREAKABLE.match(word) else width), width


def case(line: TextLine) -> Case:
    """Return how the first letter of a line is written, behind quotes and brackets."""
    text = line.text.lstrip("\"'“‘«„([*_¡¿-–—… ")
    char = text[:1]
    if BREAKABLE.search(text):
        return Case.NONE
    if char.islower():
        return Case.LOWER
    if char.isupper():
        return Case.UPPER
    return Case.NONE if char.isalpha() else Case.OTHER


def ends_sentence(line: TextLine) -> bool:
    """Return whether a sentence may end with the line; an abbreviation does not count."""
    text = line.text.rstrip(CLOSERS)
    if line.text.endswith(_SPOKEN) and is_dense(line.text):
        return True
    return bool(_TERMINAL.search(text)) and not _ABBREVIATION.search(text)


def ends_part(line: TextLine) -> bool:
    """Return whether a clause ends with the line."""
    return line.text.rstrip(CLOSERS).endswith((",", ";", ":", "，", "、", "；", "：", "،"))


def is_code(line: TextLine) -> bool:
    """Return whether a line looks like code, a command or a log entry."""
    return bool(_CODE.search(line.text[:300]))


def is_table(line: TextLine) -> bool:
    """Return whether a line has columns, is a rule, or has dot leaders to a page number."""
    return bool(_COLUMNS.search(line.text) or _RULE.fullmatch(line.text))


def is_underline(title: TextLine, rule: TextLine, *, above: bool = False) -> bool:
    """Return whether a line of one sign, about as long as a title, is drawn below (or above) it."""
    if rule.number != title.number + (-1 if above else 1) or rule.text[0] not in _UNDERLINES:
        return False
    length = columns(title.text)
    same = rule.text == rule.text[0] * len(rule.text)
    return same and length / 2 <= len(rule.text) <= length + 10 and len(rule.text) > _SHORTEST_RULE


def is_key(line: TextLine) -> bool:
    """Return whether a line begins with a word and a colon, as in the head of a mail."""
    return bool(_KEY.match(line.text))


def speaker(text: str) -> str:
    """Return the speaker's name at the beginning of a line of a transcript."""
    found = _SPEAKER.match(text[:40])
    return found[0] if found else ""


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


def stands_alone(line: TextLine) -> bool:
    """Return whether a line is a block of its own, whatever the lines beside it look like."""
    text = line.text
    return bool(
        (text.startswith("![") and IMAGE.fullmatch(text)) or is_table(line) or is_byline(text)
    )


def is_rights(line: TextLine) -> bool:
    """Return whether a line is a rights notice."""
    return is_notice(line.text)


def runs_of(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Yield runs of lines without a blank line or a change of quotation depth between them."""
    run: list[TextLine] = []
    for line in lines:
        if run and (not line.text or line.depth != run[-1].depth):
            yield run
            run = []
        if line.text:
            run.append(line)
    if run:
        yield run


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
