"""Recognise Chinese and Korean names in Latin letters: ``Sohn Kyung-shik``, ``Xi Jinping``.

They are written family name first, as at home, and mostly so in every language; only those who
are known abroad by another order have it last (``Jack Ma``). The hyphen and the syllables tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from workflow.languages import common_words
from workflow.languages.ko import romanized_names
from workflow.languages.tables import FactTable
from workflow.languages.zh import pinyin

#: Korean family names in their usual English spelling.
_KOREAN = frozenset(
    "Ahn An Bae Ban Byun Cha Chang Cho Choi Chun Chung Gil Go Ha Han Heo Hong Huh Hwang Hyun Im "
    "Jang Jeon Jeong Ji Jin Jo Joo Ju Jun Jung Kang Kim Ko Koo Kwak Kwon Lee Lim Min Moon Na Nam "
    "Noh Oh Paik Park Rhee Roh Ryu Seo Shim Shin Sohn Son Song Suh Sung Woo Yang Yeo Yim Yoo Yoon "
    "You Yu Yun".split()
)
#: How much more alike the words of two names have to be in the other order.
_SURE = 0.4
_ABROAD = FactTable("workflow.languages.zh", "surnames_abroad.tsv")
#: What stands behind a family name and is none: Robert F. Kennedy Jr.
_GENERATION = re.compile(r",? (?:[JS]r\.?|I{2,3}|IV)$")
#: A king, queen or pope, who goes by the first name: Charles III.
_REGNAL = re.compile(r"(?P<name>\w+) (?:I{2,3}|I?V|VI{1,3}|IX|X[IV]{1,4})")


def surname(name: str, *, east_asian: bool) -> str:
    """Return the family name in a full name; empty where there is one word only.

    >>> surname("Ki-min Lee", east_asian=True), surname("Ursula von der Leyen", east_asian=False)
    ('Lee', 'von der Leyen')
    >>> surname("Ng Eng Hen", east_asian=True), surname("John Doe Jr.", east_asian=False)
    ('Ng', 'Doe')
    >>> [surname(name, east_asian=False) for name in ("Charles III", "John Paul II", "Malcolm X")]
    ['Charles', 'John Paul', 'X']
    """
    if reigning := _REGNAL.fullmatch(name):
        return reigning["name"]
    words = without_generation(name).split()
    given = common_words.groups("en", "given_names.txt")["given"]
    if name.endswith("I") and len(words) == 2 and words[1] in given:
        return " ".join(words)  # a pope
    if len(words) < 2:
        return ""
    if not east_asian:
        start = next((i for i, word in enumerate(words) if i and word.islower()), len(words) - 1)
        return " ".join(words[start:])
    given_first = "-" in words[0] and "-" not in words[-1]
    western = not _may_be_surname(words[0]) and _may_be_surname(words[-1])  # Jack Ma
    return words[-1] if given_first or western else words[0]


def told_surname(name: str, families: Iterable[str]) -> str | None:
    """Return the one end of a name that agrees with the family name in Hangul or Han.

    >>> told_surname("Yuen Pau Woo", ["胡"]), told_surname("Kim Lee", ["김", "이"])
    ('Woo', None)
    """
    words, told = name.split(), [*families]
    ends = {word for word in (*words[:1], *words[-1:]) if any(agrees(word, one) for one in told)}
    return ends.pop() if len(words) > 1 and len(ends) == 1 else None


def are_exchanged(spelled: Sequence[str], heard: Sequence[str]) -> bool:
    """Tell whether two words of a name stand in the other order in another script.

    Args:
        spelled: given name and family name.
        heard: how the words of the other form sound, in Latin letters.

    >>> are_exchanged(["Viktor", "Orbán"], ["oreuban", "biktoreu"])
    True
    >>> are_exchanged(["Rachel", "Reeves"], ["reicheol", "ribeuseu"])
    False
    """
    from rapidfuzz.distance import Levenshtein

    (given, family), (first, second) = (
        [unicodedata.normalize("NFD", word).casefold() for word in words]
        for words in (spelled, heard)
    )
    like = Levenshtein.normalized_similarity
    exchanged = like(first, family) + like(second, given)
    return exchanged - like(first, given) - like(second, family) > _SURE


def without_generation(name: str) -> str:
    """Return a name without *Jr.*, *Sr.* or *III* at its end."""
    return _GENERATION.sub("", name)


def spoken_in_one(family: str) -> bool:
    """Tell whether a Chinese family name in the letters of Hong Kong or Singapore is one syllable.

    Hangul writes each vowel of Teo and Chua as a syllable (테오, 추아), but Goh as one (고).
    """
    return not re.search("(?i)(?!oo|ee|ou|eu|au|ai|ei|ui)[aeiou]{2}", family)


def _may_be_surname(word: str) -> bool:
    """Tell whether a word may be a Chinese or Korean family name."""
    if word in _KOREAN or word in romanized_names.surnames() or characters_abroad(word):
        return True
    return pinyin.is_syllable(word) or bool(pinyin.halves(word))


def characters_abroad(family: str) -> str:
    """Return the characters that a family name stands for in Hong Kong, Taiwan or Singapore.

    >>> characters_abroad("Ng"), characters_abroad("Smith")
    ('黄吴伍', '')
    """
    return _ABROAD.values("surname").get(family.lower(), "")


def is_east_asian(name: str, others: Sequence[str]) -> bool:
    """Tell whether a name may be a Chinese or Korean one, by its forms in Hangul or Han.

    >>> is_east_asian("Tsai Ing-wen", ()), is_east_asian("Jean-Claude Juncker", ("容克",))
    (True, False)
    >>> is_east_asian("Dan Sullivan", ("沙利文",)), is_east_asian("Anna Kim", ("金安娜",))
    (False, True)
    """
    words = name.split()
    syllables = any(re.fullmatch(r"[A-Z][a-z]+-[a-z]+", word) for word in words)
    if syllables or pinyin.is_person(name) or (len(words) > 1 and romanized_names.to_hangul(name)):
        return True
    ends = {word for word in (*words[:1], *words[-1:]) if _may_be_surname(word)}
    return any(agrees(word, other) for word in ends for other in others)


def agrees(family: str, name: str) -> bool:
    """Tell whether a name in Hangul or Han begins with a family name in Latin letters.

    >>> agrees("Kim", "金安娜"), agrees("Su", "苏姿丰"), agrees("Sunak", "苏纳克")
    (True, True, False)
    >>> agrees("Goh", "吴作栋"), agrees("Goh", "王作栋")
    (True, False)
    """
    korean = romanized_names.families(family)
    if name.startswith((*korean, pinyin.to_hangul(family) or family)):
        return True
    if name[0] in "".join([characters_abroad(family), *map(romanized_names.family_in_han, korean)]):
        return True
    return pinyin.is_syllable(family) and pinyin.from_han(name).partition(" ")[0] == family


@lru_cache(maxsize=4096)
def home(one: str, other: str) -> frozenset[str]:
    """Return the codes of the states that a Chinese or Korean is from; none where that is not sure.

    Args:
        one: the full name, without a bracket; a family name tells nothing.
        other: the same in another script.

    >>> home("Wang Yi", "왕이"), home("李强", "리창"), home("Lisa Su", "苏姿丰")
    (frozenset({'CN'}), frozenset({'CN'}), frozenset())
    >>> home("安瓦尔·易卜拉欣", "안와르 이브라힘"), home("安瓦尔", "안와르")
    (frozenset(), frozenset())
    >>> sorted(home("Cho Tae-yul", "赵兑烈")), sorted(home("조태열", "赵兑烈"))
    (['KP', 'KR'], ['KP', 'KR'])
    >>> home("Cho Hyun", "조현"), home("Han Kuo-yu", "한궈위")
    (frozenset(), frozenset())
    """
    first, second = sorted((one, other), key=lambda name: (not name.isascii(), name >= "가"))
    if min(len(first), len(second)) == 1 or "·" in first or (first >= "一" and " " in second):
        return frozenset()
    heard = _in_hangul(first)
    if heard and heard == _in_hangul(second):
        return frozenset({"CN"})
    family = romanized_names.told_apart(first)[0]
    korean = agrees(family, second) if family else _is_korean(first, second)
    return frozenset({"KP", "KR"}) if korean else frozenset()


def _is_korean(han: str, hangul: str) -> bool:
    """Tell whether a name is a Korean's by all its characters."""
    given = hangul[1:] if len(han) == len(hangul) else ""
    family = bool(given) and han[0] in romanized_names.family_in_han(hangul)
    return family and all(map(romanized_names.may_be_given, given))


def _in_hangul(name: str) -> str:
    """Return how a Chinese person's name sounds; a name in Hangul stays."""
    if name >= "가":
        return name
    return pinyin.to_hangul(name if name.isascii() else pinyin.from_han(name))


def is_person(words: Sequence[str]) -> bool:
    """Tell whether words are a Korean's or Chinese's name: ``Kim Jong Un``, ``Xi Jinping``."""
    if not 2 <= len(words) <= 3 or not all(word[0].isupper() for word in words):
        return False
    hyphenated = any(re.fullmatch(r"[A-Z]\w+-\w+", word) for word in words[:2])
    return hyphenated or words[0] in _KOREAN or bool(pinyin.to_hangul(" ".join(words)))


def spellings(name: str) -> Iterator[str]:
    """Yield other ways to write a full name: ``Xing Hai-ming``, and with the surname last.

    One syllable by itself might as well be the surname, so its order stays.
    """
    family, _, given = name.partition(" ")
    divided = [*_divisions(given.replace(" ", "-"))] if given.count(" ") < 2 else []
    yield from (f"{family} {one}" for one in divided)
    if divided:
        yield from (f"{one} {family}" for one in (given, *divided))


def _divisions(given: str) -> Iterator[str]:
    """Yield other ways to write a given name of two syllables: hyphen, space or neither.

    >>> sorted(_divisions("Kyung-shik")), sorted(_divisions("Haiming"))
    (['Kyung Shik', 'Kyung shik', 'Kyung-Shik', 'Kyungshik'], ['Hai Ming', 'Hai-Ming', 'Hai-ming'])
    """
    first, hyphen, second = given.partition("-")
    pairs = [(first, second)] if hyphen else pinyin.halves(given)
    for one, other in pairs:
        written = [f"{one}-{other.lower()}", f"{one}-{other.title()}", f"{one} {other.title()}"]
        if hyphen:
            written += [f"{one}{other.lower()}", f"{one} {other.lower()}"]
        yield from (form for form in dict.fromkeys(written) if form != given)
