"""Find the final consonant of a Korean word, number or abbreviation, as it is pronounced.

Digits are read in Sino-Korean, capital letters one by one. Source: National Institute of Korean
Language, Standard Korean Dictionary.
"""

from __future__ import annotations

import re

#: Final consonant (0 none, 1 ㄱ, 4 ㄴ, 8 ㄹ, 16 ㅁ, 17 ㅂ, 21 ㅇ) of digits and letter names.
_DIGITS = dict(zip("0123456789", (21, 8, 0, 16, 0, 0, 1, 8, 8, 0), strict=True))
_LETTERS = {"L": 8, "M": 16, "N": 4, "R": 8}  # 엘 엠 엔 알; all other letter names end in a vowel
#: A number's trailing zeros: 십 백 천 만, up to 천만 (만), then 억.
_ZEROS = {1: 17, 2: 1, 3: 4, 4: 16, 5: 16, 6: 16, 7: 16}
_HUNDRED_MILLION = 1
#: Units and signs as they are read: 퍼센트, 킬로미터, 킬로그램, 도, 달러, 원 …
_SIGNS = {"%": 0, "％": 0, "℃": 0, "㎞": 0, "㎏": 16, "㎡": 0, "$": 0, "＄": 0, "₩": 4, "€": 0}
_UNITS = {"km": 0, "m": 0, "cm": 0, "mm": 0, "kg": 16, "g": 16, "t": 4, "kW": 0, "MW": 0, "GW": 0}
#: Characters that headlines use for countries and institutions, with their final consonant.
_HEADLINE_HAN = {
    "美": 0, "中": 21, "日": 8, "韓": 4, "北": 1, "英": 21, "獨": 1, "佛": 8, "露": 0, "印": 4,
    "與": 0, "野": 0, "靑": 21, "檢": 16, "軍": 4, "黨": 21, "亞": 0, "臺": 0, "濠": 0,
}  # fmt: skip

#: Closing quotation marks and brackets.
CLOSING = "'\"’”」』》〉）)\\]］"
_BRACKETED = re.compile(r"\s*[(（\[［][^()（）\[\]［］]*[)）\]］]\s*$")


def final_consonant(word: str, reading: str = "") -> int | None:
    """Return the final consonant of a word, as it is pronounced.

    Args:
        word: as written; closing quotation marks and brackets at its end are skipped.
        reading: its pronunciation in Hangul; used only where ``word`` itself does not end in one.

    Returns:
        0 for none, otherwise the Unicode index of the final consonant (8 is ㄹ);
        None when the pronunciation cannot be known (``Apple``, ``邢海明``).
    """
    text = _spoken(word)
    if reading and not "가" <= text[-1:] <= "힣":
        text = _spoken(reading)
    if not text:
        return None
    last = text[-1]
    if "가" <= last <= "힣":
        return final_of(last)
    if last in _DIGITS:
        return _final_of_number(text)
    if last.isascii() and last.isalpha():
        return _final_of_letters(text)
    return _SIGNS.get(last, _HEADLINE_HAN.get(last))


def final_of(syllable: str) -> int:
    """Return the final consonant of a Hangul syllable (Unicode Standard, section 3.12)."""
    return (ord(syllable) - ord("가")) % 28


def _spoken(word: str) -> str:
    """Cut off silent characters at the end of a word: brackets, quotation marks, placeholders."""
    text = re.sub(r"</?[gx]\d+/?>", "", word).rstrip()
    while (shorter := _BRACKETED.sub("", text)) and shorter != text:
        text = shorter
    return re.sub(rf"[\s{CLOSING}]+$", "", text)


def _final_of_number(text: str) -> int:
    number = re.search(r"(?<![\d.,])(\d[\d,]*)(\.\d+)?$", text)
    digits = number[1].replace(",", "") if number and not number[2] else text[-1]
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == 0 or zeros == len(digits):
        return _DIGITS[text[-1]]
    return _ZEROS.get(zeros, _HUNDRED_MILLION)


def _final_of_letters(text: str) -> int | None:
    word = re.search(r"[A-Za-z]+$", text)
    letters = word[0] if word else ""
    if letters in _UNITS and re.search(r"\d\s?$", text[: len(text) - len(letters)]):
        return _UNITS[letters]
    if letters[-2:].isupper():
        return _LETTERS.get(letters[-1], 0)
    return None
