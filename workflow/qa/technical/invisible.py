"""Find characters that nobody sees: the check ``invisible``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from workflow.languages import pack
from workflow.languages.characters import unseen
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import error

#: Joiners that emoji and some scripts need; tab and line break.
_NEEDED = frozenset("\u200d\ufe0e\ufe0f\t\n")


def invisible(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find characters that cannot be seen, and Korean taken apart into its letters.

    Source: Boucher and Anderson, "Trojan Source" (2021); Unicode categories Cf, Cc, Co, Cn; UAX 15
    for NFC. What the source has as well may stay.

    Examples:
        >>> found(invisible, "Trade grew.", "교역이 늘었다.")
        []
        >>> found(invisible, "Trade grew.", "교역이\u200b 늘었다.")
        ['invisible characters: U+200B']
    """
    text = entry.text
    if text.isascii() and text.isprintable():
        return
    strays = unseen(text).difference(_NEEDED, entry.source, pack(target).writing.invisible)
    if strays:
        shown = unicodedata.normalize("NFC", text)
        names = [f"U+{ord(character):04X}" for character in sorted(strays)]
        fix = "".join(character for character in shown if character not in strays)
        yield error("invisible", say("invisible characters: {text}", text=names), fix)
    elif not unicodedata.is_normalized("NFC", text):
        fix = unicodedata.normalize("NFC", text)
        yield error("invisible", say("letters stored in pieces (not Unicode NFC)"), fix)
