"""Tell whether an English name goes on as a longer one that the glossary lacks.

*Samsung Electronics America*, *Los Angeles Dodgers*, *Air China*, *Donald Trump Jr.* and
*Bank of Korea* are not Samsung Electronics, Los Angeles, China, Donald Trump and Korea. Capitals
tell; titles, months, legal forms and what is a name by itself may stand beside a name.
"""

from __future__ import annotations

import re

from workflow.languages.characters import HYPHENS
from workflow.languages.en import verbs
from workflow.languages.en.new_names.name_kinds import PEOPLES
from workflow.languages.en.new_names.name_words import BODIES, COMPANIES, OF_OFFICES, OFFICES
from workflow.languages.en.surnames import capitals_tell
from workflow.languages.en.word_lists import kind_of
from workflow.languages.names import gazetteer
from workflow.languages.tables import FactTable
from workflow.model import TermType

_TABLE = FactTable(__package__, "longer.tsv")
_AFTER = re.compile(r" ([A-ZÀ-Þ][\w'’.&-]*)")
_BEFORE = re.compile(r"(?<![\w-])([A-ZÀ-Þ][\w.&-]*[\w.]) $")
_OF = re.compile(r"\b([A-Z]\w+) of (?:the )?$")
_OF_PLACE = re.compile(r" of (?:the )?(?P<place>[A-Z]\w+(?: [A-Z]\w+)*)")
_HYPHEN = re.compile(rf"[{HYPHENS}]([^\W\d_]+)")
_COMPASS = re.compile("(?:North|South|East|West)(?:ern)?$")
#: Capitalised words that go with a name without being part of it.
_BESIDE = (
    OF_OFFICES
    | PEOPLES
    | COMPANIES
    | frozenset(
        "Co. Corp. Inc. Ltd. Ltd.'s PLC I Republican Republicans Democrat Democrats "
        "Democratic Administration Government Cabinet Labour Conservative MP MPs AM AMs MSP "
        "MSPs MEP MEPs HQ Member Members US U.S. UK U.K. EU UN Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. "
        "Prof. Sen. Rep. Gov. Lt. Gen. Amb.".split()
    )
)
#: Kinds of word that may have a capital at the beginning of a sentence before a name.
_OPENING = frozenset(
    {"function", "pronoun", "adverb", "gerund", "past", "verb", "singular", "adjective", "plural"}
)
#: Kinds of word that no name goes on with, capital or not: *Kanye West Embarked*, *the U.S. As*.
_NO_NAMES = frozenset({"function", "past", "singular"})
_NAMED = frozenset({TermType.PLACE, TermType.ORG, TermType.PRODUCT})


def is_part(text: str, start: int, end: int, kind: TermType, edges: frozenset[int]) -> bool:
    """Tell whether a name is a piece of a longer one: *Samsung Electronics America*.

    ``edges`` is where known names begin and end: they may stand beside it.
    """
    if kind is TermType.PERSON:
        return _is_part_of_person(text, end, edges)
    if kind not in _NAMED:
        return False
    if _continues(text, end, kind, edges):
        return True
    if kind is TermType.ORG and _is_of_place(text, start, end):
        return True
    return kind is not TermType.PRODUCT and _begins_before(text, start, kind, edges)


def is_of_two(text: str, start: int, end: int) -> bool:
    """Tell whether a people's name is the second of two: *Korean American*, *Sino-Korean*."""
    if text[start:end] not in PEOPLES:
        return False
    before = _BEFORE.search(text[max(0, start - 40) : start])
    return text[start - 1 : start] == "-" or (before is not None and before[1] in PEOPLES)


def _is_part_of_person(text: str, end: int, edges: frozenset[int]) -> bool:
    joined = _HYPHEN.match(text, end)
    if joined and joined[1] not in verbs.JOINED:
        return True  # Park Jin-young is not Park Jin
    after = _AFTER.match(text, end)
    if after is None:
        return False
    if after[1] in _TABLE.word_set("namesake"):
        return True
    if after.start(1) in edges or _may_follow(after[1]):
        return False
    return capitals_tell(text) or _is_another(after[1])


def _continues(text: str, end: int, kind: TermType, edges: frozenset[int]) -> bool:
    after = _AFTER.match(text, end)
    if after is None or after.start(1) in edges:
        return False
    if text[:end].endswith(_TABLE.words("adjectival")):
        return after[1] in _TABLE.word_set("after_adjectival")
    if _may_follow(after[1]):
        return False
    body = kind is TermType.PLACE and after[1].title() in BODIES
    return capitals_tell(text) or body or _is_another(after[1])


def _is_of_place(text: str, start: int, end: int) -> bool:
    """Tell whether a body that every country may have is said to be one's, or a region's.

    >>> _is_of_place("the Supreme Court of Japan Rules", 4, 17)
    True
    """
    of = _OF_PLACE.match(text, end)
    if of is None or not all(kind_of(word.lower()) for word in text[start:end].split()):
        return False
    words = of["place"].split()  # the last ones may be others: in headlines all have capitals
    return any(" ".join(words[:count]) in gazetteer.names() for count in range(1, len(words) + 1))


def _is_another(word: str) -> bool:
    """Tell whether a word makes another name of the previous one, even in a headline."""
    bare = re.sub(r"['’]s?$|[.,]$", "", word)
    lower = bare.lower()
    known = (
        kind_of(lower)
        or (len(lower) > 13 and _TABLE.pattern("english").search(lower))
        or verbs.finite(lower)
        or lower in verbs.TOWARDS
    )
    return bare.title() in _TABLE.word_set("body") or not (known or verbs.does(f"{lower}s"))


def _may_follow(word: str) -> bool:
    bare = re.sub(r"['’]s$|[.,]$", "", word)
    lower = bare.lower()
    office = lower in OFFICES or lower.rstrip("s") in OFFICES or lower.endswith(("man", "woman"))
    known = lower in verbs.MONTHS or word in _BESIDE or bare in _BESIDE
    word_only = kind_of(lower) in _NO_NAMES and lower not in _TABLE.word_set("syllable")
    return office or known or word_only or lower in _TABLE.word_set("pronoun")


def _begins_before(text: str, start: int, kind: TermType, edges: frozenset[int]) -> bool:
    of = _OF.search(text[max(0, start - 40) : start])
    if of and kind is TermType.PLACE and of[1].title() in _TABLE.word_set("of_places"):
        return True
    before = _BEFORE.search(text[max(0, start - 40) : start])
    if before is None:
        return False
    word, at = before[1], start - len(before[1]) - 1
    if kind is TermType.PLACE and word.title() in _TABLE.word_set("elsewhere"):
        return True
    if word in PEOPLES and not _COMPASS.match(word):  # Royal Dutch Shell
        return kind is TermType.ORG and _begins_before(text, at, kind, edges)
    beside = start - 1 in edges or _may_follow(word) or word.rpartition("-")[2] in verbs.JOINED
    opens = not text[:at].strip("\0 \"“‘'([—–-") or _ends_sentence(text[:at])
    opening = opens and kind_of(word.lower()) in _OPENING
    return capitals_tell(text) and not beside and not opening


def _ends_sentence(before: str) -> bool:
    return before.rstrip(" \"”’'“‘").endswith((".", "!", "?", ":", ";", "…"))
