"""Undo what hides an address or a number in a text: ``evil[.]example``, ``공일공-1234-5678``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from workflow.languages import registered
from workflow.languages.all_languages import any_of
from workflow.languages.characters import SHAPELESS
from workflow.languages.scripts import DENSE

_ENDS = "com|net|org|info|example"
_IDEOGRAPHIC = re.compile(rf"(?<=[A-Za-z0-9])(?:[。｡](?=[A-Za-z0-9])|\s?[。｡]\s?(?={_ENDS}))")
_COLON = re.compile(r"\[:\]|\(:\)")
_HIDES = re.compile(r"[\[({<]|\s(?:dot|\.)\s|[oO]1", re.IGNORECASE)
#: What the text must have for each of these steps to find anything; they are seldom met.
_BRACKET = re.compile(r"[\[({<]")
_GROUP = re.compile(r"\d(?=\d\d)")
#: Letters for the noughts of a mobile number: O1O-1234-5678.
_LETTERS = re.compile(r"[Oo0](?<![A-Za-z0-9].)1[Oo0](?=[\s.-]\d{3,4}[\s.-]\d{4})")
#: Between digits any dash is a hyphen, the Japanese mark of a long vowel too.
_DASHES = "[\u2010-\u2015\u2043\u2212\u30fcᅳㅡ\ufe58\ufe63]"
_ANY_DASH = re.compile(_DASHES)
_DASH = re.compile(rf"(?<=[\d)])(\s?){_DASHES}(\s?)(?=[\d(])")
_KOREAN = "공영일이삼사오육륙칠팔구"
_CHINESE = "零〇一二三四五六七八九幺"
#: Numbers spelled digit by digit, as only telephone numbers are: three groups, or the first group
#: of a mobile number before digits; in Chinese seven or more digits.
_SPELLED_DIGITS = re.compile(
    rf"(?<![{DENSE}])[{_KOREAN}]{{2,4}}[\s.-]?[{_KOREAN}]{{3,4}}[\s.-]?[{_KOREAN}]{{4}}"
    rf"|(?<![{DENSE}])[공영]일[공영일육칠팔구](?=[\s.-]?\d{{3,4}})"
    rf"|[{_CHINESE}]{{7,}}|[{_CHINESE}]{{3,4}}(?:[\s-][{_CHINESE}]{{3,4}}){{2}}"
)
#: A quick test that every text with such a number passes.
MAY_SPELL = re.compile(
    f"[{_KOREAN}{_CHINESE}]"
    f"(?:(?<=[{_KOREAN}])[{_KOREAN}]{{2}}|(?<=[{_CHINESE}])[{_CHINESE}]{{2}}|(?<=[공영])일)"
)
_DIGITS = str.maketrans(_KOREAN + _CHINESE, "001234566789" + "00" + "1234567891")


@dataclass(frozen=True, slots=True)
class _Signs:
    """How the signs of an address are spelled, in any registered language.

    Attributes:
        bracketed_dot, at: a dot and an at sign in brackets.
        may_be_spelled: found in every text that has one of the next two.
        dot: a dot before the end of an address.
        dot_com: a dot and the end.
    """

    bracketed_dot: re.Pattern[str]
    at: re.Pattern[str]
    may_be_spelled: re.Pattern[str]
    dot: re.Pattern[str]
    dot_com: re.Pattern[str]


@cache
def _signs() -> _Signs:
    """Put together how the registered languages spell them, once for the process."""
    known = [each.contacts for each in registered()]
    dot, at = any_of(each.dot for each in known), any_of(each.at for each in known)
    return _Signs(
        bracketed_dot=re.compile(rf"\s?[\[({{<]\s?(?:\.|dot|{dot})\s?[\])}}>]\s?", re.IGNORECASE),
        at=re.compile(rf"\s?[\[({{<]\s?(?:@|at|{at})\s?[\])}}>]\s?", re.IGNORECASE),
        may_be_spelled=re.compile(rf"[A-Za-z0-9]\s{{0,3}}(?:{dot}|\s(?:[dD][oO][tT]|\.))"),
        dot=re.compile(
            rf"(?<=[A-Za-z0-9])(?:\s+(?:dot|\.)\s*|\s?(?:{dot})\s?)(?=(?:{_ENDS})\b)",
            re.IGNORECASE,
        ),
        dot_com=re.compile(any_of(each.dot_com for each in known)),
    )


def undone(text: str) -> str:
    """Return a text without what hides an address or a telephone number in it.

    >>> undone("ｅｖｉｌ[.]example 점 컴, 02−555−1234")
    'evil.example.com, 02-555-1234'
    """
    if text.isascii() and not _HIDES.search(text):
        return text
    if "。" in text or "｡" in text:
        text = _IDEOGRAPHIC.sub(".", text)
    text = SHAPELESS.sub("", unicodedata.normalize("NFKC", text))
    if _BRACKET.search(text):
        text = _COLON.sub(":", _signs().at.sub("@", _signs().bracketed_dot.sub(".", text)))
    if _signs().may_be_spelled.search(text):
        text = _signs().dot_com.sub(".com", _signs().dot.sub(".", text))
    if MAY_SPELL.search(text):
        text = _SPELLED_DIGITS.sub(lambda match: match[0].translate(_DIGITS), text)
    if not _GROUP.search(text):
        return text
    if _ANY_DASH.search(text):
        text = _DASH.sub(r"\1-\2", text)
    return _LETTERS.sub("010", text)
