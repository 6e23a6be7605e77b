"""Read Korean persons' names in Latin letters back in Hangul: ``Park Min-seo`` is 박민서.

``romanized.tsv`` has family names and syllables of given names in the Revised Romanization of 2000
and as persons write theirs. Only a name whose every syllable is in it is taken for a Korean's, and
one that might be pinyin is not. One spelling may be several names; all of them are returned.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from workflow.languages.tables import FactTable

#: Where the Hangul is from, for notes in a glossary.
RULE = "Hangul by usual romanization of Korean names"
_TABLE = FactTable(__package__, "romanized.tsv")
#: Names for one spelling, at most.
_MOST = 4


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
