"""Read Korean persons' names in Latin letters back in Hangul: ``Park Min-seo`` is 박민서.

``romanized.tsv`` has family names and syllables of given names in the Revised Romanization of 2000
and as persons write theirs. Only a name whose every syllable is in it is taken for a Korean's, and
one that might be pinyin is not. One spelling may be several names; all of them are returned.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product

from workflow.languages.tables import FactTable

#: Where the Hangul is from, for notes in a glossary.
RULE = "Hangul by usual romanization of Korean names"
_TABLE = FactTable(__package__, "romanized.tsv")
#: Names for one spelling, at most.
_MOST = 4
#: What each letter may be in Latin letters: initials, vowels and finals as Unicode orders them; a
#: hyphen is no letter at all.
_LEADS = (
    "g k c|k kk g gg|n l|d t|t tt d|r l n y -|m|b p v|p pp b|s sh sy|s ss|- y|j ch z c|j jj tch"
    "|ch j c tch|k kh c q|t th|p ph f|h -"
).split("|")
_VOWELS = (
    "a ah ar|ae ai e ay ea a|ya yah|yae ye|eo o u uh e aw ou ur er or|e ae eh ay i"
    "|yeo yo you yu yuh ye ya yaw|ye yeh ie e yae|o oh ou oe oo|wa oa ua wah|wae wea wai we"
    "|oe oi we oy wi|yo yoh|u oo ou woo wu uh eu|wo weo wu wuh o|we wei|wi ui wee we uy ue"
    "|yu yoo you ew u ue|eu u oo e uh ue y i|ui eui ee hi i ey uy ye yi|i ee yi ie ea y e ih yee"
).split("|")
_FINALS = (
    "-|k g ck c gh|k g ck|k g|n|n|n|t d th|l r ll|k g l|m l|l p b|l|l|l p|l|m mm|p b|p b|t s d ss"
    "|t s ss|ng n|t j|t ch|k|t|p|t h -"
).split("|")
_FIRST, _ROW, _COLUMN = 0xAC00, 588, 28


def to_hangul(name: str) -> tuple[str, ...]:
    """Return the possible Hangul of a Korean's name, the likeliest first; none for other names.

    >>> to_hangul("Park Min-seo"), to_hangul("Hee-sung Kim"), to_hangul("Xing Hai-ming")
    (('박민서',), ('김희성', '김희승'), ())
    """
    family, given = _divided(name)
    surname = _TABLE.values("surname").get(family.title(), "")
    syllables = _TABLE.values("given")
    readings = [syllables.get(one.lower(), "") for one in given]
    if not surname or len(given) != 2 or not all(readings):
        return ()
    found = product(*(each.split("|") for each in readings))
    return tuple(surname + "".join(each) for each in found)[:_MOST]


def told_apart(name: str) -> tuple[str, list[str]]:
    """Divide a Korean's name into the family name and the syllables of the given name.

    Only what is written as Koreans write it, with a hyphen or in three words.

    >>> told_apart("Park Min-seo"), told_apart("Kim Jong Un"), told_apart("Lee Hsien Loong")
    (('Park', ['min', 'seo']), ('Kim', ['jong', 'un']), ('', []))
    """
    if "-" not in name and name.count(" ") != 2:
        return "", []
    family, given = _divided(name)
    syllables = [one.lower() for one in given]
    known = _syllables()
    if len(syllables) != 2 or family not in surnames():
        return "", []
    return (family, syllables) if all(one in known for one in syllables) else ("", [])


@cache
def _syllables() -> frozenset[str]:
    return frozenset(_TABLE.values("given"))


@cache
def surnames() -> frozenset[str]:
    """Return the family names of Koreans in Latin letters."""
    return frozenset(_TABLE.values("surname"))


@cache
def families(family: str) -> frozenset[str]:
    """Return the family names in Hangul that one in Latin letters may be: 임 and 림 for *Lim*."""
    usual = _TABLE.values("surname").get(family.title(), "")
    north = _TABLE.values("north").get(usual, "")
    return frozenset(filter(None, (usual, north, *_TABLE.values("also").get(family.title(), ""))))


def is_family(name: str) -> bool:
    """Tell whether some Hangul is a Korean's family name."""
    return name in _families()


@cache
def _families() -> frozenset[str]:
    return frozenset((*_TABLE.values("surname").values(), *_TABLE.values("north").values()))


def may_be_given(syllable: str) -> bool:
    """Tell whether a syllable of Hangul stands in given names."""
    return syllable in _given()


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(_TABLE.values("given").values()).replace("|", ""))


@lru_cache(maxsize=4096)
def _spellings(letter: str) -> tuple[tuple[str, ...], ...]:
    """Return in how many ways the initial, vowel and final of a syllable are written."""
    number = ord(letter) - _FIRST
    rows = _LEADS[number // _ROW], _VOWELS[number // _COLUMN % 21], _FINALS[number % _COLUMN]
    return tuple(tuple(row.replace("-", "").split(" ")) for row in rows)


def may_be(latin: str, hangul: str) -> bool:
    """Tell whether a Korean's name in Latin letters may be so in Hangul.

    >>> [may_be("hyerim", each) for each in ("혜림", "혜진", "혜린", "해림")]
    [True, False, False, False]
    >>> may_be("chunghee", "정희"), may_be("yuna", "연아"), may_be("taeseok", "태수")
    (True, True, False)
    """
    ends = {0}
    for letter in hangul:
        for ways in _spellings(letter):
            ends = {end + len(way) for end in ends for way in ways if latin.startswith(way, end)}
            if not ends:
                return False
    return len(latin) in ends


def family_in_han(name: str) -> str:
    """Return the characters that most bearers of a Korean family name have, simplified.

    >>> family_in_han("박민서"), family_in_han("유민서")
    ('朴', '柳|刘')
    """
    han = _TABLE.values("han")
    return han.get(name[:2], "") or han.get(name[:1], "")


def _divided(name: str) -> tuple[str, list[str]]:
    """Return the family name, and the syllables of the given name; none if uncertain."""
    words = name.split()
    if len(words) == 3:
        return words[0], words[1:]
    if len(words) != 2:
        return "", []
    if "-" in words[0] and "-" not in words[1]:
        words.reverse()
    family, given = words
    return family, given.split("-") if "-" in given else _halves(name, given)


def _halves(name: str, given: str) -> list[str]:
    """Divide a given name without hyphen, where it can be in one way and is no pinyin.

    Nothing where it may be one syllable: *Hyeok*.
    """
    from workflow.languages.zh import pinyin

    known, lower = _TABLE.values("given"), given.lower()
    places = [at for at in range(1, len(lower)) if lower[:at] in known and lower[at:] in known]
    if len(places) != 1 or lower in known or pinyin.to_hangul(name):
        return []
    return [given[: places[0]], given[places[0] :]]
