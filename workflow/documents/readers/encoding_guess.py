"""Guess the encoding of bytes, and read those for Latin and Cyrillic that are certain."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import itemgetter

#: How much of a file is looked at.
_SAMPLE = 50_000
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


def by_letters(data: bytes) -> str:
    """Return the text of bytes that are certainly in an encoding of these; else nothing."""
    return windows_1251(data) or latin(data) or windows_signs(data)


def windows_1251(data: bytes) -> str:
    """Return the text of bytes in windows-1251; empty if they are in any other, or uncertain."""
    text = valid(data, "cp1251")
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() and not char.isascii() for char in sample)
    words = max(("".join(each.findall(sample)) for each in _WORDS), key=len)
    frequent = sum(char in _FREQUENT for char in words.lower())
    if letters < _FEWEST or len(words) < _IN_WORDS * letters or frequent < _MOST * len(words):
        return ""
    return text if not words.islower() and guess(data) == "cp1251" else ""


#: Encodings of the West and of the middle of Europe, of Windows first.
_WEST = ("cp1252", "iso8859-15", "mac_roman", "cp850")
_MIDDLE = ("cp1250", "iso8859-2", "iso8859-16", "mac_latin2", "cp852")
#: The letters beyond ASCII of languages, and words without any that stand in each of their texts.
_LANGUAGES = (
    ("àâæçéèêëîïôœùûüÿ", "de la les des et un une que pour dans est du", _WEST),
    ("áéíñóúüªº", "de la que el en y los se del las por un con", _WEST),
    ("áâãàçéêíóôõúªº", "de que o e do da em um para os com uma se", _WEST),
    ("äöüßé", "der die und in den das von zu mit ist im nicht", _WEST),
    ("àèéìîòùªº", "di che la il un a per una con del si le", _WEST),
    ("éëïèöüó", "de het een van in en dat is op te zijn voor", _WEST),
    ("åäöé", "och att det som en i av den till med de om", _WEST),
    ("æøåéòôó", "og i at det er en som av til de for den med", _WEST),
    ("äåö", "ja on ei se oli kun mutta ovat joka kuin ettei", _WEST),
    ("àçéèíïóòúü·", "de la i que el a en un per amb els del les", _WEST),
    ("áðéíóúýþæö", "og sem er um ekki var til hann en hefur", _WEST),
    ("áéíóú", "an na agus ar go i is le an sin ach ann", _WEST),
    ("ąćęłńóśźż", "w i na z do nie to jest od o jak po co", _MIDDLE),
    ("áčďéěíňóřšťúůýž", "a v na se je z o do to by s jako", _MIDDLE),
    ("áäčďéíĺľňóôŕšťúýž", "a v na sa je z o do to by s ako", _MIDDLE),
    ("čćđšž", "je i u na se da za su od o s koji", _MIDDLE),
    ("čšž", "je in v na se da za so po ki ni bi", _MIDDLE),
    ("áéíóöőúüű", "a az hogy nem is egy volt de mint el meg csak", _MIDDLE),
    ("ăâîşţșț", "de a la cu un pe care nu o din fost mai", _MIDDLE),
    ("çğıöşü", "ve bir bu da de ile olarak daha dedi oldu", ("cp1254",)),
)
_ROWS = tuple((frozenset(own), frozenset(words.split()), names) for own, words, names in _LANGUAGES)
_ASCII_WORD = re.compile(rb"(?<![\w\x80-\xff])[a-z]+(?![\w\x80-\xff])")
#: The share of such words that tells a language, the fewest, and how many more than in others; how
#: many of its letters there are then, and the share of what is none of a text in it.
_TOLD, _FEW_WORDS, _LEAD, _FEW_LETTERS, _STRANGE = 0.12, 4, 1.2, 3, 0.01
#: How many of its letters differ where words tell it, as one alone may be half of one of Japanese,
#: and where none do.
_DIFFERENT_TOLD, _DIFFERENT = 2, 4
#: Signs that texts hold; those of them that hardly stand in a word or behind it, and controls (DOS
#: ends a file with one).
_SIGNS = frozenset("–—’‘“”„‚‹›«»…•·°§€£©®™¿¡×½¼¾²³µ´\xa0\xad")
_SIGN_IN_WORD = re.compile(
    r"(?<=\w)[^\w\s\x00-\x7f–—’“”„…«»·\xa0\xad](?=\w)|(?<=[^\W\d_])[½¼¾²³]|[½¼¾²³](?=[^\W\d_])"
    r"|[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]"
)
#: The same letter, as old encodings and as Unicode have it.
_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")


def latin(data: bytes) -> str:
    """Return a text whose letters are those of one language in just one encoding; else nothing.

    Its frequent words tell the language; without them those of the middle of Europe are tried.
    """
    words = _ASCII_WORD.findall(data[:_SAMPLE].lower())
    told = [sum(each.decode() in own for each in words) for _, own, _ in _ROWS]
    is_told = max(told) >= max(_FEW_WORDS, _TOLD * len(words))
    rows = [row for row, count in zip(_ROWS, told, strict=True)
            if (count * _LEAD >= max(told) if is_told else row[2] is _MIDDLE)]  # fmt: skip
    texts = {name: valid(data, name) for *_, names in rows for name in names}
    tried = [(_strange(texts[name], own), texts[name], own) for own, _, names in rows
             for name in names if texts[name]]  # fmt: skip
    fewest, text, own = min(tried, key=itemgetter(0), default=(0, "", frozenset()))
    found = [char.lower() for char in text[:_SAMPLE] if char.lower() in own]
    as_good = {each.translate(_CEDILLAS) for strange, each, _ in tried if strange == fewest}
    if fewest > _STRANGE * len(found) or len(as_good) != 1:
        return ""
    enough = len(found) >= (_FEW_LETTERS if is_told else _FEWEST)
    differing = len(set(found)) >= (_DIFFERENT_TOLD if is_told else _DIFFERENT)
    return text if enough and differing else ""


def valid(data: bytes, encoding: str) -> str:
    """Return the decoded text; empty if the bytes are invalid in this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _strange(text: str, letters: frozenset[str]) -> int:
    """Count what a text in the language of these letters would not hold."""
    sample = text[:_SAMPLE]
    return (
        sum(not char.isascii() and char not in _SIGNS and char.lower() not in letters
            for char in sample)
        + len(_SIGN_IN_WORD.findall(sample))
        + sum(before.islower() and char.isupper() and not char.isascii()
              for before, char in pairwise(sample))
    )  # fmt: skip


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
