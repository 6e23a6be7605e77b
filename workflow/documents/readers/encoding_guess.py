"""Guess the encoding of bytes, and read those of Windows where they are certain."""

from __future__ import annotations

import re
from itertools import pairwise

#: The small letters of Russian, Ukrainian, Belarusian and Bulgarian; of Serbian and Macedonian. In
#: a text that is read in another encoding of theirs, words mix them with capitals and other signs.
_ALPHABETS = ("а-яёєіїўґ", "а-ик-шђљњћџјѓќѕ")
_WORDS = tuple(
    re.compile(rf"\b(?:[{small.upper()}]?[{small}]+|[{small.upper()}]+)\b") for small in _ALPHABETS
)
#: The letters that these languages use most, their share and that of letters in such words, and
#: the fewest letters.
_FREQUENT, _MOST, _IN_WORDS, _FEWEST = frozenset("оеаинті"), 0.35, 0.95, 12


def guess(data: bytes) -> str:
    """Name the codec that the library takes for likely; empty for none."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    return best.encoding if best else ""


def of_windows(data: bytes) -> str:
    """Return the text of bytes that are certainly in an encoding of Windows; else nothing."""
    return windows_1251(data) or windows_1250(data) or windows_signs(data)


def windows_1251(data: bytes) -> str:
    """Return the text of bytes in windows-1251; empty if they are in any other, or uncertain."""
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        return ""
    sample = text[:50_000]
    letters = sum(char.isalpha() and not char.isascii() for char in sample)
    words = max(("".join(each.findall(sample)) for each in _WORDS), key=len)
    frequent = sum(char in _FREQUENT for char in words.lower())
    if letters < _FEWEST or len(words) < _IN_WORDS * letters or frequent < _MOST * len(words):
        return ""
    return text if not words.islower() and guess(data) == "cp1251" else ""


#: The letters beyond ASCII of Polish, Czech, Slovak, Croatian and Slovene, Hungarian, Romanian, and
#: those of them that in other encodings are other letters, or none.
_CENTRAL = {
    "ąćęłńóśźż": "łęążś",
    "áčďéěíňóřšťúůýž": "ěřšžů",
    "áäčďéíĺľňóôŕšťúýž": "šť",
    "čćđšž": "šž",
    "áéíóöőúüű": "őű",
    "ăâîşţ": "ăţş",
}
#: The shares of such letters, how many differ, and the share of signs and capitals amid words, with
#: those beside a letter that are letters in ISO 8859-2.
_OF_ONE, _TELLING, _DIFFERENT, _TORN = 0.995, 0.05, 4, 0.005
_SIGN_IN_WORD = re.compile(
    r"(?<=\w)[^\w\s\x00-\x7f–—’“”„…«»·\xa0\xad](?=\w)"
    r"|(?<=[^\W\d_])[±¶¦¬ˇ]|[±¶¦¬ˇ©®](?=[^\W\d_])"
)


def windows_1250(data: bytes) -> str:
    """Return the text of bytes in windows-1250; empty if they are in any other, or uncertain."""
    try:
        text = data.decode("cp1250")
    except UnicodeDecodeError:
        return ""
    sample = text[:50_000]
    letters = [char for char in sample.lower() if char.isalpha() and not char.isascii()]
    torn = len(_SIGN_IN_WORD.findall(sample)) + sum(
        before.islower() and char.isupper() and not char.isascii()
        for before, char in pairwise(sample)
    )
    torn += abs(sample.count("«") - sample.count("»"))  # letters in ISO 8859-2, too
    if len(letters) < _FEWEST or torn > _TORN * len(letters):
        return ""
    for alphabet, telling in _CENTRAL.items():
        own = [char for char in letters if char in alphabet]
        told = sum(char in telling for char in own)
        if len(own) >= _OF_ONE * len(letters) and told >= _TELLING * len(letters):
            return text if len(set(own)) >= _DIFFERENT else ""
    return ""


#: The code pages of Windows for Latin letters.
_LATIN = ("cp1250", "cp1252", "cp1254", "cp1257")
#: What shows that bytes are signs of theirs: quotation marks around words, an apostrophe within one
#: of English. In other encodings letters would stand there, as in the Spanish of a Mac.
_QUOTED = re.compile(
    r"(?<![^\s(])(?:\u201c(?=\w)[^\u201c\u201d]{1,2000}(?<=[\w.,!?])\u201d"
    r"|\u201e(?=\w)[^\u201c\u201e]{1,2000}(?<=[\w.,!?])\u201c)(?![^\s.,;:!?)])"
)
_APOSTROPHE = re.compile(r"[a-z]\u2019(?:s|t|re|ll|ve|d|m)\b")
_ENGLISH = re.compile(r"\b(?:the|and|you)\b", re.IGNORECASE)
#: The most letters beyond ASCII in such a text. One by itself may be Greek.
_FEW, _LONE = 0.05, re.compile(r"(?<![^\W\d_])[^\W\d_\x00-\x7f](?![^\W\d_])")


def windows_signs(data: bytes) -> str:
    r"""Return a text of ASCII with the signs of Windows; empty if its letters are uncertain.

    All code pages for Latin letters have the same signs, and some of the same letters.

    >>> windows_signs(b"It\x92s the caf\xe9 by the sea"), windows_signs(b"It\x92s the ma\xf1ana")
    ('It’s the café by the sea', '')
    """
    try:
        text, *others = {data.decode(name) for name in _LATIN}
    except UnicodeDecodeError:
        return ""
    letters = sum(char.isalpha() and not char.isascii() for char in text)
    if others or letters > _FEW * len(text) or _LONE.search(text):
        return ""
    is_english = _ENGLISH.search(text) and _APOSTROPHE.search(text)
    return text if is_english or _QUOTED.search(text) else ""
