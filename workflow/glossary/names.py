"""The forms of a name: without its bracket, its surname, how titles join it.

Chinese and Korean persons are written family name first in their own languages and mostly so in
English; others family name last. Which it is is read off the row's own forms. A row may say
otherwise in extra columns ``en_surname``, ``ko_surname``, ``zh_surname``.
"""

from __future__ import annotations

import re

from workflow.languages import language
from workflow.languages.en import capitals
from workflow.languages.zh import pinyin
from workflow.model import Term, TermForms, TermType

_BRACKET = re.compile(r"\s*[(（][^()（）]*[)）]$")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_HANGUL_NAME = re.compile(r"[가-힣]{2,5}")
_NO_FORMS = TermForms()
#: Languages that call a body by its name in later mentions, unless the row says otherwise.
_SPELLED_OUT = frozenset({"ko", "zh", "ja"})
#: Family names of two characters (common ones of 百家姓) and two syllables.
_DOUBLE = frozenset(
    "欧阳 司马 上官 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 端木 东方 西门 南宫 独孤 鲜于 "
    "歐陽 司馬 諸葛 남궁 황보 제갈 사공 선우 독고 서문 동방".split()
)


def forms(term: Term, tag: str) -> TermForms:
    """Return how ``tag`` writes the term; empty forms when the row says nothing."""
    return term.forms.get(tag, _NO_FORMS)


def bare(form: str) -> str:
    """Return a form without the bracket at its end.

    >>> bare("싱하이밍(邢海明)"), bare("Korea Employers Federation (KEF)")
    ('싱하이밍', 'Korea Employers Federation')
    """
    return _BRACKET.sub("", form) or form


def bracketed(form: str) -> str:
    """Return what stands in the bracket at the end of a form, or nothing."""
    match = _BRACKET.search(form)
    return match[0].strip()[1:-1] if match and match.start() else ""


def abbreviation(form: str) -> str:
    """Return the abbreviation in the bracket at the end of a form, or nothing.

    >>> abbreviation("Korea Employers Federation (KEF)"), abbreviation("싱하이밍(邢海明)")
    ('KEF', '')
    """
    short = bracketed(form)
    return short if is_abbreviation(short) else ""


def is_abbreviation(text: str) -> bool:
    """Tell whether a form is one in Latin capitals: ``KEF``, ``G20``, ``R&D``."""
    return bool(re.fullmatch(r"[A-Z][A-Z0-9&-]+", text))


def later(term: Term, tag: str) -> str:
    """Return the name for later mentions: the row's own, or the first form without its bracket."""
    own = forms(term, tag)
    return own.later or bare(own.first)


def short(term: Term, tag: str) -> str:
    """Return what a later mention gets.

    As :func:`later`; but the abbreviation that the first mention has introduced, unless the
    language spells names out.
    """
    own = forms(term, tag)
    spelled_out = tag.partition("-")[0] in _SPELLED_OUT
    return own.later or (not spelled_out and _own_abbreviation(own)) or bare(own.first)


def _own_abbreviation(own: TermForms) -> str:
    """Return the abbreviation in the first form, if it may be used alone."""
    brief = abbreviation(own.first)
    return "" if brief in own.forbidden else brief


def variants(term: Term, tag: str) -> tuple[str, ...]:
    """Yield every form that is right in ``tag``, the first-mention form first."""
    own = forms(term, tag)
    every = (own.first, short(term, tag), bare(own.first), *own.aliases, _own_abbreviation(own))
    return tuple(dict.fromkeys(filter(None, every)))


def surname(term: Term, tag: str) -> str:
    """Return the family name of a person in ``tag``; empty when it cannot be told.

    Of ``Xing Haiming``, ``싱하이밍(邢海明)`` and ``邢海明`` it is ``Xing``, ``싱`` and ``邢``.
    """
    if term.type is not TermType.PERSON:
        return ""
    if own := term.extra.get(f"{language(tag).column}_surname", ""):
        return own
    name = bare(forms(term, tag).first)
    if not name:
        return ""
    if tag == "ko":
        return _korean(name, east_asian=is_east_asian(term))
    if tag.startswith("zh"):
        return _chinese(name)
    western = " " in bare(forms(term, "ko").first)  # 리사 수
    return _latin(name, east_asian=is_east_asian(term) and not western)


def family_name(form: str, language: str) -> str:
    """Return the family name in the rendering of a Korean or Chinese name; of any other, nothing.

    >>> family_name("시진핑(習近平)", "ko"), family_name("조 바이든", "ko")
    ('시', '')
    """
    name = bare(form)
    if " " in name or "·" in name:
        return ""
    return _korean(name, east_asian=True) if language == "ko" else _chinese(name)


def is_east_asian(term: Term) -> bool:
    """Tell whether a person has a Chinese or Korean name, as far as the row's forms tell."""
    for tag, own in term.forms.items():
        if tag.startswith("zh") and own.first:
            return bool(_HAN_NAME.fullmatch(bare(own.first)))
    korean = bare(forms(term, "ko").first)
    if korean:
        return bool(_HANGUL_NAME.fullmatch(korean))
    return any("-" in word for word in bare(forms(term, "en").first).split())


def _korean(name: str, *, east_asian: bool) -> str:
    if " " in name:
        return "" if east_asian else name.rsplit(maxsplit=1)[-1]
    if not east_asian or not _HANGUL_NAME.fullmatch(name):
        return ""
    return name[:2] if name[:2] in _DOUBLE and len(name) > 2 else name[0]


def _chinese(name: str) -> str:
    if "·" in name:
        return name.rsplit("·", 1)[-1]
    if not _HAN_NAME.fullmatch(name):
        return ""
    return name[:2] if name[:2] in _DOUBLE and len(name) > 2 else name[0]


def _latin(name: str, *, east_asian: bool) -> str:
    """``Sohn Kyung-shik``, ``Ki-min Lee``, ``Xing Haiming`` → first or last word by its hyphen."""
    words = name.split()
    if len(words) < 2:
        return ""
    if not east_asian:
        start = next((i for i, word in enumerate(words) if i and word.islower()), len(words) - 1)
        return " ".join(words[start:])
    given_first = "-" in words[0] and "-" not in words[-1]
    western = not _may_be_surname(words[0]) and _may_be_surname(words[-1])  # Jack Ma
    return words[-1] if given_first or western else words[0]


def _may_be_surname(word: str) -> bool:
    """Tell whether a word may be a Chinese or Korean family name as English writes it."""
    return word in capitals.KOREAN or pinyin.is_syllable(word) or bool(pinyin.halves(word))
