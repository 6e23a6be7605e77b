"""What hides an address or a number in a text, undone: ``evil[.]example``, ``공일공-1234-5678``."""

from __future__ import annotations

import re
import unicodedata

from workflow.languages.characters import SHAPELESS
from workflow.languages.scripts import DENSE

_DOT = r"dot|점|쩜|닷|点|點"
_DOTTED = re.compile(rf"\s?[\[({{<]\s?(?:\.|{_DOT})\s?[\])}}>]\s?", re.IGNORECASE)
_ENDS = "com|net|org|info|example"
_SPOKEN = re.compile(
    rf"(?<=[A-Za-z0-9])(?:\s+(?:dot|\.)\s*|\s?(?:点|點|점|쩜|닷)\s?)(?=(?:{_ENDS})\b)",
    re.IGNORECASE,
)
#: In Korean the end is spelled, too: *evil 점 컴*; *US 닷컴 버블* is none.
_SPELLED = re.compile(r"(?<=[A-Za-z0-9])(?:\s?[점쩜]\s?컴|닷\s?컴|(?<=[a-z0-9])\s닷\s?컴)"
                      r"(?!\s?(?:기업|버블|붐|붕괴|열풍|시대|거품|회사))")  # fmt: skip
_IDEOGRAPHIC = re.compile(rf"(?<=[A-Za-z0-9])(?:[。｡](?=[A-Za-z0-9])|\s?[。｡]\s?(?={_ENDS}))")
_AT = re.compile(r"\s?[\[({<]\s?(?:@|at|앳|골뱅이|艾特)\s?[\])}>]\s?", re.IGNORECASE)
_COLON = re.compile(r"\[:\]|\(:\)")
_HIDES = re.compile(r"[\[({<]|\s(?:dot|\.)\s|[oO]1", re.IGNORECASE)
#: What the text must have for each of these steps to find anything; they are seldom met.
_BRACKET = re.compile(r"[\[({<]")
_ENDED = re.compile(r"[A-Za-z0-9]\s{0,3}(?:[点點점쩜닷]|\s(?:[dD][oO][tT]|\.))")
_GROUP = re.compile(r"\d{3,4}")
#: Letters for the noughts of a mobile number: O1O-1234-5678.
_LETTERS = re.compile(r"(?<![A-Za-z0-9])[Oo0]1[Oo0](?=[\s.-]\d{3,4}[\s.-]\d{4})")
#: Between digits any dash is a hyphen, the Japanese mark of a long vowel too.
_DASH = re.compile(r"(?<=[\d)])(\s?)[\u2010-\u2015\u2043\u2212\u30fcᅳㅡ\ufe58\ufe63](\s?)(?=[\d(])")
_KOREAN = "공영일이삼사오육륙칠팔구"
_CHINESE = "零〇一二三四五六七八九幺"
#: Numbers spelled digit by digit, as only those of telephones are: three groups, or a mobile's
#: first one before digits; in Chinese seven digits and more.
_SPELLED_DIGITS = re.compile(
    rf"(?<![{DENSE}])[{_KOREAN}]{{2,4}}[\s.-]?[{_KOREAN}]{{3,4}}[\s.-]?[{_KOREAN}]{{4}}"
    rf"|(?<![{DENSE}])[공영]일[공영일육칠팔구](?=[\s.-]?\d{{3,4}})"
    rf"|[{_CHINESE}]{{7,}}|[{_CHINESE}]{{3,4}}(?:[\s-][{_CHINESE}]{{3,4}}){{2}}"
)
_DIGITS = str.maketrans(_KOREAN + _CHINESE, "001234566789" + "00" + "1234567891")


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
        text = _COLON.sub(":", _AT.sub("@", _DOTTED.sub(".", text)))
    if _ENDED.search(text):
        text = _SPELLED.sub(".com", _SPOKEN.sub(".", text))
    text = _SPELLED_DIGITS.sub(lambda match: match[0].translate(_DIGITS), text)
    return _LETTERS.sub("010", _DASH.sub(r"\1-\2", text)) if _GROUP.search(text) else text
