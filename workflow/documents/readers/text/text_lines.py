"""Tell what each line of a plain text looks like, before any are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from operator import eq

from workflow.documents.readers.block_kinds import is_byline, is_notice
from workflow.languages.scripts import BREAKABLE, TWO_COLUMNS, is_dense

IMAGE = re.compile(r"""\s*!\[(?P<alt>.*)\]\((?P<url>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"""
                   r"""(?:\s+["'](?P<title>.*)["'])?\)\s*""")  # fmt: skip
_QUOTE = re.compile(r"\s{0,3}(?P<marks>>(?:\s?>)*)(?P<space>\s?)")
#: Who speaks in a transcript or an interview.
_SPEAKER = re.compile(
    r"(?:[QA]|[^\W\d_a-z](?:[^\W\d_a-z]|[.' -]){1,30}|[^\W\d_]{2,12})\s?[:：](?=\s|$|\w)"
)
#: When something was said in a chat: ``[10:02] Ann: …``, ``10:02 Ann: …``, ``Ann (10:02): …``.
_SAID_AT = re.compile(
    r"(?:^|(?<= ))(?:\[\d{1,2}:\d\d(?::\d\d)?\]|\(\d{1,2}:\d\d(?::\d\d)?\))[ ]?"
    r"|^\d{1,2}:\d\d(?::\d\d)?[ ]"
)
#: A word and a dash with what it means, a time with what happened then.
_ENTRY = re.compile(r"(?:\d{1,2}[:.]\d\d|\d{4}|[^\W\d_][\w '’/.()-]{0,40}?)\s[–—-]\s(?=\S)")
_KEY = re.compile(r"[^\W_][\w .()/-]{0,30}(?::(?:\s|$)|：)")
_WORDS_OF_ENTRY = 4
_GAP = re.compile(r"\S(?: {3,}|[ ]*\t\s*)(?=\S)")
_RULE = re.compile(r"(?:[-=_*#~+.·•—─━═\s]|\\/){3,}")
_COLUMNS = re.compile(
    r"[^\s.!?:](?<!^\([A-Za-z0-9]\))(?<!^\d\.\d)(?<!^\d\d\.\d)(?<!^\d\.\d\d)"
    r"(?: {3,}|\s*\t\s*)\S|(?:\.{3,}|(?:\s\.){3,})\s*[\divxl]+$|\S\s*\|\s*\S.*\|"
)
_CODE = re.compile(
    r"[{}\\]$|^(?!.*[^\W\d_]{2} [^\W\d_]{2,};$).*;$|"
    r"^[#$%]\s?[!a-z]|^##|^//|\s--?[a-zA-Z]+(?=[\s=])|\\[nt\"]|^/\*|[)\]]\s*[:{=]|\w\(\)|[=!<>+-]=|->|::|&&|\|\||</|/>|"
    r"\$[a-zA-Z_({]|"
    r"^\w+\s?=\s?\S|\w/\w+/\w|^\s*--?\w"
)
_TERMINAL = re.compile(r"[.!?。．！？｡…‥؟।]$")
_INNER_END = re.compile(
    r"[^\W\d_]{2}[.!?][\"'”’)\]]*\s+[\"'“‘(\[¿¡]*[^\W_]|[。！？][”’」』）]*[^\s。！？”’」』）]"
)
#: The date below a signature, as letters of Chinese, Japanese and Korean offices have it.
_DATED = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s?[年년]\s?[\d一二三四五六七八九十]{1,3}\s?[月월]\s?"
    r"[\d一二三四五六七八九十]{1,3}\s?[日일]"
)
_DIGIT = re.compile(r"\d")
_INNER_MARK = re.compile(r"[，。、；：？！][^\W_]")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]\.|\b(?:Co|Corp|Inc|Ltd|Jr|Sr|Mr|Mrs|Ms|Dr|St|etc|No|vs|Prof|Gen|Gov|Rev|Hon)\.)$"
)
#: A word as programs that wrap lines see it: what no-break spaces join is one.
_WORD = re.compile(r"[^ \t\u3000]*")
#: The same where letters need no spaces: one with the brackets and marks that stay with it, or a
#: word of Latin letters before one.
_PIECE = re.compile(
    rf"[（「『《〈【〔“‘]*(?:{BREAKABLE.pattern}|[!-~\u00c0-\u024f]+(?={BREAKABLE.pattern}))"
    "[，。、；：？！）」』》〉】〕”’]*"
)
#: What ends a speech, with or without a full stop in it, where letters have no case.
_SPOKEN = ("」", "』", "”", '"', "）", ")")
#: What headings are underlined with, and the signs of a rule that is too short.
_UNDERLINES, _SHORTEST_RULE = frozenset("=-~^*#+"), 2
#: Letters of the longest lines that are wrapped, of any script and of those without spaces.
_LONGEST, _LONGEST_DENSE = 132, 100
#: Letters of the longest lines of verse in a dense script, with the mark at their end.
_LONGEST_VERSE = 16
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
        opens: an ideographic space stands before it, as before paragraphs of Chinese and Japanese.
        last: the number of the last line that belongs to it, if it is put together from several.
        in_letters: the width is counted in letters, as many programs do, not in columns.
    """

    number: int
    text: str
    indent: int
    width: int
    depth: int = 0
    size: int = 0
    spaces: int = 0
    opens: bool = False
    last: int = 0
    in_letters: bool = False

    def taken(self, text: str) -> int:
        """Return the width of a text, counted as for this line."""
        return len(text) if self.in_letters else columns(text)

    @property
    def end(self) -> int:
        """Return the number of the last line that belongs to it."""
        return self.last or self.number

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


def lines_of(text: str, *, stuffed: bool = False) -> list[TextLine]:
    """Return every line of a text.

    Args:
        text: the text.
        stuffed: a space before a line, or behind the marks of its quotation, is none of it.
    """
    return [_line(number, raw, stuffed=stuffed) for number, raw in enumerate(text.split("\n"), 1)]


def counted_in_letters(line: TextLine) -> TextLine:
    """Return a line whose width counts letters, not columns."""
    return replace(line, width=line.indent + len(line.text), in_letters=True)


def _line(number: int, raw: str, *, stuffed: bool) -> TextLine:
    depth = 0
    if stuffed and raw.startswith(" "):
        raw = raw[1:]
    elif quote := _QUOTE.match(raw):
        depth = quote["marks"].count(">")
        raw = raw[quote.end() :]
    bare = raw.rstrip()
    text = bare.lstrip()
    space = bare[: len(bare) - len(text)].expandtabs(8)
    indent = columns(space)
    spaces = len(raw) - len(bare)
    opens = "\u3000" in space
    return TextLine(number, text, indent, indent + columns(text), depth, len(raw), spaces, opens)


def first_word(line: TextLine) -> tuple[int, int]:
    """Return the widths of the pieces that might have stood at the end of the line before.

    Returns:
        those of the first word, a single letter in scripts that part no words, and those of the
        text up to the first space.
    """
    found, piece = _WORD.match(line.text[:1000]), _PIECE.match(line.text[:1000])
    width = line.taken(found[0]) if found else 0
    return (line.taken(piece[0]) if piece else width), width


def case(line: TextLine) -> Case:
    """Return the case of the first letter of a line, after quotes and brackets."""
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


def has_inner_end(line: TextLine) -> bool:
    """Tell whether a sentence ends inside a line, and another one begins there."""
    return bool(_INNER_END.search(line.text))


def is_even_verse(lines: Sequence[TextLine]) -> bool:
    """Return whether short lines of dense script have no mark but at their ends, unlike prose.

    Lines of such verse are as even as wrapped ones.
    """
    short = all(line.dense and len(line.text) <= _LONGEST_VERSE for line in lines)
    return short and not any(_INNER_MARK.search(line.text) for line in lines)


def are_of_one_form(pairs: Sequence[tuple[TextLine, TextLine]]) -> bool:
    """Tell whether most words of lines recur in the next except for numbers, as in timetables.

    Lines of a log, or of a list with ever the same words, are as even as wrapped ones.
    """
    return sum(_is_of_form(before, after) for before, after in pairs) > 0.5 * len(pairs)


def _is_of_form(before: TextLine, after: TextLine) -> bool:
    first, second = before.text[:300], after.text[:300]
    if first == second or first.count(" ") != second.count(" "):
        return False
    texts = (_DIGIT.sub("0", text) for text in (first, second))
    one, other = (list(text) if before.dense else text.split() for text in texts)
    return len(one) == len(other) and sum(map(eq, one, other)) > 0.5 * len(one)


def ends_part(line: TextLine) -> bool:
    """Return whether a clause ends with the line."""
    return line.text.rstrip(CLOSERS).endswith((",", ";", ":", "，", "、", "；", "：", "،"))


def is_code(line: TextLine) -> bool:
    """Return whether a line looks like code, a command or a log entry."""
    return bool(_CODE.search(line.text[:300]))


def is_table(line: TextLine) -> bool:
    """Return whether a line has columns, is a rule, or has dot leaders to a page number."""
    return bool(_COLUMNS.search(line.text)) or is_rule(line.text)


def is_rule(text: str) -> bool:
    """Return whether a line is drawn with signs, as between two parts of a text."""
    return bool(_RULE.fullmatch(text))


def is_underline(title: TextLine, rule: TextLine, *, above: bool = False) -> bool:
    """Return whether a line of one sign, about as long as a title, is drawn below (or above) it."""
    if rule.number != title.number + (-1 if above else 1) or rule.text[0] not in _UNDERLINES:
        return False
    if len(_GAP.findall(title.text)) > 1:  # a row of a table
        return False
    length = columns(title.text)
    same = rule.text == rule.text[0] * len(rule.text) and any(map(str.isalnum, title.text))
    return same and length / 2 <= len(rule.text) <= length + 10 and len(rule.text) > _SHORTEST_RULE


def is_signature(line: TextLine) -> bool:
    """Return whether a line is the mark above a signature (RFC 3676, 4.3)."""
    return line.text == "--" and not line.indent


def is_key(line: TextLine) -> bool:
    """Return whether a line begins with a word and a colon, as in the head of a mail."""
    return bool(_KEY.match(line.text))


def entry(line: TextLine) -> str:
    """Return the word, or the time, with the dash that begins an entry of a list; empty without."""
    found = _ENTRY.match(line.text)
    return found[0] if found and found[0].count(" ") <= _WORDS_OF_ENTRY else ""


def speaker(text: str) -> str:
    """Return the speaker's name at the beginning of a line of a transcript, without the time."""
    found = _SPEAKER.match(_SAID_AT.sub("", text[:40], count=1))
    return found[0] if found else ""


def stands_alone(line: TextLine) -> bool:
    """Tell whether a line is a block of its own, whatever the lines beside it."""
    text = line.text
    return bool(
        (text.startswith("![") and IMAGE.fullmatch(text))
        or is_table(line)
        or is_byline(text)
        or _DATED.fullmatch(text)
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
