"""Find persons in an English sentence, as far as their names tell whose they are.

A Korean name is recognised by its family name and the syllables of the given one, usually with a
hyphen (*Song Mi-rae*), a Chinese one by pinyin (*Gao Wenbin*). Otherwise, two capitalised words
that are neither common words nor places or bodies are taken for a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workflow.languages.common_words import every
from workflow.languages.en import word_lists
from workflow.languages.en.new_names import name_kinds, name_words
from workflow.languages.en.surnames import HONORIFICS, title_case
from workflow.languages.names import gazetteer
from workflow.languages.names.heard_names import SpokenName
from workflow.languages.scripts import KEPT
from workflow.languages.tables import FactTable

#: Two words with a capital, which every full name has.
_MAY_NAME = re.compile(r"[A-ZÀ-Þ]\w+ (?:[A-Z]\.|\w{2,3})? ?[A-ZÀ-Þ]\w")
_WORD = r"(?:[OD]['’])?[A-ZÀ-Þ][a-zß-ÿ]+(?:(?:-[A-ZÀ-Þ]?|[A-ZÀ-Þ])[a-zß-ÿ]+)*"
#: Small words of a family name, initials, and a nickname, behind which the name goes on.
_SMALL = r"(?:[A-Z]\. |(?:de|del|van|von|der|den|la|al|bin|el|di|da|dos) )*"
_NICKNAME = r",? [\"“'‘][A-Z]\w+[\"”'’] [A-Z]"
_RUN = re.compile(rf"(?<![\w.&-]){_WORD}(?: {_SMALL}{_WORD})+(?![\w-]|{_NICKNAME})")
_LAST = re.compile(rf"(?P<given>{_WORD}) (?:[A-Z]\. |(?:[a-z]+ ){{0,2}})(?P<family>{_WORD})$")
_FIRST_LETTERS = 3
_TABLE = FactTable(__package__, "names.tsv")
_NO_NAMES = frozenset[str]().union(
    name_words.OFFICES,
    name_words.OF_OFFICES,
    name_words.BODIES,
    name_words.PLACES,
    name_words.COMPANIES,
    name_words.ORDINARY,
    name_kinds.PEOPLES,
)


@lru_cache(maxsize=KEPT)
def persons(text: str) -> tuple[SpokenName, ...]:
    """Return the persons whose full names stand in a sentence, by place.

    >>> [(each.family, each.given, each.origin) for each in persons("Director Song Mi-rae left.")]
    [('Song', ('mi', 'rae'), 'ko')]
    >>> [(each.family, each.given, each.origin) for each in persons("It was Gao Wenbin of China.")]
    [('Gao', ('wen', 'bin'), 'zh')]
    >>> [(each.family, each.given) for each in persons("French economist Claire Montal won.")]
    [('Montal', ('Claire',))]
    >>> persons("The Hanbit Securities office in New York closed.")
    ()
    """
    if not _MAY_NAME.search(text) or title_case(text):
        return ()
    return tuple(found for run in _RUN.finditer(text) for found in _in_run(run[0], run.start()))


def _in_run(run: str, at: int) -> Iterator[SpokenName]:
    """Yield the person in a run of capitalised words; several persons are in several runs."""
    from workflow.languages.ko import romanized_names
    from workflow.languages.zh import heard_names

    words = [(each.start(), each[0]) for each in re.finditer(r"\S+", run)]
    for size in (3, 2):
        for first in range(len(words) - size + 1):
            if not _may_begin(words[first][1], words[first + size - 1][1]):
                continue
            name = " ".join(word for _, word in words[first : first + size])
            start = at + words[first][0]
            family, given = romanized_names.told_apart(name)
            origin = "ko"
            if not family and size == 2:
                family, given = heard_names.person(name)
                origin = "zh"
            if family and not (origin == "zh" and _is_known(name)):
                yield SpokenName(start, start + len(name), family, tuple(given), origin)
                return
    name = _without_titles(run)
    last = _LAST.search(name)
    if (
        last
        and not _is_known(name)
        and _may_be_given(last["given"])
        and (_may_be_name(last["family"]) or _may_be_family(*last.group("given", "family")))
    ):
        start = at + len(run) - len(name) + last.start()
        known = word_lists.is_given(last["given"])
        yield SpokenName(start, at + len(run), last["family"], (last["given"],), known=known)


def _may_begin(first: str, last: str) -> bool:
    """Tell whether one of two words may be a Korean's or Chinese's family name; quick."""
    from workflow.languages.ko import romanized_names
    from workflow.languages.zh import heard_names

    known = romanized_names.surnames()
    return first in known or last in known or heard_names.is_family(first)


def _without_titles(run: str) -> str:
    while " " in run:
        first, _, rest = run.partition(" ")
        if _may_be_given(first):
            break
        run = rest
    return run


def _may_be_given(word: str) -> bool:
    return word in _TABLE.word_set("given") or word_lists.is_given(word) or _may_be_name(word)


def _may_be_family(given: str, word: str) -> bool:
    """Tell whether a common word after a given name is a family name: Helen Strand."""
    return (
        word_lists.is_given(given)
        and given.lower() not in every("en")
        and word not in _NO_NAMES
        and word.lower() not in HONORIFICS
        and not _is_known(f"{given} {word}")
    )


@lru_cache(maxsize=KEPT)
def _may_be_name(word: str) -> bool:
    lower = word.lower()
    return (
        len(word) >= _FIRST_LETTERS
        and lower not in every("en")
        and lower not in HONORIFICS
        and word not in _NO_NAMES
        and not _is_known(word)
    )


def _is_known(name: str) -> bool:
    """Tell whether a name is, or begins with, that of a place."""
    first = name.partition(" ")[0]
    known = gazetteer.names()
    if name in known or word_lists.is_city(name):
        return True
    return first in known and not (first in _TABLE.word_set("given") or word_lists.is_given(first))
