"""Write Chinese names in Hangul and in pinyin, as proposals for an editor.

Hangul follows the Chinese table of the Korean loanword orthography (외래어 표기법, table 5, and
chapter 3: no ㅑ ㅖ ㅛ ㅠ after ㅈ, ㅉ, ㅊ). Whether Koreans know a person by another form, as they
do historical figures, no table can tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from workflow.languages.scripts import SCRIPTS

#: The rule, for notes in a glossary.
RULE = "Hangul by the Chinese table of 외래어 표기법"
_INITIALS = {
    "zh": "ㅈ", "ch": "ㅊ", "sh": "ㅅ", "b": "ㅂ", "p": "ㅍ", "m": "ㅁ", "f": "ㅍ", "d": "ㄷ",
    "t": "ㅌ", "n": "ㄴ", "l": "ㄹ", "g": "ㄱ", "k": "ㅋ", "h": "ㅎ", "j": "ㅈ", "q": "ㅊ",
    "x": "ㅅ", "r": "ㄹ", "z": "ㅉ", "c": "ㅊ", "s": "ㅆ", "": "ㅇ",
}  # fmt: skip
_FINALS = {
    "a": "아", "o": "오", "e": "어", "ai": "아이", "ei": "에이", "ao": "아오", "ou": "어우",
    "an": "안", "en": "언", "ang": "앙", "eng": "엉", "er": "얼", "ong": "웅",
    "i": "이", "ia": "야", "ie": "예", "iao": "야오", "iu": "유", "ian": "옌", "in": "인",
    "iang": "양", "ing": "잉", "iong": "융",
    "u": "우", "ua": "와", "uo": "워", "uai": "와이", "ui": "우이", "uan": "완", "un": "운",
    "uang": "왕", "v": "위", "ve": "웨", "van": "위안", "vn": "윈",
}  # fmt: skip
#: Syllables without an initial are spelt with y and w.
_ZERO = {
    "yi": "이", "ya": "야", "yo": "요", "ye": "예", "yao": "야오", "you": "유", "yan": "옌",
    "yin": "인",
    "yang": "양", "ying": "잉", "yong": "융", "yu": "위", "yue": "웨", "yuan": "위안", "yun": "윈",
    "wu": "우", "wa": "와", "wo": "워", "wai": "와이", "wei": "웨이", "wan": "완", "wen": "원",
    "wang": "왕", "weng": "웡",
}  # fmt: skip
#: Every syllable without its tone, by its initial, ü as v. Source: the characters of pypinyin,
#: which takes half a second to be loaded.
_SYLLABLES = {
    "": "a ai an ang ao e ei en eng er o ou wa wai wan wang wei wen weng wo wu ya yan"
    " yang yao ye yi yin ying yo yong you yu yuan yue yun",
    "b": "a ai an ang ao ei en eng i ian iang iao ie in ing o ong u",
    "c": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie in ing iu ong ou u uan ui un uo",
    "f": "a an ang ei en eng iao o ou u",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "l": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "n": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
}  # fmt: skip
#: Letters of the longest word that is looked at: names of places have up to six syllables.
_LONGEST = 36
_RUN = re.compile(f"[{SCRIPTS['Han'][0]}]+")
#: Characters of which the segmenter of pypinyin need not be asked whether they are any.
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_PLAIN = {"ㅑ": "ㅏ", "ㅖ": "ㅔ", "ㅛ": "ㅗ", "ㅠ": "ㅜ"}
#: Surnames whose character has another, commoner sound (百家姓 readings).
_SURNAMES = {
    "单": "shan", "單": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "區": "ou",
    "朴": "piao", "任": "ren", "查": "zha", "盖": "ge", "缪": "miao", "翟": "zhai", "覃": "qin",
    "华": "hua", "乐": "yue", "樂": "yue", "员": "yun", "尹": "yin", "冼": "xian", "黑": "he",
    "折": "she", "宓": "mi", "尉迟": "yu chi", "长孙": "zhang sun", "万俟": "mo qi",
    "澹台": "tan tai", "令狐": "ling hu", "夏侯": "xia hou", "司马": "si ma", "欧阳": "ou yang",
    "诸葛": "zhu ge", "上官": "shang guan", "皇甫": "huang fu", "东方": "dong fang",
    "公孙": "gong sun", "慕容": "mu rong", "司徒": "si tu", "宇文": "yu wen", "呼延": "hu yan",
    "端木": "duan mu", "南宫": "nan gong", "西门": "xi men", "独孤": "du gu", "闻人": "wen ren",
    "宗政": "zong zheng", "钟离": "zhong li", "申屠": "shen tu", "鲜于": "xian yu",
    "卜": "bu", "薄": "bo", "都": "du", "阚": "kan", "佴": "nai", "乜": "nie",
}  # fmt: skip


@cache
def compound_families() -> frozenset[str]:
    """Return the family names of two characters in Hangul: 어우양, 쓰마."""
    return frozenset(to_hangul(sound) for sound in _SURNAMES.values() if " " in sound)


def to_hangul(name: str) -> str:
    """Write a name in pinyin in Hangul; empty if it is not pinyin.

    >>> to_hangul("Xing Haiming"), to_hangul("Xi'an"), to_hangul("Sohn Kyung-shik")
    ('싱하이밍', '시안', '')
    """
    parts = [syllables(word) for word in name.split()]
    if not all(parts):
        return ""
    return "".join(_syllable(one) for part in parts for one in part)


def syllables(word: str) -> list[str]:
    """Split a word in pinyin without tones into syllables; none if it is not pinyin.

    A consonant before a vowel begins the next syllable, as the orthography demands (Ji·nan).
    """
    text = unicodedata.normalize("NFD", word.casefold()).replace("u\u0308", "v").replace("’", "'")
    text = re.sub("[\u0300-\u036f]", "", text)
    return _split(text) or [] if len(text) <= _LONGEST else []


def is_person(name: str) -> bool:
    """Tell whether a name in pinyin has the form of a Chinese one, the family name first.

    >>> is_person("Wang Wei"), is_person("Ouyang Xiu"), is_person("Shunsuke Morinaga")
    (True, True, False)
    """
    family, _, given = name.partition(" ")
    double = {"".join(sound.split()) for sound in _SURNAMES.values() if " " in sound}
    one = len(syllables(family)) == 1 or family.lower() in double
    return one and 1 <= len(syllables(given)) <= len("双名")


def is_syllable(word: str) -> bool:
    """Tell whether a word is one syllable of pinyin.

    >>> is_syllable("Ma"), is_syllable("Jack")
    (True, False)
    """
    return _parts(word.lower()) is not None


def halves(word: str) -> list[tuple[str, str]]:
    """Split a word in pinyin into two syllables, in every way that it can be.

    >>> halves("Haiming"), halves("Yi")
    ([('Hai', 'ming')], [])
    """
    lower = word.lower()
    places = range(1, len(word)) if len(word) <= _LONGEST else ()
    return [(word[:at], word[at:]) for at in places if _parts(lower[:at]) and _parts(lower[at:])]


def spoken(text: str) -> str:
    """Write a Chinese text in pinyin without tones."""
    return " ".join(sounds(text))


def sounds(text: str) -> list[str]:
    """Return the pinyin of each character without tones; other characters stay.

    >>> sounds("银行行长KEF")
    ['yin', 'hang', 'hang', 'zhang', 'KEF']
    """
    of_han, of_any = _segmenters()
    phrases = of_han(text) if _HAN.fullmatch(text) else of_any(text)
    return [sound for phrase in phrases for sound in _sounds(phrase)]


@cache
def _segmenters() -> tuple[Callable[[str], Iterable[str]], Callable[[str], Iterable[str]]]:
    """Return what cuts a run of Han into words, and any text; loaded when first asked."""
    from pypinyin.seg import mmseg, simpleseg

    return mmseg.seg.cut, simpleseg.seg


@lru_cache(maxsize=8192)
def _sounds(phrase: str) -> tuple[str, ...]:
    """Return the pinyin of a word that pypinyin knows, or of a character; kept, for it is slow."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(phrase))


def toned(text: str) -> list[str]:
    """Return the pinyin of each character with its tone; empty if it is not certain.

    >>> toned("韩国（KEF）7日"), toned("银行行长")
    (['hán', 'guó', 'rì'], ['yín', 'háng', 'háng', 'zhǎng'])
    """
    of_han, _ = _segmenters()
    found: list[str] = []
    for run in _RUN.findall(text):
        sounds = [sound for phrase in of_han(run) for sound in _tones(phrase)]
        whole = len(sounds) == len(run) and not set(sounds) & set(run)
        found += sounds if whole else [""] * len(run)
    return found


@lru_cache(maxsize=8192)
def _tones(phrase: str) -> tuple[str, ...]:
    """Return the pinyin of a word with its tones; kept like :func:`_sounds`."""
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(phrase, style=Style.TONE))


def from_han(name: str) -> str:
    """Write a Chinese person's name in pinyin, surname first: 单伟 as Shan Wei.

    Surnames are read as surnames; the sound of a given name's characters is the commonest one, so
    an editor has to look.
    """
    from pypinyin import lazy_pinyin

    size = 2 if name[:2] in _SURNAMES and len(name) > 2 else 1
    surname, given = name[:size], name[size:]
    sound = _SURNAMES.get(surname, "").split() or lazy_pinyin(surname, v_to_u=True)
    parts = ("".join(sound), "".join(lazy_pinyin(given, v_to_u=True)))
    return " ".join(part.capitalize() for part in parts if part)


def may_read(name: str) -> bool:
    """Tell whether a name is no longer than a Chinese person's.

    >>> may_read("欧阳柏年"), may_read("维尔莫拉")
    (True, False)
    """
    family = name[:2] if name[:2] in _SURNAMES else name[:1]
    return len(name) - len(family) <= len("柏年")


@cache
def every() -> frozenset[str]:
    """Return every syllable of the language, without tones, ü as v."""
    return frozenset(
        initial + final for initial, finals in _SYLLABLES.items() for final in finals.split()
    )


def _parts(sound: str) -> tuple[str, str] | None:
    """Split a syllable into its initial and final, or return None."""
    if sound in _ZERO:
        return "", sound
    initial = next((one for one in _INITIALS if one and sound.startswith(one)), "")
    final = sound[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = f"v{final[1:]}"
    if initial in ("n", "l") and final == "ue":
        final = "ve"
    return (initial, final) if final in _FINALS else None


def _split(text: str) -> list[str] | None:
    if not text:
        return []
    if text[0] == "'":
        return _split(text[1:])
    for size in range(min(6, len(text)), 0, -1):
        head, rest = text[:size], text[size:]
        if head not in every():
            continue
        if rest[:1] in tuple("aeiouv") and head[-1] in "ngr" and head[:-1] in every():
            moved = _split(head[-1] + rest)
            if moved is not None:
                return [head[:-1], *moved]
        if rest[:1] in tuple("aoe"):  # an apostrophe would stand before it
            continue
        following = _split(rest)
        if following is not None:
            return [head, *following]
    return None


def _syllable(sound: str) -> str:
    parts = _parts(sound)
    if parts is None:
        return ""
    initial, final = parts
    if not initial:
        return _ZERO.get(final) or _FINALS[final]
    hangul = _FINALS[final]
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        hangul = "으"
    code = ord(hangul[0]) - ord("가")
    vowel, tail = _VOWELS[code // 28 % 21], code % 28
    lead = _INITIALS[initial]
    if lead in "ㅈㅉㅊ":
        vowel = _PLAIN.get(vowel, vowel)
    first = (_LEADS.index(lead) * 21 + _VOWELS.index(vowel)) * 28 + tail
    return chr(ord("가") + first) + hangul[1:]
