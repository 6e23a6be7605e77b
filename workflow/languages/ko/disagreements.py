"""Find Korean particles in the wrong form after any word, with no need to know where it ends.

Some forms end nothing but a word of the other kind: 를 only what ends in a vowel. Others do so but
for some words, or only after nouns that are known. ``disagreements.tsv`` has them all.

After Latin letters and digits, which are read one by one (KBS) or as a word (NATO), a form is wrong
only where both readings end alike: KBS이, 2024은. Source: National Institute of Korean Language,
Standard Korean Dictionary, names of letters and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from workflow.languages import common_words, tables
from workflow.languages.ko.final_consonants import final_consonant
from workflow.languages.meaning import places
from workflow.languages.orthography.particles import Agreement, Following

_RIEUL = 8
_FINALS: Mapping[str, Callable[[int], bool]] = {
    "consonant": lambda final: final != 0,
    "no_rieul": lambda final: final not in (0, _RIEUL),
    "vowel": lambda final: final == 0,
    "open": lambda final: final in (0, _RIEUL),
}
#: The longest noun in ``nouns.txt``, and the shortest: one syllable may be anything.
_LONGEST, _SHORTEST = 4, 2
_PLURAL = "들"
#: What follows a family of living things: 고양이과 동물.
_FAMILY = " (?:동물|식물|나무|곤충|어류|조류|파충류|포유류)"
#: How many syllables at the end of a word are considered: the longest form with its ending.
_ENDING = 6
#: The form after a consonant, and the one after a vowel.
_FORMS = {"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로"}
_PARTICLES = "|".join(sorted((*_FORMS, *_FORMS.values()), key=len, reverse=True))
_END = r"(?![가-힣A-Za-z0-9])"
_LETTERED = re.compile(rf"(?<![A-Za-z0-9가-힣./_-])([A-Z]{{2,6}})({_PARTICLES}){_END}")
#: After a number 이, 가 and 과 may be other words: 종로 3가, 형사2과. $10 is read 10달러.
_NUMBERED = re.compile(
    rf"(?<![A-Za-z0-9가-힣.,:/_$€£¥-])(\d[\d,]*(?:\.\d+)?[%％]?)(은|는|을|를|와|으로|로){_END}"
)
_MET = re.compile("[A-Z0-9%％](?:으로|[은는이가을를과와로])")
#: Letters that end alike in both readings: with a consonant, and with a vowel.
_CONSONANTS, _VOWELS = frozenset("LMN"), frozenset("AFHIJOQSUVWXYZ")
#: Named with a vowel at their end; as the end of a word they are a consonant or silent.
_NAMED = frozenset("BCDEGKPT")
_SOUNDS = frozenset("AEIOU")


@dataclass(frozen=True, slots=True)
class _Disagreement:
    """A row of the table, which explains its columns."""

    form: str
    right: str
    after: str
    unless: re.Pattern[str] | None
    nouns: str

    def holds(self, word: str, at: int) -> bool:
        """Tell whether the form that begins at ``at`` is certainly wrong there."""
        if not _FINALS[self.after]((ord(word[at - 1]) - ord("가")) % 28):
            return False
        told = word[: at + len(self.form)]
        excepted = self.unless is not None and self.unless.search(told) is not None
        if self.nouns == "only":
            return not excepted and _is_noun(word[:at], told, self.form)
        return not excepted or (self.nouns == "else" and _is_noun(word[:at], told, self.form))


@cache
def _rules() -> tuple[tuple[_Disagreement, ...], re.Pattern[str], frozenset[str]]:
    """Return the rules, a pattern for forms at the end of a word, and their last syllables."""
    rows = tables.read(__package__, "disagreements.tsv")
    rules = tuple(
        _Disagreement(
            row["form"],
            row["right"],
            row["after"],
            re.compile(f"(?:{row['unless']})$") if row["unless"] else None,
            row["nouns"],
        )
        for row in rows
    )
    # 으로 before 로: the first one that fits from the left is the longest.
    found = "|".join(f"(?P<r{n}>{row['form']}){row['then']}" for n, row in enumerate(rows))
    last = frozenset("".join(row["form"][-1] + row["then"] for row in rows if row["form"] != "였"))
    verbal = frozenset("다던고며만데니")
    return rules, re.compile(f"(?:{found})$"), last | verbal


def disagreements(text: str) -> Iterator[Following]:
    """Yield each particle of a text that is in the wrong form, in their order.

    >>> [(one.found, one.right) for one in disagreements("정부이 회의록를 서울으로 보낸 아이")]
    [('이', '가'), ('를', '을'), ('으로', '로')]
    """
    for match in _words().finditer(text):
        if wrong := _wrong(match[0]):
            rule, at = wrong
            start = match.start() + at
            yield Following(Agreement.WRONG, start, start + len(rule.form), rule.form, rule.right)


@cache
def _words() -> re.Pattern[str]:
    """Return a word that ends as one with a particle may."""
    last = "".join(sorted(_rules()[2]))
    return re.compile(f"[가-힣]{{{_SHORTEST},}}+(?<=[{last}])(?<!과(?={_FAMILY}))")


@lru_cache(maxsize=16384)
def _wrong(word: str) -> tuple[_Disagreement, int] | None:
    """Return the rule that a word breaks, if any, and where its particle begins.

    Kept, since a language says most of its words again and again.
    """
    rules, endings, _ = _rules()
    ending = endings.search(word, max(1, len(word) - _ENDING))
    if not ending or not ending.lastgroup:
        return None
    rule = rules[int(ending.lastgroup[1:])]
    return (rule, ending.start()) if rule.holds(word, ending.start()) else None


@cache
def _places() -> frozenset[str]:
    """Return the names of countries and cities, which contain no particle."""
    return frozenset(name.text for name in places.words("ko") if len(name.text) >= _SHORTEST)


def _is_noun(word: str, whole: str, form: str) -> bool:
    """Tell whether a word consists of nouns, so that its end is no particle: 평가, 회원국가."""
    groups = common_words.groups("ko", "nouns.txt")
    nouns = groups["nouns"]
    if word in _places():
        return whole not in nouns and whole not in _places()
    if word.endswith(_PLURAL):
        word = word.removesuffix(_PLURAL)
        return word in nouns or _is_compound(word, nouns)
    barred = groups.get(form, frozenset())
    if word in nouns:
        return word not in barred
    if _is_compound(whole, nouns):
        return False
    return any(
        word[-size:] in nouns and word[-size:] not in barred and _is_compound(word, nouns)
        for size in range(_SHORTEST, _LONGEST + 1)
    )


def _is_compound(word: str, nouns: frozenset[str]) -> bool:
    """Tell whether a word is one of some nouns, or several of them together."""
    if word in nouns:
        return True
    sizes: Sequence[int] = range(_SHORTEST, min(_LONGEST, len(word) - _SHORTEST) + 1)
    return any(word[:size] in nouns and _is_compound(word[size:], nouns) for size in sizes)


def letter_particles(text: str) -> Iterator[Following]:
    """Yield each particle that is in the wrong form after capitals or a number.

    >>> [one.right for one in letter_particles("KBS이 UN가 3%을 전했다. NATO가 OPEC이 5로")]
    ['가', '이', '를']
    """
    if not _MET.search(text):
        return
    for match in _LETTERED.finditer(text):
        yield from _wrong_after(match, _final(match[1]))
    for match in _NUMBERED.finditer(text):
        number = match[1]
        yield from _wrong_after(match, None if number.strip("0") == "" else final_consonant(number))


def _wrong_after(match: re.Match[str], final: int | None) -> Iterator[Following]:
    found = match[2]
    consonant = next(one for one, other in _FORMS.items() if found in (one, other))
    closed = bool(final) and not (consonant == "으로" and final == _RIEUL)
    right = consonant if closed else _FORMS[consonant]
    if final is not None and right != found:
        yield Following(Agreement.WRONG, match.start(2), match.end(2), found, right)


def _final(letters: str) -> int | None:
    """Return the final consonant of capitals if both readings have one, or both have none."""
    last = letters[-1]
    if last in _CONSONANTS:
        return _RIEUL if last == "L" else final_consonant(f"X{last}")
    if last in _VOWELS or (last in _NAMED and _SOUNDS.isdisjoint(letters[:-1])):
        return 0
    return None
