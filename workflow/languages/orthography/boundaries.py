"""Find where words begin and end in a text, by the scripts of its letters.

Scripts with spaces have words between them; Hangul has them too, but particles are written onto
its nouns; in Chinese, Japanese, Thai and the like a word may begin and end anywhere.
"""

from __future__ import annotations

import re
import unicodedata

from workflow.languages.packs import pack
from workflow.languages.scripts import SCRIPTS

#: What goes on in the word: *Ma'ariv*; not a possessive or a contraction.
_APOSTROPHE = re.compile(r"'(?!(?:s|d|ll|re|ve|em|t)(?![A-Za-z]))[A-Za-z]")
#: Letters of scripts with spaces between words.
_SPACED = re.compile(f"[0-9{SCRIPTS['Latin'][0]}{SCRIPTS['Cyrillic'][0]}{SCRIPTS['Hangul'][0]}]")
_HANGUL_BEFORE = re.compile("[가-힣]+$")
_HANGUL_AFTER = re.compile("[가-힣]+")


def is_hangul(char: str) -> bool:
    """Tell whether a character is a Hangul syllable; False for an empty string."""
    return "가" <= char <= "힣"


def hangul_before(text: str, place: int, least: int = 0) -> str:
    """Return the Hangul right before a place, looking back no further than ``least``."""
    run = _HANGUL_BEFORE.search(text, least, place)
    return run[0] if run else ""


def hangul_after(text: str, place: int) -> str:
    """Return the run of Hangul that begins at a place."""
    run = _HANGUL_AFTER.match(text, place)
    return run[0] if run else ""


def attaches(char: str) -> bool:
    """Tell whether particles and nouns are written onto words of a character's script."""
    return _class(char) == "h"


def _class(char: str) -> str:
    """Return a character's class: ``a`` where spaces part words, ``h`` Hangul, ``c`` others."""
    if char.isascii():
        return "a" if char.isalnum() or char == "_" else ""
    if "가" <= char <= "힣" or "ᄀ" <= char <= "ᇿ":
        return "h"
    if "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\u0e00" <= char <= "\u0eff":
        return "c"
    if "\u1000" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff" or char >= "\U00020000":
        return "c"
    return "a" if unicodedata.category(char)[0] in "LMN" else ""


def is_inside_ascii(text: str, place: int) -> bool:
    """Tell whether a place is inside an ASCII word; a quick test that most short names fail."""
    pair = text[place - 1 : place + 1]
    return len(pair) == 2 and pair.isascii() and pair.isalnum()


def begins_word(text: str, start: int) -> bool:
    """Tell whether a word may begin at ``start``: not inside a longer one, if spaces part words."""
    if start == 0:
        return True
    own, before = _class(text[start]), _class(text[start - 1])
    if own == "a":
        return before != "a"
    return own != "h" or before not in ("a", "h")


def ends_word(text: str, end: int) -> bool:
    """Tell whether a word of ``text`` may end at ``end``; Korean particles may be written onto it.

    >>> ends_word("경총은", 2), ends_word("경총회장은", 2)
    (True, False)
    """
    if end == len(text):
        return True
    own, after = _class(text[end - 1]), _class(text[end])
    if own == "a" and (after == "a" or _APOSTROPHE.match(text, end)):
        return False
    if own in ("a", "h") and after == "h":
        return pack("ko").particles.end_noun(text, end)
    return True


def fits(text: str, end: int) -> bool:
    """Tell whether a particle written onto the word that ends at ``end`` suits its last sound."""
    return end == len(text) or text[end].isascii() or pack("ko").particles.fit(text, end)


def stands_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a word may begin at ``start`` and, if it ends in an alphabet, ends at ``end``.

    What stands behind a name in Hangul is not looked at: particles are written onto it.

    >>> stands_apart("Trump met", 0, 5), stands_apart("Trumpet", 0, 5), stands_apart("구글은", 0, 2)
    (True, False, True)
    """
    if start and _SPACED.match(text[start]) and _SPACED.match(text[start - 1]):
        return False
    alphabetic = text[end - 1].isalpha() and not is_hangul(text[end - 1])
    return not (alphabetic and _SPACED.match(text[end - 1]) and _SPACED.match(text[end : end + 1]))
