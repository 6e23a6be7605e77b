"""Define characters that are no text, break a line, or cannot be seen, once for everyone.

Unicode has many of them, and file formats forbid different ones. Here is what the strictest of
ours needs, so that a text which passed once passes everywhere: the controls have no place in HTML
(WHATWG HTML, 13.2.3.5), XML 1.0 (2.2, Char) or a PO file, halves of surrogate pairs none in UTF-8.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_FORBIDDEN = "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
#: Zero-width space, word joiner, byte order mark, soft hyphen, Mongolian vowel separator, direction
#: overrides and isolates (CVE-2021-42574), interlinear annotations, tags.
_MEANINGLESS = (
    "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_FILLERS = "\u115f\u1160\u3164\uffa0"

#: Characters that no text may hold: controls other than tab, line feed and carriage return,
#: surrogates, and noncharacters.
FORBIDDEN = re.compile(f"[{_FORBIDDEN}]")
#: The end of a line, as any system or Unicode writes it. A pattern that begins with one of some
#: characters is looked for three times as fast as one that begins with an alternative.
LINE_BREAK = re.compile(f"[\n{_BREAKS}](?:(?<=\r)\n)?")
#: Characters without a shape that mean nothing in running text, or could hide something in it.
#: Joiners and direction marks are none of them: see ``Writing.invisible``.
MEANINGLESS = re.compile(f"[{_MEANINGLESS}]")
#: All that shows nothing, joiners, direction marks and variation selectors too: for comparing.
SHAPELESS = re.compile(f"[{_MEANINGLESS}\u200c-\u200f\u061c\ufe00-\ufe0f]")
#: Hangul fillers, which take up room and show nothing.
FILLER = re.compile(f"[{_FILLERS}]")
#: What a terminal obeys instead of showing it, or shows in another order.
OBEYED = re.compile(f"[{_FORBIDDEN}\r\u202a-\u202e\u2066-\u2069]")
#: What a PO file cannot hold: NUL, EOT and BEL are not text to gettext.
NOT_PO = re.compile("[\0\x04\a\ud800-\udfff]")
#: What an XML file cannot hold, or, as CR, loses on the way.
NOT_XML = re.compile(f"[{_FORBIDDEN}\r]")

_NOT_ON_A_LINE = re.compile(f"[{_FORBIDDEN}{_BREAKS}\t\n]+")
#: The usual letters and marks, which need not be looked up one by one.
_NOT_USUAL = re.compile(r"[^\x20-\x7e\u3001-\u3003\u4e00-\u9fff\uac00-\ud7a3，。：；？！（）“”‘’]")
_UNSEEN = frozenset({"Cf", "Cc", "Co", "Cn", "Cs", "Zl", "Zp"})
#: Hyphens, and dashes used as hyphens.
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d\u00ad"


class Exchange:
    """Puts other characters in place of some, as :meth:`str.translate` does.

    That fails once, inside, for every character of a text that stays, unless all is ASCII: for a
    Korean sentence it takes six times as long.

    >>> Exchange({"（": "(", "）": ")"})("경총（1970년）")
    '경총(1970년)'
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._found = re.compile(f"[{re.escape(''.join(table))}]")
        self._instead = table

    def __call__(self, text: str) -> str:
        """Return a text with the others in it."""
        return self._found.sub(self._of, text)

    def _of(self, found: re.Match[str]) -> str:
        return self._instead[found[0]]


def shown(text: str) -> str:
    """Replace forbidden characters by the replacement character."""
    return FORBIDDEN.sub("\ufffd", text)


def on_one_line(text: str) -> str:
    r"""Return a text in NFC on one line, with spaces for breaks, tabs and forbidden characters.

    >>> on_one_line("한국\n경총\0 ")
    '한국 경총'
    """
    return unicodedata.normalize("NFC", _NOT_ON_A_LINE.sub(" ", text)).strip()


def unseen(text: str) -> set[str]:
    """Return the characters of a text that cannot be seen, spaces aside.

    That is the Unicode categories of controls, formats, private use and unassigned code points
    and of line separators, and the fillers of Hangul (Boucher and Anderson, "Trojan Source", 2021).

    >>> unseen("교역이\u200b 늘었다.") == {"\u200b"}
    True
    """
    return {
        character
        for character in set(_NOT_USUAL.findall(text))
        if character in _FILLERS or unicodedata.category(character) in _UNSEEN
    }
