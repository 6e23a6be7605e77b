"""Korean particles that agree with the word before them as it is pronounced.

A particle such as 은/는 or 으로/로 has one form after a final consonant and one after a vowel, so
every substitution of a word may leave a wrong one behind. Here the end of the word is always known
(it is a rendering from the termbase), so no morphological analysis is needed.

Rules: National Institute of Korean Language, Standard Korean Dictionary, entries for each particle;
으로 and its derivatives take the vowel form after ㄹ as well. What stands in brackets is skipped:
``싱하이밍(邢海明)은`` agrees with 밍. Digits are read in Sino-Korean, capital letters one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_RIEUL = 8  # index of final ㄹ in a Hangul syllable block
_HANGUL = "가-힣"

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

_CLOSING = "'\"’”」』》〉）)\\]］"
_BRACKETED = re.compile(r"\s*[(（\[［][^()（）\[\]［］]*[)）\]］]\s*$")
#: What may stand between a word and its particle: placeholders, closing marks, a bracket.
_BETWEEN = re.compile(rf"(?:</?[gx]\d+/?>|[{_CLOSING}]|\s?[(（][^()（）]*[)）])*")
_ASIDE = re.compile(r"\s?[(（][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A particle's form after a consonant and after a vowel.

    ``following`` is a pattern for what may come next; ``rieul``: ㄹ takes the vowel form;
    ``optional``: the consonant form is also right after a vowel (대사다, 대사이다);
    ``shortens``: only the consonant form is recognised, because the other one also ends or
    begins ordinary words (란, 라면, 고, 자).
    """

    consonant: str
    vowel: str
    following: str
    rieul: bool = False
    optional: bool = False
    shortens: bool = False


_END = rf"(?![{_HANGUL}])"
_RO = rf"(?:(?:서|써|부터|까지)?(?:의|는|도|만|요|밖에)?){_END}"
_PAIRS = (
    _Pair("은", "는", rf"(?:커녕|요)?{_END}"),
    _Pair("이", "가", _END),
    _Pair("을", "를", _END),
    _Pair("과", "와", rf"(?:의|는|도|만)?{_END}"),
    _Pair("으로", "로", _RO, rieul=True),
    _Pair("이라", "라", r"(?=고|는|며|든|기보다)"),
    _Pair("이라", "라", rf"(?=(?:도|서|서는|서도|야|야만){_END})"),
    _Pair("이라", "라", rf"(?:면(?:서|서도)?|지만)?{_END}", shortens=True),
    _Pair("이란", "란", _END, shortens=True),
    _Pair("이랑", "랑", rf"(?:은|도|만)?{_END}", shortens=True),
    _Pair("이나", "나", rf"(?:마)?{_END}"),
    _Pair("이든", "든", rf"(?:지|가)?{_END}"),
    _Pair("이야말로", "야말로", _END),
    _Pair("이었", "였", ""),
    _Pair("이어서", "여서", _END),
    _Pair("이에요", "예요", _END),
    _Pair("이며", "며", _END, optional=True),
    _Pair("이다", "다", _END, optional=True),
    _Pair("이지만", "지만", _END, optional=True),
    _Pair("이므로", "므로", _END, optional=True),
    _Pair("이니", "니", rf"(?:까)?{_END}", optional=True),
    _Pair("이고", "고", _END, optional=True, shortens=True),
    _Pair("이자", "자", _END, optional=True, shortens=True),
)
_FORMS = {form: pair for pair in reversed(_PAIRS) for form in (pair.consonant, pair.vowel)}


def _recogniser() -> re.Pattern[str]:
    """One alternative per form a particle may have, longest first; the group names its pair."""
    choices = [
        (form, number, pair.following)
        for number, pair in enumerate(_PAIRS)
        for form in ((pair.consonant,) if pair.shortens else (pair.consonant, pair.vowel))
    ]
    choices.sort(key=lambda choice: -len(choice[0]))
    return re.compile(
        "|".join(
            f"(?P<p{number}_{place}>{form}){following}"
            for place, (form, number, following) in enumerate(choices)
        )
    )


_PARTICLE = _recogniser()


class Agreement(StrEnum):
    """How a particle stands to the word before it."""

    NONE = "none"  # no particle with two forms follows
    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"  # the word's pronunciation is not known


@dataclass(frozen=True, slots=True)
class Following:
    """The particle after a word: its place in the text, how it reads and how it should read."""

    agreement: Agreement
    start: int = 0
    end: int = 0
    found: str = ""
    right: str = ""


def final_consonant(word: str, reading: str = "") -> int | None:
    """Return the final consonant with which a word ends when read aloud.

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
        return (ord(last) - ord("가")) % 28
    if last in _DIGITS:
        return _final_of_number(text)
    if last.isascii() and last.isalpha():
        return _final_of_letters(text)
    return _SIGNS.get(last, _HEADLINE_HAN.get(last))


def _spoken(word: str) -> str:
    """``word`` without what is not read at its end: brackets, quotation marks, placeholders."""
    text = re.sub(r"</?[gx]\d+/?>", "", word).rstrip()
    while (shorter := _BRACKETED.sub("", text)) and shorter != text:
        text = shorter
    return re.sub(rf"[\s{_CLOSING}]+$", "", text)


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


def choose(word: str, particle: str, reading: str = "") -> str:
    """Return the form of ``particle`` that follows ``word``.

    >>> choose("싱하이밍(邢海明)", "는"), choose("서울", "으로"), choose("KEF", "을")
    ('은', '로', '를')

    Either form may be given. A particle without two forms, and any particle after a word whose
    pronunciation is unknown, comes back as it is.
    """
    beginnings = (particle[:length] for length in range(len(particle), 0, -1))
    base = next((form for form in beginnings if form in _FORMS), "")
    final = final_consonant(word, reading)
    if not base or final is None:
        return particle
    return _right(_FORMS[base], final) + particle[len(base) :]


def with_particle(word: str, particle: str, reading: str = "") -> str:
    """``word`` with the right form of ``particle`` attached.

    >>> with_particle("싱하이밍(邢海明)", "는"), with_particle("싱 대사", "이다")
    ('싱하이밍(邢海明)은', '싱 대사다')
    """
    return word + choose(word, particle, reading)


def _right(pair: _Pair, final: int) -> str:
    vowel = final == 0 or (pair.rieul and final == _RIEUL)
    return pair.vowel if vowel else pair.consonant


def following(text: str, start: int, end: int, reading: str = "") -> Following:
    """Return the particle after the word at ``text[start:end]`` and whether it agrees.

    Only what can be nothing but a particle counts: there is none in ``경총이재명`` or ``중국가격``.
    """
    gap = _BETWEEN.match(text, end)
    at = gap.end() if gap else end
    if _explains(text, start, text[end:at]):
        return Following(Agreement.NONE)
    match = _PARTICLE.match(text, at)
    if match is None or match.lastgroup is None:
        return Following(Agreement.NONE)
    pair = _PAIRS[int(match.lastgroup[1:].split("_")[0])]
    found = match[match.lastgroup]
    final = final_consonant(text[start:end], reading)
    if final is None:
        return Following(Agreement.UNKNOWN, at, at + len(found), found, found)
    right = _right(pair, final)
    if pair.optional and found == pair.consonant:
        right = found
    agreement = Agreement.RIGHT if right == found else Agreement.WRONG
    return Following(agreement, at, at + len(found), found, right)


def _explains(text: str, start: int, gap: str) -> bool:
    """Tell whether a word stands in a bracket after another word, to which the particle belongs then."""
    if not re.search(r"[)）]", _ASIDE.sub("", gap)):
        return False
    opened = max(text.rfind("(", 0, start), text.rfind("（", 0, start))
    return opened > 0 and not text[opened - 1].isspace()


def agree_at(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """``text`` with the particle after each of the words at ``spans`` made to agree.

    Args:
        text: Korean text, possibly with placeholders.
        spans: ``(start, end, reading)`` of words just put there; ``reading`` may be empty.
    """
    for start, end, reading in sorted(spans, reverse=True):
        particle = following(text, start, end, reading)
        if particle.agreement is Agreement.WRONG:
            text = text[: particle.start] + particle.right + text[particle.end :]
    return text


def replace(text: str, start: int, end: int, word: str, reading: str = "") -> str:
    """``text`` with ``text[start:end]`` replaced by ``word`` and the particle after it agreeing."""
    changed = text[:start] + word + text[end:]
    return agree_at(changed, [(start, start + len(word), reading)])
