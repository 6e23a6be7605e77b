"""What the characters of a text say: its script, and for Han text the standard it is written to."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import cache

#: First words of Unicode character names that say something else before the script.
_WIDTHS = frozenset({"FULLWIDTH", "HALFWIDTH"})
#: Names of scripts in Unicode character names that we call otherwise. Kana count as one script.
_NAMES = {"CJK": "HAN", "HIRAGANA": "KANA", "KATAKANA": "KANA", "KATAKANA-HIRAGANA": "KANA"}
#: How many letters of an alphabet carry about as much as one character of these scripts: an
#: English word has five letters where Chinese has one or two characters and Korean two syllables.
_WEIGHTS = {"HAN": 3, "HANGUL": 3, "KANA": 2}

_HIRAGANA = re.compile("[ぁ-ゖ]")
_KATAKANA = re.compile("[ァ-ヺ]")
#: A foreign name, or the parts of one, with the middle dot between them.
_DOTTED = re.compile("(?:[ァ-ヺー]*[・·･])+[ァ-ヺー]*")


@cache
def script(char: str) -> str:
    """The script of a letter as the Unicode character names call it; empty for anything else.

    >>> script("é"), script("ж"), script("경"), script("海"), script("の"), script("7")
    ('LATIN', 'CYRILLIC', 'HANGUL', 'HAN', 'KANA', '')
    """
    if not char.isalpha():
        return ""
    words = unicodedata.name(char, "").split()
    if words and words[0] in _WIDTHS:
        words = words[1:]
    return _NAMES.get(words[0], words[0]) if words else ""


def weigh(text: str) -> dict[str, int]:
    """How much of a text each script makes up, in letters of an alphabet; no letters, no entry.

    >>> weigh("KEF(경총)")
    {'LATIN': 3, 'HANGUL': 6}
    """
    if text.isascii():
        letters = sum(map(str.isalpha, text))
        return {"LATIN": letters} if letters else {}
    weights: dict[str, int] = {}
    for char, count in Counter(text).items():
        if name := script(char):
            weights[name] = weights.get(name, 0) + count * _WEIGHTS.get(name, 1)
    return weights


@cache
def _standard(char: str) -> str:
    """Which national character set alone has a Han character: ``Hans``, ``Hant``, ``Jpan``.

    Empty when it says nothing. Simplified forms stand in GB 2312-80 and not in Big5, Traditional
    ones among Big5's 5,401 frequently used characters (lead bytes A4–C6) and not in GB 2312,
    forms simplified in Japan only in JIS X 0208 and neither of the others.
    """
    if script(char) != "HAN":
        return ""
    mainland, taiwan, japan = (_encode(char, codec) for codec in ("gb2312", "big5", "euc_jp"))
    if mainland:
        return "" if taiwan else "Hans"
    if taiwan:
        return "Hant" if 0xA4 <= taiwan[0] <= 0xC6 else ""
    return "Jpan" if len(japan) == 2 else ""


def _encode(char: str, codec: str) -> bytes:
    try:
        return char.encode(codec)
    except UnicodeEncodeError:
        return b""


def standards(text: str) -> Counter[str]:
    """How many different Han characters of a text only one way of writing has.

    >>> standards("經濟合作") == {"Hant": 2}, standards("经济合作") == {"Hans": 2}
    (True, True)
    >>> standards("駅前")["Jpan"], standards("海明")
    (1, Counter())
    """
    return Counter(filter(None, map(_standard, set(text))))


def is_japanese(text: str) -> bool:
    """Whether a text with Han characters and few kana is in Japanese.

    One hiragana shows it, or two katakana that are not part of a name with a middle dot, in every
    twenty characters; not beside characters that Japan does not have: a shop's name with の in a
    Chinese sentence does not make that Japanese.

    >>> is_japanese("首相が訪韓"), is_japanese("森の家咖啡馆开业"), is_japanese("邁克爾・ジョー")
    (True, False, False)
    """
    letters = sum(map(str.isalpha, text))
    hiragana = len(_HIRAGANA.findall(text))
    katakana = len(_KATAKANA.findall(_DOTTED.sub(" ", text)))
    found = hiragana + katakana // 2
    return found > letters // 20 and is_in_japan(text)


def is_in_japan(text: str) -> bool:
    """Whether Japan's character set has every Han character of a text."""
    return all(_encode(char, "cp932") for char in text if script(char) == "HAN")


def certainty(lead: float, odds: float = 3.0) -> float:
    """The probability of the better of two readings that is ``lead`` pieces of evidence ahead.

    Each piece makes it ``odds`` times as likely; 0.5 when neither is ahead.

    >>> certainty(0), round(certainty(2), 2)
    (0.5, 0.9)
    """
    return 1 / (1 + math.pow(odds, -lead))
